import { EventEmitter } from 'node:events';

import { canceled } from '../../lib/errors.ts';

type Moment = 'exit' | 'removal';

/** Who waits for a container's next exit or for its removal. A wait holds nothing but its listener. */
export class Waiters {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  announce(moment: Moment, containerId: string, exitCode: number): void {
    this.#emitter.emit(`${moment}:${containerId}`, exitCode);
    if (moment === 'removal') this.#emitter.emit(`exit:${containerId}`, exitCode);
  }

  /** @returns the exit code @throws canceled when the client leaves */
  next(moment: Moment, containerId: string, signal: AbortSignal): Promise<number> {
    return new Promise((resolve, reject) => {
      const name = `${moment}:${containerId}`;
      const onAbort = (): void => {
        this.#emitter.off(name, onMoment);
        reject(canceled('the client left'));
      };
      const onMoment = (exitCode: number): void => {
        signal.removeEventListener('abort', onAbort);
        resolve(exitCode);
      };
      this.#emitter.once(name, onMoment);
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  get waiting(): number {
    return this.#emitter.eventNames().length;
  }
}
