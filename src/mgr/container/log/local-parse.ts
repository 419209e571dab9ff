import type { OutputStream } from '../../../lib/raw-stream.ts';
import {
  ATTRIBUTES,
  isOutput,
  LOCAL_HEADER,
  LOCAL_MAGIC,
  LOCAL_MAX_PAYLOAD,
  LOCAL_TRAILER,
} from './local-format.ts';
import { formatLogTime } from './log-clock.ts';
import type { BlockParser } from './log-dialect.ts';
import type { LogFilter } from './log-filter.ts';

const NEWLINE = 10;

/** Position of the next record's begin at or after `from`; -1 for none. */
export function findRecord(bytes: Buffer, from: number): number {
  const magic = Buffer.alloc(4);
  magic.writeUInt32LE(LOCAL_MAGIC);
  return bytes.indexOf(magic, from);
}

/** Length of the whole record at a position; 0 when it is damaged, undefined when more bytes are needed. */
export function recordLength(bytes: Buffer, at: number): number | undefined {
  if (bytes.length - at < LOCAL_HEADER) return undefined;
  const payload = bytes.readUInt32LE(at + 8);
  if (bytes.readUInt32LE(at) !== LOCAL_MAGIC || payload > LOCAL_MAX_PAYLOAD) return 0;
  const length = LOCAL_HEADER + payload + LOCAL_TRAILER;
  if (bytes.length - at < length) return undefined;
  return bytes.readUInt32LE(at + length - LOCAL_TRAILER) === length ? length : 0;
}

/** End of the last whole record; what follows may be one that is still being written. */
export function lastLocalBoundary(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length) {
    const length = recordLength(bytes, at);
    if (length === undefined) return at;
    if (length > 0) at += length;
    else {
      const next = findRecord(bytes, at + 1);
      if (next === -1) return bytes.length;
      at = next;
    }
  }
  return at;
}

/** Lines in a record: a piece of a line counts as one. */
export function countLines(payload: Buffer): number {
  let lines = 0;
  let at = payload.indexOf(NEWLINE);
  while (at !== -1) {
    lines += 1;
    at = payload.indexOf(NEWLINE, at + 1);
  }
  return Math.max(1, lines);
}

export interface LocalRecord {
  readonly stream: number;
  readonly time: string;
  readonly payload: Buffer;
}

export function readRecord(bytes: Buffer, at: number, length: number): LocalRecord {
  const ms = Number(bytes.readBigUInt64LE(at + 16));
  return {
    stream: bytes[at + 4] ?? 0,
    time: formatLogTime({ ms, ns: bytes.readUInt32LE(at + 12) }),
    payload: bytes.subarray(at + LOCAL_HEADER, at + length - LOCAL_TRAILER),
  };
}

/** Shows the records of the local driver; knows the attributes that came before. */
export class LocalParser implements BlockParser {
  #attributes: Readonly<Record<string, string>> | undefined;
  #skip = 0;

  skip(lines: number): void {
    this.#skip = lines;
  }

  parse(block: Buffer, filter: LogFilter): void {
    for (let at = 0; at < block.length && !filter.over;) {
      const length = recordLength(block, at);
      if (length === undefined) return;
      if (length === 0) {
        at = findRecord(block, at + 1);
        if (at === -1) return;
        continue;
      }
      this.#take(readRecord(block, at, length), filter);
      at += length;
    }
  }

  #take(record: LocalRecord, filter: LogFilter): void {
    const { stream, payload } = record;
    if (stream === ATTRIBUTES) this.#attributes = parseAttributes(payload);
    if (!isOutput(stream)) return;
    const lines = this.#skip > 0 ? countLines(payload) : 1;
    if (this.#skip > 0 && this.#skip >= lines) this.#skip -= lines;
    else {
      this.#show(stream, { ...record, payload: withoutLines(payload, this.#skip) }, filter);
      this.#skip = 0;
    }
  }

  #show(stream: OutputStream, { time, payload }: LocalRecord, filter: LogFilter): void {
    if (!filter.admits(stream, time)) return;
    if (filter.bare) {
      filter.frames.addPlain(stream, payload);
      return;
    }
    const prefix = Buffer.from(filter.prefix({ stream, time, attributes: this.#attributes }));
    for (let start = 0; start < payload.length;) {
      const end = payload.indexOf(NEWLINE, start) + 1 || payload.length;
      filter.frames.addPlain(stream, Buffer.concat([prefix, payload.subarray(start, end)]));
      start = end;
    }
  }
}

function withoutLines(payload: Buffer, lines: number): Buffer {
  let start = 0;
  for (let i = 0; i < lines; i += 1) start = payload.indexOf(NEWLINE, start) + 1;
  return payload.subarray(start);
}

function parseAttributes(payload: Buffer): Readonly<Record<string, string>> {
  try {
    return JSON.parse(payload.toString()) as Record<string, string>;
  } catch {
    return {};
  }
}
