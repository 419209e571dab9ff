import { canceled, unavailable } from '../../../src/lib/errors.ts';

/** Stands before every method of the fake: notes the call, and fails it when the test or the signal says so. */
export class Gate {
  /** What was called, e.g. `tasks.create`, in order. */
  readonly calls: { readonly method: string; readonly args: readonly unknown[] }[] = [];
  readonly #failures = new Map<string, Error[]>();
  #lost = new AbortController();

  /** The next call of this method fails. */
  failNext(method: string, error: Error): void {
    this.#failures.set(method, [...(this.#failures.get(method) ?? []), error]);
  }

  /** Aborted while the connection is lost; a new one after every loss. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  disconnect(): void {
    this.#lost.abort(unavailable('containerd does not answer'));
  }

  reconnect(): void {
    this.#lost = new AbortController();
  }

  /** @throws whatever this call is to fail with */
  enter(method: string, args: readonly unknown[]): void {
    this.calls.push({ method, args });
    const signal = args.find((arg) => arg instanceof AbortSignal);
    if (signal?.aborted === true) throw canceled('the call was cancelled', signal.reason);
    this.lost.throwIfAborted();
    const failure = this.#failures.get(method)?.shift();
    if (failure !== undefined) throw failure;
  }

  /** The same service, whose promising methods pass the gate. Methods that return iterables ask it themselves. */
  guard<T extends object>(name: string, service: T, iterables: readonly string[] = []): T {
    const guarded = Object.entries(service).map(([key, method]) => {
      if (typeof method !== 'function' || iterables.includes(key)) return [key, method as unknown];
      const call = method as (...args: unknown[]) => Promise<unknown>;
      return [
        key,
        async (...args: unknown[]) => {
          this.enter(`${name}.${key}`, args);
          // An answer of a server never comes in the same turn.
          await new Promise((resolve) => setImmediate(resolve));
          return await call(...args);
        },
      ];
    });
    return Object.fromEntries(guarded) as T;
  }

  /** Waits with the connection and the signal. */
  async whileConnected<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
    const end = AbortSignal.any([this.lost, signal]);
    return await new Promise<T>((resolve, reject) => {
      const stop = (): void =>
        reject(
          this.lost.aborted
            ? (this.lost.reason as Error)
            : canceled('the call was cancelled', signal.reason),
        );
      if (end.aborted) stop();
      end.addEventListener('abort', stop, { once: true });
      work.then(resolve, reject).finally(() => end.removeEventListener('abort', stop));
    });
  }
}
