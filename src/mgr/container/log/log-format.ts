import type { OutputStream } from '../../../lib/raw-stream.ts';
import type { Segment } from './line-cutter.ts';
import type { LogTime } from './log-clock.ts';

/** How records are put into a log file. */
export interface LogFormat {
  /** What a new file begins with. */
  readonly preamble: Buffer | undefined;
  /** The records of one segment, as the file shall contain them. */
  encode(stream: OutputStream, chunk: Buffer, segment: Segment, time: LogTime): Buffer;
  /** Where to cut encoded records so that the first part reaches `least` bytes with the fewest records. */
  cut(records: Buffer, least: number): number;
  /** How many bytes at the end of a file are no whole record, e.g. after a crash. */
  torn(file: { readonly size: number; read(position: number, length: number): Buffer }): number;
}
