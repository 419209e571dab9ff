import { Call, type CallTarget } from './call.ts';
import type { Channel } from './channel.ts';

/** Above this many bytes of unread messages the sender has to wait. */
const HIGH_WATER = 4 * 1024 * 1024;

/**
 * The messages of a streaming answer. The call begins at construction, not with the first read, and ends
 * with the reader's loop.
 */
export class ServerStream<T> implements AsyncIterable<T> {
  readonly #call: Call | undefined;
  readonly #unread: { message: T; size: number }[] = [];
  #unreadBytes = 0;
  #end: { error?: Error } | undefined;
  #wake: () => void = () => undefined;

  constructor(
    channel: Channel,
    target: CallTarget,
    codec: { decode(bytes: Uint8Array): T },
    signal: AbortSignal,
  ) {
    const handlers = {
      message: (bytes: Uint8Array): void => this.#take(codec.decode(bytes), bytes.length),
      end: (error?: Error): void => this.#finish(error),
    };
    try {
      this.#call = new Call(channel, target, handlers, signal);
    } catch (err) {
      // Told to the reader, who awaits; this line runs where nobody does.
      this.#finish(err as Error);
    }
  }

  start(request: Uint8Array): void {
    this.#call?.sendLast(request);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    try {
      for (;;) {
        const next = this.#unread.shift();
        if (next !== undefined) {
          this.#unreadBytes -= next.size;
          yield next.message;
        } else if (this.#end === undefined) {
          this.#call?.resume();
          await new Promise<void>((resolve) => (this.#wake = resolve));
        } else {
          this.#endOrThrow(this.#end);
          return;
        }
      }
    } finally {
      this.#call?.cancel();
    }
  }

  #endOrThrow({ error }: { error?: Error }): void {
    if (error !== undefined) throw error;
  }

  #take(message: T, size: number): void {
    this.#unread.push({ message, size });
    this.#unreadBytes += size;
    if (this.#unreadBytes > HIGH_WATER) this.#call?.pause();
    this.#wake();
  }

  #finish(error: Error | undefined): void {
    this.#end = error === undefined ? {} : { error };
    this.#wake();
  }
}
