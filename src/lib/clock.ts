import { setTimeout as delay } from 'node:timers/promises';

import { canceled } from './errors.ts';

/** Time as a port, so that tests decide when it passes. */
export interface Clock {
  now(): Date;
  /** @throws canceled when the signal aborts first. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(ms, signal) {
    try {
      await delay(ms, undefined, { signal });
    } catch (err) {
      throw canceled('the wait was cancelled', err);
    }
  },
};
