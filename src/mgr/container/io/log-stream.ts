import { Readable } from 'node:stream';

/**
 * A generator of buffers as a stream that asks for the next piece only when the last was taken. Destroying
 * it aborts what the generator waits for and runs its clean-up.
 */
export function toReadable(
  make: (signal: AbortSignal) => AsyncGenerator<Buffer>,
  signal: AbortSignal,
): Readable {
  const gone = new AbortController();
  const pieces = make(AbortSignal.any([signal, gone.signal]));
  const readable = new Readable({
    highWaterMark: 1,
    read() {
      pieces.next().then(
        ({ value, done }) => this.push(done === true ? null : value),
        (err: unknown) => this.destroy(err as Error),
      );
    },
    destroy(err, callback) {
      gone.abort();
      pieces.return(undefined).then(
        () => callback(err),
        () => callback(err),
      );
    },
  });
  const abort = (): void => void readable.destroy();
  signal.addEventListener('abort', abort, { once: true });
  readable.once('close', () => signal.removeEventListener('abort', abort));
  if (signal.aborted) abort();
  return readable;
}
