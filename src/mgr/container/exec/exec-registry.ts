import type { Clock } from '../../../lib/clock.ts';
import type { Exec } from './exec.ts';

/** How long the exit code of an exec can be asked for. */
const KEEP_MS = 5 * 60_000;
/** More execs than this that do not run are not remembered. */
const MAX_IDLE = 4096;

/** The execs that are known, oldest first. */
export class ExecRegistry {
  readonly #execs = new Map<string, Exec>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#execs.size;
  }

  get(id: string): Exec | undefined {
    return this.#execs.get(id);
  }

  add(exec: Exec): void {
    this.#sweep();
    this.#execs.set(exec.id, exec);
  }

  of(containerId: string): Exec[] {
    return [...this.#execs.values()].filter((exec) => exec.containerId === containerId);
  }

  delete(exec: Exec): void {
    this.#execs.delete(exec.id);
  }

  #sweep(): void {
    const before = this.#clock.now().getTime() - KEEP_MS;
    const idle = [...this.#execs.values()].filter(({ state }) => isIdle(state.status));
    const surplus = idle.length - MAX_IDLE + 1;
    idle.forEach((exec, age) => {
      const { state } = exec;
      const isOld = state.status === 'exited' && state.exit.exitedAt.getTime() < before;
      if (isOld || age < surplus) this.#execs.delete(exec.id);
    });
  }
}

const isIdle = (status: string): boolean => status === 'created' || status === 'exited';
