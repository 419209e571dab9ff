import { closeSync, fstatSync } from 'node:fs';

import { FrameBuilder } from './frame-builder.ts';
import { logBlocks } from './log-blocks.ts';
import type { BlockParser, LogDialect } from './log-dialect.ts';
import { closeLogFiles, type LogFile } from './log-files.ts';
import { LogFilter } from './log-filter.ts';
import type { LogPosition } from './log-writer.ts';

export interface ReadOptions {
  readonly framed: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly timestamps: boolean;
  readonly details: boolean;
  readonly sinceMs?: number;
  readonly untilMs?: number;
  readonly tail?: number;
}

/** How a reader learns that a log goes on. */
export interface LogGrowth {
  /** Fulfilled when the log is longer than this; false when it will never be. */
  grown(position: LogPosition): Promise<boolean>;
  /** The file after a generation; undefined when that is the last. */
  after(generation: number): Promise<LogFile | undefined>;
}

export interface LogSource {
  readonly dialect: LogDialect;
  /** Oldest first; closed by the reader. */
  readonly files: readonly LogFile[];
  /** Nothing behind this is read. */
  readonly end?: LogPosition;
  /** Undefined: what is there now is all. */
  readonly growth?: LogGrowth;
}

/**
 * Reads a log as a client wants it, in pieces of some 100 KiB. Memory is that of one piece, whatever the
 * length of the log; the next is read when this one was taken.
 */
export async function* readLog(source: LogSource, options: ReadOptions): AsyncGenerator<Buffer> {
  await using files = new OpenFiles(source.files);
  const filter = new LogFilter(new FrameBuilder({ ...options }), options);
  const reader = new LogReader(source, files, filter);
  await reader.seek(options.tail);
  yield* reader.backlog();
  if (source.growth !== undefined && !filter.over) yield* reader.follow(source.growth);
}

/** The files still to be read, the first being the one at hand. */
class OpenFiles implements AsyncDisposable {
  #files: LogFile[];

  constructor(files: readonly LogFile[]) {
    this.#files = [...files];
  }

  get current(): LogFile | undefined {
    return this.#files[0];
  }

  get count(): number {
    return this.#files.length;
  }

  at(index: number): LogFile | undefined {
    return this.#files[index];
  }

  /** Closes the file at hand and goes on to the next. */
  advance(): void {
    const file = this.#files.shift();
    if (file !== undefined) closeSync(file.fd);
  }

  add(file: LogFile): void {
    this.#files.push(file);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    closeLogFiles(this.#files);
    this.#files = [];
    await Promise.resolve();
  }
}

class LogReader {
  readonly #source: LogSource;
  readonly #files: OpenFiles;
  readonly #filter: LogFilter;
  readonly #parser: BlockParser;
  #offset = 0;
  #generation = -1;

  constructor(source: LogSource, files: OpenFiles, filter: LogFilter) {
    this.#source = source;
    this.#files = files;
    this.#filter = filter;
    this.#parser = source.dialect.makeParser();
  }

  /** Goes to where the last `tail` lines begin. */
  async seek(tail: number | undefined): Promise<void> {
    if (tail === undefined) return;
    let missing = tail;
    let index = this.#files.count;
    let start = { offset: 0, skipLines: 0 };
    while (index > 0 && (missing > 0 || index === this.#files.count)) {
      index -= 1;
      const file = this.#files.at(index);
      if (file === undefined) break;
      const found = await this.#tailOf(file, missing);
      ({ missing } = found);
      start = found;
    }
    for (let i = 0; i < index; i += 1) this.#files.advance();
    this.#offset = start.offset;
    this.#parser.skip(start.skipLines);
  }

  /** What is in the files now. */
  async *backlog(): AsyncGenerator<Buffer> {
    const { end } = this.#source;
    while (this.#files.current !== undefined && !this.#filter.over) {
      const file = this.#files.current;
      if (end !== undefined && file.generation > end.generation) return;
      yield* this.#readFile(file, end?.generation === file.generation ? end.offset : undefined);
      if (this.#files.count === 1) return;
      this.#files.advance();
      this.#offset = 0;
    }
  }

  async *follow(growth: LogGrowth): AsyncGenerator<Buffer> {
    for (let more = true; more && !this.#filter.over;) {
      more = await growth.grown({ generation: this.#generation, offset: this.#offset });
      yield* this.#readOn();
      for (;;) {
        const next = await growth.after(this.#generation);
        if (next === undefined) break;
        // Only now is the file at hand complete: it may have grown since it was read.
        yield* this.#readOn();
        this.#files.advance();
        this.#files.add(next);
        this.#offset = 0;
        yield* this.#readOn();
      }
    }
  }

  async *#readOn(): AsyncGenerator<Buffer> {
    if (this.#files.current !== undefined) yield* this.#readFile(this.#files.current, undefined);
  }

  async *#readFile(file: LogFile, to: number | undefined): AsyncGenerator<Buffer> {
    this.#generation = file.generation;
    const range = { from: this.#offset, to };
    for await (const block of logBlocks(file, range, this.#source.dialect)) {
      this.#offset += block.length;
      this.#parser.parse(block, this.#filter);
      const bytes = this.#filter.frames.take();
      if (bytes !== undefined) yield bytes;
      if (this.#filter.over) return;
    }
  }

  async #tailOf(
    file: LogFile,
    lines: number,
  ): Promise<{ offset: number; skipLines: number; missing: number }> {
    const { dialect, end } = this.#source;
    if (!file.compressed) {
      const size = end?.generation === file.generation ? end.offset : fstatSync(file.fd).size;
      return await dialect.tailStart(file.fd, size, lines);
    }
    let held = 0;
    for await (const block of logBlocks(file, { from: 0, to: undefined }, dialect)) {
      held += dialect.countLines(block);
    }
    return {
      offset: 0,
      skipLines: Math.max(0, held - lines),
      missing: Math.max(0, lines - held),
    };
  }
}
