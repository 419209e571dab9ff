import { setMaxListeners } from 'node:events';
import { type ClientHttp2Stream, constants, type IncomingHttpHeaders } from 'node:http2';

import { internal } from '../../lib/errors.ts';
import { ConnectionLost, fromAbort, fromGrpcStatus } from '../errors.ts';
import type { Channel } from './channel.ts';
import { FrameReader, prefixOf } from './framing.ts';

export interface CallTarget {
  /** `/containerd.services.tasks.v1.Tasks/Wait` */
  readonly path: string;
  /** Under which lease containerd puts what the call makes. */
  readonly lease?: string | undefined;
}

export interface CallHandlers {
  /** A whole message, still encoded. What it throws ends the call. */
  message(bytes: Uint8Array): void;
  /** The end, once: without an error when containerd answered OK. */
  end(error?: Error): void;
}

/**
 * One gRPC call on one HTTP/2 stream (grpc: doc/PROTOCOL-HTTP2.md): messages with prefixes in both directions, then
 * trailers with the status. An answer that is nothing but a status comes as headers.
 */
export class Call {
  readonly #stream: ClientHttp2Stream;
  readonly #signal: AbortSignal;
  readonly #address: string;
  readonly #handlers: CallHandlers;
  readonly #abort = (): void => this.#finish(fromAbort(this.#signal));
  #status: number | undefined;
  #statusMessage = '';
  #ended = false;
  #roomMade: () => void = () => undefined;

  /** @throws canceled or timeout when the signal has aborted already, unavailable after disposal of the channel */
  constructor(channel: Channel, target: CallTarget, handlers: CallHandlers, signal: AbortSignal) {
    if (signal.aborted) throw fromAbort(signal);
    this.#signal = signal;
    this.#handlers = handlers;
    this.#address = channel.address;
    this.#stream = channel.open(target.path, target.lease);
    this.#listen(this.#stream);
    // One signal of a daemon stands behind a wait of every container.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', this.#abort, { once: true });
  }

  /** Sends the only or last message. */
  sendLast(message: Uint8Array): void {
    this.#stream.end(Buffer.concat([prefixOf(message.length), message]));
  }

  /** Sends a message; fulfilled when there is room for another one or the call has ended. */
  async send(message: Uint8Array): Promise<void> {
    if (this.#ended) return;
    this.#stream.cork();
    this.#stream.write(prefixOf(message.length));
    const hasRoom = this.#stream.write(message);
    this.#stream.uncork();
    if (hasRoom) return;
    await new Promise<void>((resolve) => (this.#roomMade = resolve));
  }

  /** Says that no more messages are sent. */
  endSending(): void {
    this.#stream.end();
  }

  pause(): void {
    this.#stream.pause();
  }

  resume(): void {
    this.#stream.resume();
  }

  /** Gives up; no handler is called after this. */
  cancel(): void {
    this.#ended = true;
    this.#release();
  }

  #listen(stream: ClientHttp2Stream): void {
    const reader = new FrameReader();
    stream.on('data', (chunk: Buffer) => {
      if (this.#ended) return;
      try {
        reader.push(chunk, (message) => this.#handlers.message(message));
      } catch (err) {
        this.#finish(err instanceof Error ? err : internal('a message could not be read', err));
      }
    });
    stream.on('response', (headers: IncomingHttpHeaders) => this.#readStatus(headers));
    stream.on('trailers', (headers: IncomingHttpHeaders) => this.#readStatus(headers));
    stream.on('error', (err: Error) => this.#finish(this.#outcome(err)));
    stream.on('drain', () => this.#roomMade());
    stream.on('close', () => {
      this.#roomMade();
      this.#finish(this.#outcome());
    });
  }

  #readStatus(headers: IncomingHttpHeaders): void {
    const status = headers['grpc-status'];
    if (status === undefined) return;
    this.#status = Number(status);
    this.#statusMessage = String(headers['grpc-message'] ?? '');
  }

  #outcome(cause?: Error): Error | undefined {
    if (this.#status === 0) return undefined;
    if (this.#status !== undefined) return fromGrpcStatus(this.#status, this.#statusMessage);
    return new ConnectionLost(this.#address, cause);
  }

  #finish(error: Error | undefined): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#release();
    this.#handlers.end(error);
  }

  #release(): void {
    this.#signal.removeEventListener('abort', this.#abort);
    if (!this.#stream.closed) this.#stream.close(constants.NGHTTP2_CANCEL);
  }
}
