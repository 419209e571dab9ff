import { internal } from '../../lib/errors.ts';

/** A flag byte (compressed or not) and the length as 32-bit big endian (grpc: doc/PROTOCOL-HTTP2.md). */
const PREFIX = 5;

/** No message of containerd's is larger: its own limit is 16 MiB. */
export const MAX_MESSAGE = 64 * 1024 * 1024;

/** The five bytes that precede a message of this length. */
export function prefixOf(length: number): Buffer {
  const prefix = Buffer.allocUnsafe(PREFIX);
  prefix[0] = 0;
  prefix.writeUInt32BE(length, 1);
  return prefix;
}

/** Cuts a stream of bytes into messages, however the transport chopped it. */
export class FrameReader {
  readonly #prefix = Buffer.allocUnsafe(PREFIX);
  #prefixFilled = 0;
  #body: Uint8Array | undefined;
  #bodyFilled = 0;

  /**
   * Takes a chunk and hands every message that it completes to `emit`. A message is either a view of the chunk
   * or memory of its own; nobody else writes to it.
   *
   * @throws internal when the bytes are not gRPC messages
   */
  push(chunk: Uint8Array, emit: (message: Uint8Array) => void): void {
    let at = 0;
    while (at < chunk.length) {
      at =
        this.#body === undefined
          ? this.#readPrefix(chunk, at, emit)
          : this.#readBody(this.#body, chunk, at, emit);
    }
  }

  #readPrefix(chunk: Uint8Array, start: number, emit: (message: Uint8Array) => void): number {
    let at = start;
    while (this.#prefixFilled < PREFIX && at < chunk.length) {
      this.#prefix[this.#prefixFilled++] = chunk[at++] ?? 0;
    }
    if (this.#prefixFilled < PREFIX) return at;
    const length = this.#prefix.readUInt32BE(1);
    if (this.#prefix[0] !== 0 || length > MAX_MESSAGE) {
      throw internal('containerd sent a message that is compressed or too long');
    }
    if (at + length <= chunk.length) {
      this.#prefixFilled = 0;
      emit(chunk.subarray(at, at + length));
      return at + length;
    }
    this.#body = Buffer.allocUnsafeSlow(length);
    this.#bodyFilled = 0;
    return at;
  }

  #readBody(
    body: Uint8Array,
    chunk: Uint8Array,
    at: number,
    emit: (message: Uint8Array) => void,
  ): number {
    const part = chunk.subarray(at, at + body.length - this.#bodyFilled);
    body.set(part, this.#bodyFilled);
    this.#bodyFilled += part.length;
    if (this.#bodyFilled === body.length) {
      this.#body = undefined;
      this.#prefixFilled = 0;
      emit(body);
    }
    return at + part.length;
  }
}
