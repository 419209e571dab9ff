import type { Worker } from 'node:worker_threads';

import { background } from '../lib/dispose.ts';
import { canceled, unavailable } from '../lib/errors.ts';
import type { Logger } from '../lib/logger.ts';
import { spawnWorker } from '../lib/spawn-worker.ts';
import { mallocTrim } from '../lib/sys/malloc-trim.ts';
import type { NetOperations } from './worker/operations.ts';
import { type Call, fromPlainError, type NetOperation, type Outcome } from './worker/protocol.ts';

type Answer<K extends NetOperation> = Awaited<ReturnType<NetOperations[K]>>;

/** The kernel's networking as the drivers see it. Calls are done one by one, in order. */
export interface NetWorker extends AsyncDisposable {
  /** Tells that a call is about to come. */
  wake(): void;
  /** Aborting keeps a call from being sent; one that was sent takes milliseconds and is done to its end. */
  call<K extends NetOperation>(
    operation: K,
    args: Parameters<NetOperations[K]>,
    signal: AbortSignal,
  ): Promise<Answer<K>>;
}

interface Waiting {
  readonly worker: Worker;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that has had nothing to do for so long is ended: it holds 15 MB and starts in 35 ms. */
const IDLE_MS = 10_000;

/**
 * Our end of the net worker's thread. Begins with the first call, and begins anew should the
 * thread die (its open calls fail as unavailable; all operations may be repeated).
 */
export class NetWorkerThread implements NetWorker {
  readonly #log: Logger;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #lastId = 0;

  constructor(log: Logger) {
    this.#log = log;
  }

  async call<K extends NetOperation>(
    operation: K,
    args: Parameters<NetOperations[K]>,
    signal: AbortSignal,
  ): Promise<Answer<K>> {
    if (signal.aborted) throw canceled(`${operation} was not begun`, signal.reason);
    return (await this.#send(this.#awake(), operation, args)) as Answer<K>;
  }

  /** Begins the thread ahead of a call that is about to come. */
  wake(): void {
    this.#awake();
    this.#rest();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#idle);
    await this.#end();
  }

  #awake(): Worker {
    clearTimeout(this.#idle);
    this.#worker ??= this.#spawn();
    return this.#worker;
  }

  #rest(): void {
    clearTimeout(this.#idle);
    if (this.#waiting.size > 0) return;
    const rest = (): void => background(this.#log, 'end of the net worker', this.#end());
    this.#idle = setTimeout(rest, IDLE_MS).unref();
  }

  /** The thread closes what it opened: descriptors of native calls do not end with it. */
  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    if (worker === undefined) return;
    await this.#send(worker, 'close', []);
    await worker.terminate();
    mallocTrim();
  }

  #send(worker: Worker, operation: NetOperation, args: readonly unknown[]): Promise<unknown> {
    this.#lastId += 1;
    const call: Call = { id: this.#lastId, operation, args };
    return new Promise((resolve, reject) => {
      this.#waiting.set(call.id, { worker, resolve, reject });
      worker.ref();
      worker.postMessage(call);
    });
  }

  #spawn(): Worker {
    const worker = spawnWorker(new URL('./worker/main.ts', import.meta.url), 'net-worker.js');
    worker.unref();
    worker.on('message', (outcome: Outcome) => this.#settle(worker, outcome));
    worker.on('error', (err) => this.#log.error({ err }, 'net worker failed'));
    worker.on('exit', () => this.#lose(worker));
    return worker;
  }

  #settle(worker: Worker, outcome: Outcome): void {
    const waiting = this.#waiting.get(outcome.id);
    this.#waiting.delete(outcome.id);
    if (this.#waiting.size === 0) worker.unref();
    this.#rest();
    if ('error' in outcome) waiting?.reject(fromPlainError(outcome.error));
    else waiting?.resolve(outcome.value);
  }

  #lose(worker: Worker): void {
    if (this.#worker === worker) this.#worker = undefined;
    for (const [id, waiting] of this.#waiting) {
      if (waiting.worker !== worker) continue;
      this.#waiting.delete(id);
      waiting.reject(unavailable('the net worker ended'));
    }
  }
}
