import { read } from 'node:fs';
import { promisify } from 'node:util';

import { LOCAL_HEADER, LOCAL_TRAILER } from './local-format.ts';
import { countLines, recordLength } from './local-parse.ts';
import type { TailStart } from './log-dialect.ts';

const readAsync = promisify(read);
const BLOCK = 64 * 1024;
const NEWLINE = 10;

export async function readAt(fd: number, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await readAsync(
    fd,
    Buffer.allocUnsafe(length),
    0,
    length,
    position,
  );
  return buffer.subarray(0, bytesRead);
}

/** In a file of text lines: block by block from the end, without reading what comes before. */
export async function tailOfLines(fd: number, end: number, lines: number): Promise<TailStart> {
  if (lines === 0) return { offset: end, skipLines: 0, missing: 0 };
  let left = lines;
  for (let blockEnd = end; blockEnd > 0; blockEnd -= BLOCK) {
    const start = Math.max(0, blockEnd - BLOCK);
    const block = await readAt(fd, start, blockEnd - start);
    let at = block.length - (blockEnd === end ? 1 : 0);
    while (at > 0) {
      const newline = block.lastIndexOf(NEWLINE, at - 1);
      if (newline === -1) break;
      left -= 1;
      if (left === 0) return { offset: start + newline + 1, skipLines: 0, missing: 0 };
      at = newline;
    }
  }
  return { offset: 0, skipLines: 0, missing: end > 0 ? left - 1 : left };
}

/** In a file of the local driver: record by record, by the lengths at their ends. */
export async function tailOfRecords(fd: number, end: number, lines: number): Promise<TailStart> {
  let left = lines;
  let at = end;
  while (left > 0 && at > 0) {
    const record = await recordBefore(fd, at);
    if (record === undefined) break;
    const held = isOutputRecord(record) ? countLines(payloadOf(record)) : 0;
    at -= record.length;
    if (held >= left) return { offset: at, skipLines: held - left, missing: 0 };
    left -= held;
  }
  return { offset: at, skipLines: 0, missing: left };
}

async function recordBefore(fd: number, end: number): Promise<Buffer | undefined> {
  if (end < LOCAL_HEADER + LOCAL_TRAILER) return undefined;
  const trailer = await readAt(fd, end - LOCAL_TRAILER, LOCAL_TRAILER);
  const length = trailer.readUInt32LE();
  if (length > end || length < LOCAL_HEADER + LOCAL_TRAILER) return undefined;
  const record = await readAt(fd, end - length, length);
  return recordLength(record, 0) === length ? record : undefined;
}

const isOutputRecord = (record: Buffer): boolean => record[4] === 1 || record[4] === 2;

const payloadOf = (record: Buffer): Buffer =>
  record.subarray(LOCAL_HEADER, record.length - LOCAL_TRAILER);
