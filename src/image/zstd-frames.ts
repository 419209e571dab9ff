import { invalidArgument } from '../lib/errors.ts';

/** What RFC 8878 (3.1.1.1.2) asks every decoder to support; the decoder holds one window in memory. */
const MAX_WINDOW = 8 << 20;
const FRAME = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const CHECKSUM_BYTES = 4;

/**
 * Cuts a zstd stream at its block boundaries, so that the decoder is never given more than one block: a
 * block yields at most 128 KiB, while a chunk of tiny run-length blocks could yield gigabytes at once.
 * Skippable frames are dropped. Format: RFC 8878.
 */
export class ZstdFrames {
  #rest: Buffer = Buffer.alloc(0);
  #inFrame = false;
  #hasChecksum = false;
  #skip = 0;

  /** @throws invalidArgument on what is not zstd, or needs a larger window */
  *push(chunk: Uint8Array): Generator<Uint8Array> {
    const fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    this.#rest = this.#rest.length === 0 ? fresh : Buffer.concat([this.#rest, fresh]);
    for (;;) {
      const piece = this.#skip > 0 ? this.#dropSkipped() : this.#next();
      if (piece === undefined) {
        // The chunk may be the source's to use again.
        this.#rest = Buffer.from(this.#rest);
        return;
      }
      if (piece.length > 0) yield piece;
    }
  }

  /** @throws invalidArgument when the stream ended inside a frame */
  finish(): void {
    if (this.#inFrame || this.#skip > 0 || this.#rest.length > 0) {
      throw invalidArgument('unexpected EOF');
    }
  }

  #next(): Buffer | undefined {
    return this.#inFrame ? this.#block() : this.#frame();
  }

  #take(count: number): Buffer {
    const piece = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return piece;
  }

  #dropSkipped(): Buffer | undefined {
    this.#skip -= this.#take(Math.min(this.#skip, this.#rest.length)).length;
    return this.#skip > 0 || this.#rest.length === 0 ? undefined : Buffer.alloc(0);
  }

  #frame(): Buffer | undefined {
    if (this.#rest.length < 8) return undefined;
    const magic = this.#rest.readUInt32LE(0);
    if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) {
      this.#skip = this.#rest.readUInt32LE(4);
      this.#take(8);
      return Buffer.alloc(0);
    }
    if (magic !== FRAME) throw invalidArgument('zstd: invalid magic number');
    const size = frameHeaderSize(this.#rest[4] ?? 0);
    if (this.#rest.length < size) return undefined;
    checkWindow(this.#rest);
    this.#hasChecksum = ((this.#rest[4] ?? 0) & 4) !== 0;
    this.#inFrame = true;
    return this.#take(size);
  }

  #block(): Buffer | undefined {
    if (this.#rest.length < 3) return undefined;
    const head = this.#rest.readUIntLE(0, 3);
    const isLast = (head & 1) === 1;
    const isRunLength = ((head >> 1) & 3) === 1;
    const content = isRunLength ? 1 : head >> 3;
    const size = 3 + content + (isLast && this.#hasChecksum ? CHECKSUM_BYTES : 0);
    if (this.#rest.length < size) return undefined;
    if (head >> 3 > 128 * 1024) throw invalidArgument('zstd: a block is too large');
    if (isLast) this.#inFrame = false;
    return this.#take(size);
  }
}

const isSingleSegment = (flags: number): boolean => (flags & 0x20) !== 0;

function contentSizeBytes(flags: number): number {
  const code = flags >> 6;
  if (code === 0) return isSingleSegment(flags) ? 1 : 0;
  return 1 << code;
}

const dictionaryBytes = (flags: number): number => [0, 1, 2, 4][flags & 3] ?? 0;

function frameHeaderSize(flags: number): number {
  return 5 + (isSingleSegment(flags) ? 0 : 1) + dictionaryBytes(flags) + contentSizeBytes(flags);
}

function checkWindow(header: Buffer): void {
  const flags = header[4] ?? 0;
  const window = isSingleSegment(flags) ? contentSize(header, flags) : windowSize(header[5] ?? 0);
  if (window > MAX_WINDOW) {
    throw invalidArgument(`zstd: a window of ${window} bytes is needed, ${MAX_WINDOW} are allowed`);
  }
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function contentSize(header: Buffer, flags: number): number {
  const at = 5 + dictionaryBytes(flags);
  const bytes = contentSizeBytes(flags);
  if (bytes === 8) return Number(header.readBigUInt64LE(at));
  return header.readUIntLE(at, bytes) + (bytes === 2 ? 256 : 0);
}
