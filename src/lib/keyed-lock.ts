import { Mutex } from 'async-mutex';

import { canceled } from './errors.ts';

/**
 * One mutex per key, made on first use and dropped with its last holder. Fair: first come, first served.
 *
 * Lock order where two keys are needed: container → network → volume → image. Long waits (wait,
 * attach, logs, stats) never hold a lock.
 */
export class KeyedLock {
  readonly #slots = new Map<string, { mutex: Mutex; users: number }>();

  get size(): number {
    return this.#slots.size;
  }

  /** Waits for the key. @throws canceled when the signal aborts first; the place in the queue is given up. */
  async acquire(key: string, signal: AbortSignal): Promise<Disposable> {
    const slot = this.#slots.get(key) ?? { mutex: new Mutex(), users: 0 };
    this.#slots.set(key, slot);
    slot.users += 1;
    const release = await slot.mutex.acquire();
    const held = {
      [Symbol.dispose]: () => {
        release();
        slot.users -= 1;
        if (slot.users === 0) this.#slots.delete(key);
      },
    };
    if (signal.aborted) {
      held[Symbol.dispose]();
      throw canceled('the client left while waiting', signal.reason);
    }
    return held;
  }

  async with<T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    using _held = await this.acquire(key, signal);
    return await work();
  }
}
