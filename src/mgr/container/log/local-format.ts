import { type OutputStream, STREAMS } from '../../../lib/raw-stream.ts';
import type { Segment } from './line-cutter.ts';
import type { LogTime } from './log-clock.ts';
import type { LogFormat } from './log-format.ts';

/**
 * The `local` driver's file: binary records of
 *
 *     magic 4 bytes "JLG1" · stream 1 · 3 zero · payload length 4 · ns within ms 4 · ms since 1970 8 (all
 *     little endian) · payload · length of the whole record 4
 *
 * The payload is output as it came: whole lines, or a piece of a long line. The length at the end lets a
 * reader walk backwards; the magic lets it find its way again after damage. A record of stream 255 holds
 * the log's attributes as JSON and begins each file.
 */
export const LOCAL_MAGIC = 0x31474c4a;
export const LOCAL_HEADER = 24;
export const LOCAL_TRAILER = 4;
export const ATTRIBUTES = 255;
/** No record is longer: damage cannot make a reader ask for more. */
export const LOCAL_MAX_PAYLOAD = 256 * 1024;

const OVERHEAD = LOCAL_HEADER + LOCAL_TRAILER;

export class LocalFormat implements LogFormat {
  readonly preamble: Buffer | undefined;

  constructor(attributes: Readonly<Record<string, string>> = {}) {
    const json = Buffer.from(JSON.stringify(attributes));
    const some = Object.keys(attributes).length > 0;
    this.preamble = some ? record(ATTRIBUTES, json, { ms: 0, ns: 0 }) : undefined;
  }

  encode(stream: OutputStream, chunk: Buffer, { start, end }: Segment, time: LogTime): Buffer {
    return record(stream, chunk.subarray(start, end), time);
  }

  cut(records: Buffer): number {
    return records.readUInt32LE(8) + OVERHEAD;
  }

  torn(file: { readonly size: number; read(position: number, length: number): Buffer }): number {
    if (file.size < OVERHEAD) return file.size;
    const total = file.read(file.size - LOCAL_TRAILER, LOCAL_TRAILER).readUInt32LE();
    if (total >= OVERHEAD && total <= file.size && startsRecord(file, file.size - total)) return 0;
    let good = 0;
    while (good + OVERHEAD <= file.size && startsRecord(file, good)) {
      const next = good + file.read(good + 8, 4).readUInt32LE() + OVERHEAD;
      if (next > file.size) break;
      good = next;
    }
    return file.size - good;
  }
}

const startsRecord = (
  file: { read(position: number, length: number): Buffer },
  position: number,
): boolean => file.read(position, 4).readUInt32LE() === LOCAL_MAGIC;

function record(
  stream: OutputStream | typeof ATTRIBUTES,
  payload: Uint8Array,
  { ms, ns }: LogTime,
): Buffer {
  const bytes = Buffer.alloc(OVERHEAD + payload.length);
  bytes.writeUInt32LE(LOCAL_MAGIC, 0);
  bytes[4] = stream;
  bytes.writeUInt32LE(payload.length, 8);
  bytes.writeUInt32LE(ns, 12);
  bytes.writeBigUInt64LE(BigInt(ms), 16);
  bytes.set(payload, LOCAL_HEADER);
  bytes.writeUInt32LE(bytes.length, bytes.length - LOCAL_TRAILER);
  return bytes;
}

/** Names of the streams as records number them. */
export const isOutput = (stream: number): stream is OutputStream =>
  stream === STREAMS.stdout || stream === STREAMS.stderr;
