import type { Worker } from 'node:worker_threads';

import { canceled, EngineError, unavailable } from '../../../lib/errors.ts';
import { spawnWorker } from '../../../lib/spawn-worker.ts';
import type { CallName, Calls, FromWorker, IoKey, ToWorker } from './worker-protocol.ts';

/** What the worker says of one container; `lost` when it will say no more. */
export type Told =
  | Exclude<FromWorker, { type: 'answer' | 'refusal' | 'marked' }>
  | { readonly type: 'lost'; readonly io: IoKey };

interface Pending {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
  readonly marked: ((message: Extract<FromWorker, { type: 'marked' }>) => void) | undefined;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Called between the output that came before a mark and that after it. */
  readonly marked?: Pending['marked'];
}

/** The main thread's end of a log worker: calls with answers, and messages in the order they were sent. */
export class WorkerLink implements AsyncDisposable {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<IoKey, (message: Told) => void>();
  #lastId = 0;
  #gone: Error | undefined;

  /** @param lost called when the worker ends by itself */
  constructor(lost: (error: Error) => void) {
    this.#worker = spawnWorker(new URL('./log-worker.ts', import.meta.url), 'log-worker.js', {
      trackUnmanagedFds: false,
    });
    this.#worker.unref();
    this.#worker.on('message', (message: FromWorker) => this.#receive(message));
    this.#worker.once('error', (error) => this.#fail(unavailable('a log worker failed', error)));
    this.#worker.once('exit', () => {
      if (this.#gone !== undefined) return;
      this.#fail(unavailable('a log worker ended'));
    });
    this.#lost = lost;
  }

  readonly #lost: (error: Error) => void;

  /** How many containers it serves. */
  get load(): number {
    return this.#listeners.size;
  }

  listen(io: IoKey, listener: (message: Told) => void): void {
    this.#listeners.set(io, listener);
  }

  unlisten(io: IoKey): void {
    this.#listeners.delete(io);
  }

  send(message: Extract<ToWorker, { type: 'tap' | 'credit' | 'cancel' }>): void {
    if (this.#gone === undefined) this.#worker.postMessage(message);
  }

  /** @throws what the worker threw; canceled; unavailable when the worker is gone */
  async call<N extends CallName>(
    type: N,
    io: IoKey,
    ask: Calls[N]['ask'],
    { signal, marked }: CallOptions = {},
  ): Promise<Calls[N]['answer']> {
    if (this.#gone !== undefined) throw this.#gone;
    if (signal?.aborted === true) throw canceled('the wait was cancelled', signal.reason);
    const id = (this.#lastId += 1);
    const cancel = (): void => {
      this.send({ type: 'cancel', io, id });
      this.#pending.get(id)?.reject(canceled('the wait was cancelled', signal?.reason));
    };
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await new Promise<Calls[N]['answer']>((resolve, reject) => {
        this.#pending.set(id, { resolve, reject, marked });
        this.#worker.postMessage({ type, io, id, ask });
      });
    } finally {
      this.#pending.delete(id);
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** Ends the thread as a failure would. */
  async kill(): Promise<void> {
    await this.#worker.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#gone ??= unavailable('the log worker was stopped');
    await this.#worker.terminate();
  }

  #receive(message: FromWorker): void {
    if ('id' in message) this.#settle(message, this.#pending.get(message.id));
    else this.#listeners.get(message.io)?.(message);
  }

  #settle(message: Extract<FromWorker, { id: number }>, pending: Pending | undefined): void {
    if (message.type === 'answer') pending?.resolve(message.answer as never);
    else if (message.type === 'marked') pending?.marked?.(message);
    else pending?.reject(new EngineError(message.code, message.message));
  }

  #fail(error: Error): void {
    this.#gone = error;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
    this.#lost(error);
    for (const [io, listener] of [...this.#listeners]) listener({ type: 'lost', io });
    this.#listeners.clear();
  }
}
