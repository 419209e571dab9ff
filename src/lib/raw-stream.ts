/**
 * Docker's multiplexed stream: each frame is `[stream, 0, 0, 0, length as 32 bits big endian]` and payload.
 * Used where a connection carries several streams, i.e. never with a terminal. moby: pkg/stdcopy
 */
export const STREAMS = { stdin: 0, stdout: 1, stderr: 2, systemError: 3 } as const;

export type StreamNumber = (typeof STREAMS)[keyof typeof STREAMS];
/** A stream that a process writes. */
export type OutputStream = typeof STREAMS.stdout | typeof STREAMS.stderr;

export const HEADER_SIZE = 8;

export function encodeHeader(stream: StreamNumber, length: number): Buffer {
  const header = Buffer.alloc(HEADER_SIZE);
  header[0] = stream;
  header.writeUInt32BE(length, 4);
  return header;
}

/** Header and payload as one buffer. */
export function encodeFrame(stream: StreamNumber, payload: Uint8Array): Buffer {
  return Buffer.concat([encodeHeader(stream, payload.length), payload]);
}

/** A piece of one stream's payload, as much of it as has arrived. */
export interface Piece {
  readonly stream: StreamNumber;
  readonly payload: Buffer;
}

/** Takes a framed stream apart, however its bytes were cut. Keeps at most one header. */
export class RawStreamDecoder {
  readonly #header = Buffer.alloc(HEADER_SIZE);
  #headerBytes = 0;
  #stream: StreamNumber = STREAMS.stdin;
  #left = 0;

  /** Whether the bytes so far end at the end of a frame. */
  get atBoundary(): boolean {
    return this.#left === 0 && this.#headerBytes === 0;
  }

  /** @throws RangeError on a header with an unknown stream */
  push(chunk: Buffer): Piece[] {
    const pieces: Piece[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#left === 0) at = this.#readHeader(chunk, at);
      const end = Math.min(chunk.length, at + this.#left);
      if (end > at) pieces.push({ stream: this.#stream, payload: chunk.subarray(at, end) });
      this.#left -= end - at;
      at = end;
    }
    return pieces;
  }

  #readHeader(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.length, at + HEADER_SIZE - this.#headerBytes);
    chunk.copy(this.#header, this.#headerBytes, at, end);
    this.#headerBytes += end - at;
    if (this.#headerBytes < HEADER_SIZE) return end;
    this.#headerBytes = 0;
    this.#stream = toStream(this.#header.readUInt8(0));
    this.#left = this.#header.readUInt32BE(4);
    return end;
  }
}

function toStream(number: number): StreamNumber {
  const known = Object.values(STREAMS).find((stream) => stream === number);
  if (known === undefined) throw new RangeError(`unrecognized stream: ${number}`);
  return known;
}
