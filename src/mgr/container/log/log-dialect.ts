import type { LogFilter } from './log-filter.ts';

/** Understands a log file's bytes, block by block; a block begins and ends between records. */
export interface BlockParser {
  /** Leaves out the next so many lines. */
  skip(lines: number): void;
  parse(block: Buffer, filter: LogFilter): void;
}

/** Where reading begins so that so many lines are left; `missing` more are in older files. */
export interface TailStart {
  readonly offset: number;
  readonly skipLines: number;
  readonly missing: number;
}

/** A log file's format, as a reader needs it. */
export interface LogDialect {
  makeParser(): BlockParser;
  /** End of the last whole record in the bytes, which begin between records. */
  lastBoundary(bytes: Buffer): number;
  /** How many lines whole records hold. */
  countLines(block: Buffer): number;
  /** Looks backwards from `end` for the begin of the last lines. */
  tailStart(fd: number, end: number, lines: number): Promise<TailStart>;
}
