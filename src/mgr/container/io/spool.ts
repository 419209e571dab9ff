import { close, constants, openSync, read, rmSync, write } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const readAsync = promisify(read);
const writeAsync = promisify(write);
const closeAsync = promisify(close);

/** Bytes that may wait for the disk; more makes the source wait. */
const MAX_UNWRITTEN = 4 * 1024 * 1024;

let count = 0;

/**
 * A queue of bytes in a file without a name, for a client that lags. The file is made with the first byte
 * and begun anew whenever the client has caught up.
 */
export class Spool implements AsyncDisposable {
  readonly #directory: string;
  readonly #maxBytes: number;
  #fd: number | undefined;
  /** Accepted and not yet in the file. */
  #unwritten: Buffer[] = [];
  #unwrittenBytes = 0;
  #writeAt = 0;
  #readAt = 0;
  #writing: Promise<void> | undefined;
  #failed = false;

  constructor(directory: string, maxBytes: number) {
    this.#directory = directory;
    this.#maxBytes = maxBytes;
  }

  get empty(): boolean {
    return this.#bytes === 0;
  }

  get full(): boolean {
    return this.#bytes > this.#maxBytes || this.#unwrittenBytes > MAX_UNWRITTEN;
  }

  get #bytes(): number {
    return this.#writeAt - this.#readAt + this.#unwrittenBytes;
  }

  append(bytes: Buffer): void {
    this.#unwritten.push(bytes);
    this.#unwrittenBytes += bytes.length;
    this.#writing ??= this.#writeAll();
  }

  /** The next bytes, at most so many; empty only when the spool is. */
  async take(length: number): Promise<Buffer> {
    await this.#writing;
    if (this.#fd === undefined || this.#writeAt === this.#readAt) return this.#takeUnwritten();
    const size = Math.min(length, this.#writeAt - this.#readAt);
    const { bytesRead, buffer } = await readAsync(
      this.#fd,
      Buffer.allocUnsafe(size),
      0,
      size,
      this.#readAt,
    );
    this.#readAt += bytesRead;
    if (this.empty) this.#readAt = this.#writeAt = 0;
    return buffer.subarray(0, bytesRead);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writing;
    const fd = this.#fd;
    this.#fd = undefined;
    if (fd !== undefined) await closeAsync(fd);
  }

  /** What a full disk kept us from writing stays in memory, and the source waits. */
  #takeUnwritten(): Buffer {
    const bytes = this.#unwritten.shift() ?? Buffer.alloc(0);
    this.#unwrittenBytes -= bytes.length;
    return bytes;
  }

  /** Never rejects. */
  async #writeAll(): Promise<void> {
    try {
      while (this.#unwritten.length > 0 && !this.#failed) {
        this.#fd ??= openNameless(this.#directory);
        const batch = Buffer.concat(this.#unwritten);
        const { bytesWritten } = await writeAsync(this.#fd, batch, 0, batch.length, this.#writeAt);
        this.#writeAt += bytesWritten;
        this.#forgetWritten(bytesWritten);
      }
    } catch {
      this.#failed = true;
    }
    this.#writing = undefined;
  }

  #forgetWritten(bytes: number): void {
    this.#unwrittenBytes -= bytes;
    let left = bytes;
    while (left > 0) {
      const first = this.#unwritten.shift();
      if (first === undefined) return;
      if (first.length > left) this.#unwritten.unshift(first.subarray(left));
      left -= Math.min(left, first.length);
    }
  }
}

function openNameless(directory: string): number {
  const path = join(directory, `.spool-${process.pid}-${(count += 1)}`);
  const fd = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
  rmSync(path);
  return fd;
}
