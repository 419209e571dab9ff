import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
  writev,
} from 'node:fs';
import { dirname } from 'node:path';

import {
  closeLogFiles,
  type LogFile,
  openLogFiles,
  openRotated,
  rotatedPath,
} from './log-files.ts';
import type { LogFormat } from './log-format.ts';
import type { LogSettings } from './log-options.ts';
import { compressFile, rotateFiles } from './rotate.ts';

/** A place in a log: the file by its rotation and the offset in it. */
export interface LogPosition {
  readonly generation: number;
  readonly offset: number;
}

export interface LogWriterOptions {
  readonly path: string;
  readonly settings: Pick<LogSettings, 'maxBytes' | 'maxFiles' | 'compress'>;
  readonly format: LogFormat;
  /** The generation of the current file: what the last writer of this log ended with. */
  readonly generation: number;
  /** Called after each write: the queue is shorter, the log longer. */
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

const MAX_BATCH = 1024 * 1024;

/**
 * Appends records to a log file and rotates it. One write is in flight; what comes meanwhile forms the
 * next batch. A write that fails (disk full) costs its records and never leaves half a one behind.
 */
export class LogWriter {
  readonly #options: LogWriterOptions;
  #fd: number;
  #size: number;
  #generation: number;
  #queue: Buffer[] = [];
  #queued = 0;
  #busy = false;
  #scheduled = false;
  #compressing: Promise<void> = Promise.resolve();
  /** Bytes ever appended and ever written (or given up). */
  #appended = 0;
  #written = 0;
  #barriers: { readonly at: number; readonly resolve: (position: LogPosition) => void }[] = [];

  /** Opens or makes the file; a record that a crash has torn is cut off. */
  constructor(options: LogWriterOptions) {
    this.#options = options;
    this.#generation = options.generation;
    mkdirSync(dirname(options.path), { recursive: true, mode: 0o710 });
    this.#fd = openAppend(options.path);
    this.#size = mend(this.#fd, options.format);
    if (this.#size === 0) this.#begin();
  }

  /** Bytes that wait for the disk. */
  get queued(): number {
    return this.#queued;
  }

  get generation(): number {
    return this.#generation;
  }

  append(records: Buffer): void {
    this.#queue.push(records);
    this.#queued += records.length;
    this.#appended += records.length;
    if (this.#busy || this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#next();
    });
  }

  /** Fulfilled when all that was appended so far is in the file: where it ends. */
  async barrier(): Promise<LogPosition> {
    if (this.#appended === this.#written) {
      return { generation: this.#generation, offset: this.#size };
    }
    return await new Promise((resolve) => this.#barriers.push({ at: this.#appended, resolve }));
  }

  /** Whether the log goes on after a position. */
  isBeyond({ generation, offset }: LogPosition): boolean {
    return this.#generation > generation || this.#size > offset;
  }

  /** All files, oldest first. */
  openFiles(): LogFile[] {
    return openLogFiles(this.#options.path, this.#options.settings.maxFiles, this.#generation);
  }

  /** The file after a generation, or the oldest that is left; undefined when there is none yet. */
  openAfter(generation: number): LogFile | undefined {
    if (generation >= this.#generation) return undefined;
    const n = this.#generation - generation - 1;
    const { path, settings } = this.#options;
    const file = n < settings.maxFiles ? openRotated(path, n, generation + 1) : undefined;
    if (file !== undefined) return file;
    const [oldest, ...rest] = this.openFiles();
    closeLogFiles(rest);
    return oldest;
  }

  /** Writes what is queued and closes the file. */
  async close(): Promise<void> {
    await this.barrier();
    await this.#compressing;
    closeSync(this.#fd);
  }

  #next(): void {
    if (this.#busy || this.#queue.length === 0) return;
    this.#busy = true;
    if (this.#size >= this.#options.settings.maxBytes) void this.#rotateThenWrite();
    else this.#write(this.#takeBatch());
  }

  /** Never rejects. */
  async #rotateThenWrite(): Promise<void> {
    await this.#compressing;
    try {
      this.#rotate();
    } catch (err) {
      this.#options.failed(err);
    }
    this.#write(this.#takeBatch());
  }

  #rotate(): void {
    const { path, settings } = this.#options;
    rotateFiles(path, settings.maxFiles);
    const fd = openAppend(path);
    closeSync(this.#fd);
    this.#fd = fd;
    this.#size = 0;
    this.#generation += 1;
    this.#begin();
    if (settings.compress && settings.maxFiles > 1) {
      this.#compressing = compressFile(rotatedPath(path, 1)).catch(this.#options.failed);
    }
  }

  #begin(): void {
    const { preamble } = this.#options.format;
    if (preamble !== undefined) this.#size += writeSync(this.#fd, preamble);
  }

  /** Records up to the one with which the file reaches its greatest size. */
  #takeBatch(): Buffer[] {
    const room = Math.min(MAX_BATCH, Math.max(1, this.#options.settings.maxBytes - this.#size));
    const batch: Buffer[] = [];
    let bytes = 0;
    while (bytes < room) {
      const part = this.#queue[0];
      if (part === undefined) break;
      const cut =
        bytes + part.length <= room ? part.length : this.#options.format.cut(part, room - bytes);
      batch.push(part.subarray(0, cut));
      bytes += cut;
      if (cut < part.length) this.#queue[0] = part.subarray(cut);
      else this.#queue.shift();
    }
    return batch;
  }

  #write(batch: readonly Buffer[]): void {
    const total = batch.reduce((sum, { length }) => sum + length, 0);
    const attempt = (rest: readonly Buffer[], done: number): void => {
      writev(this.#fd, rest, (err, bytes) => {
        if (err !== null) this.#giveUp(err, done);
        else if (done + bytes < total) {
          attempt(dropBytes(rest, bytes), done + bytes);
          return;
        } else this.#size += total;
        this.#finish(total);
      });
    };
    attempt(batch, 0);
  }

  #giveUp(error: Error, done: number): void {
    try {
      if (done > 0) ftruncateSync(this.#fd, this.#size);
    } finally {
      this.#options.failed(error);
    }
  }

  #finish(bytes: number): void {
    this.#written += bytes;
    this.#queued -= bytes;
    this.#busy = false;
    while (this.#barriers[0] !== undefined && this.#barriers[0].at <= this.#written) {
      const { at, resolve } = this.#barriers[0];
      this.#barriers.shift();
      const offset = Math.max(0, this.#size - (this.#written - at));
      resolve({ generation: this.#generation, offset });
    }
    this.#options.written();
    this.#next();
  }
}

const openAppend = (path: string): number => openSync(path, 'a+', 0o640);

/** @returns the size of the file without a torn end */
function mend(fd: number, format: LogFormat): number {
  const { size } = fstatSync(fd);
  const read = (position: number, length: number): Buffer => {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(fd, buffer, 0, length, position));
  };
  const torn = size === 0 ? 0 : format.torn({ size, read });
  if (torn > 0) ftruncateSync(fd, size - torn);
  return size - torn;
}

function dropBytes(parts: readonly Buffer[], bytes: number): Buffer[] {
  const rest: Buffer[] = [];
  let skip = bytes;
  for (const part of parts) {
    if (skip >= part.length) skip -= part.length;
    else {
      rest.push(part.subarray(skip));
      skip = 0;
    }
  }
  return rest;
}
