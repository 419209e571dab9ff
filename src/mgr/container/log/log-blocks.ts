import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import type { LogDialect } from './log-dialect.ts';
import type { LogFile } from './log-files.ts';
import { readAt } from './tail.ts';

/** Showing one takes under a millisecond; a longer string would be a large object, which V8 maps and unmaps each time. */
const READ_SIZE = 64 * 1024;
/** What is longer without being a record is damage. */
const MAX_RECORD = 2 * 1024 * 1024;

export interface Range {
  readonly from: number;
  /** Undefined: to the end of the file. */
  readonly to: number | undefined;
}

/** Blocks of whole records; what is no whole record at the end is left for later. */
export async function* logBlocks(
  file: LogFile,
  range: Range,
  dialect: LogDialect,
): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const bytes of rawBytes(file, range)) {
    const joined = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const boundary = dialect.lastBoundary(joined);
    rest = joined.subarray(boundary);
    if (rest.length > MAX_RECORD) rest = Buffer.alloc(0);
    if (boundary > 0) yield joined.subarray(0, boundary);
  }
}

async function* rawBytes(file: LogFile, { from, to }: Range): AsyncGenerator<Buffer> {
  if (file.compressed) {
    yield* gunzip(file.fd);
    return;
  }
  for (let at = from; to === undefined || at < to;) {
    const bytes = await readAt(file.fd, at, Math.min(READ_SIZE, (to ?? Infinity) - at));
    if (bytes.length === 0) return;
    at += bytes.length;
    yield bytes;
  }
}

/** A file that was cut short gives what is left of it. */
async function* gunzip(fd: number): AsyncGenerator<Buffer> {
  const file = { fd, compressed: false, generation: 0 };
  const plain = createGunzip({ chunkSize: READ_SIZE });
  pipeline(Readable.from(rawBytes(file, { from: 0, to: undefined })), plain, () => undefined);
  try {
    for await (const bytes of plain) yield bytes as Buffer;
  } catch {
    return;
  }
}
