import type { Clock } from '../../src/lib/clock.ts';
import { canceled } from '../../src/lib/errors.ts';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Time that passes when the test says so: `advance` wakes whoever slept long enough. */
export class FakeClock implements Clock {
  #ms: number;
  readonly #sleepers = new Set<Sleeper>();

  constructor(start = new Date('2026-01-02T03:04:05Z')) {
    this.#ms = start.getTime();
  }

  now(): Date {
    return new Date(this.#ms);
  }

  /** Milliseconds until each sleeper wakes, the next first. */
  get sleeping(): number[] {
    return [...this.#sleepers].map(({ at }) => at - this.#ms).sort((a, b) => a - b);
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.#sleepers.delete(sleeper);
        signal.removeEventListener('abort', onAbort);
      };
      const onAbort = (): void => {
        leave();
        reject(canceled('the wait was cancelled'));
      };
      const sleeper: Sleeper = {
        at: this.#ms + ms,
        wake: () => {
          leave();
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', onAbort);
      if (signal.aborted) onAbort();
    });
  }

  advance(ms: number): void {
    this.#ms += ms;
    const due = [...this.#sleepers].filter(({ at }) => at <= this.#ms);
    for (const { wake } of due.sort((a, b) => a.at - b.at)) wake();
  }
}
