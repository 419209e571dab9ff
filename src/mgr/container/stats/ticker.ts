import { setTimeout as delay } from 'node:timers/promises';

import type { ContainerStats } from '../../../api/schemas.ts';

/**
 * One sampler a container, however many clients look at it: it runs while somebody waits for the next
 * sample and for one period longer. A slow client gets the newest sample, never a queue of old ones.
 */
export class Tickers {
  readonly #running = new Map<string, Promise<ContainerStats | undefined>>();
  readonly #periodMs: number;

  constructor(periodMs = 1000) {
    this.#periodMs = periodMs;
  }

  /** Containers that are being looked at. */
  get size(): number {
    return this.#running.size;
  }

  /**
   * The sample at the end of the running period, the same for all who ask within it.
   * @param take undefined ends the stream: the container is gone
   */
  next(
    id: string,
    take: () => ContainerStats | undefined,
    signal: AbortSignal,
  ): Promise<ContainerStats | undefined> {
    const running = this.#running.get(id) ?? this.#start(id, take);
    return untilAborted(running, signal);
  }

  #start(id: string, take: () => ContainerStats | undefined): Promise<ContainerStats | undefined> {
    const period = delay(this.#periodMs).then(() => {
      this.#running.delete(id);
      return take();
    });
    this.#running.set(id, period);
    return period;
  }
}

/** The value, or undefined when the signal comes first. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  const done = new AbortController();
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { signal: done.signal });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    done.abort();
  }
}
