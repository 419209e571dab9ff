/** Longest piece of a line in one record. moby: daemon/logger/copier.go defaultBufSize */
export const MAX_RECORD = 16 * 1024;

const NEWLINE = 10;

/** A range of a buffer: whole lines, each with its newline; or a piece of a line that goes on. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly whole: boolean;
}

/**
 * Finds what can be logged of `chunk[0..length)`, which begins at the begin of a line or of its rest.
 * What follows the last segment is the beginning of a line, shorter than a record: the caller keeps it
 * for the next chunk. A line that is too long is cut between characters, as far as it has any.
 */
export function cutSegments(chunk: Buffer, length: number): Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  let at = 0;
  const take = (end: number, whole: boolean): void => {
    if (end > start) segments.push({ start, end, whole });
    start = end;
  };
  while (length - at >= MAX_RECORD) {
    const newline = chunk.lastIndexOf(NEWLINE, at + MAX_RECORD - 1);
    if (newline >= at) {
      at = newline + 1;
    } else {
      take(at, true);
      at = characterStart(chunk, at + MAX_RECORD, at);
      take(at, false);
    }
  }
  const last = length > at ? chunk.lastIndexOf(NEWLINE, length - 1) : -1;
  take(Math.max(at, last + 1), true);
  return segments;
}

/** The nearest position at or before `at` that is not inside a UTF-8 character; `at` where there is none. */
function characterStart(chunk: Buffer, at: number, least: number): number {
  for (let back = 0; back < 4 && at - back > least; back += 1) {
    const byte = chunk[at - back];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return back === 0 ? at : at - back;
  }
  return at;
}
