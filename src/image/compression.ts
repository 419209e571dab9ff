import { pipeline, Readable } from 'node:stream';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';

import { Decompress } from 'fzstd';

import { invalidArgument, isErrno, messageOf } from '../lib/errors.ts';
import { ZstdFrames } from './zstd-frames.ts';

export type Compression = 'none' | 'gzip' | 'zstd' | 'bzip2' | 'xz';

const MAGIC: readonly (readonly [Compression, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
];
const LONGEST_MAGIC = 6;
const GUNZIP_CHUNK = 256 * 1024;

/** Tells a compression by its first bytes. A skippable zstd frame counts as zstd. */
export function sniffCompression(head: Uint8Array): Compression {
  const known = MAGIC.find(([, magic]) => magic.every((byte, at) => head[at] === byte));
  if (known !== undefined) return known[0];
  const isSkippable =
    ((head[0] ?? 0) & 0xf0) === 0x50 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18;
  return isSkippable ? 'zstd' : 'none';
}

/** Looks at the beginning of a stream without losing it. */
export async function peekCompression(
  source: AsyncIterable<Uint8Array>,
): Promise<{ compression: Compression; source: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let length = 0;
  while (length < LONGEST_MAGIC) {
    const next = await iterator.next();
    if (next.done === true) break;
    head.push(next.value);
    length += next.value.length;
  }
  const compression = sniffCompression(Buffer.concat(head).subarray(0, LONGEST_MAGIC));
  return { compression, source: resume(head, iterator) };
}

async function* resume(
  head: readonly Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* head;
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

/**
 * The plain bytes of a stream that may be gzip or zstd, chunk by chunk.
 * @throws invalidArgument on damaged data and on bzip2 and xz
 */
export async function* decompress(
  packed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { compression, source } = await peekCompression(packed);
  if (compression === 'none') yield* source;
  else if (compression === 'gzip') yield* gunzip(source);
  else if (compression === 'zstd') yield* unzstd(source);
  else throw invalidArgument(`unsupported archive compression: ${compression}`);
}

async function* gunzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let failure: unknown;
  const unpacked = pipeline(
    Readable.from(source, { objectMode: false, highWaterMark: GUNZIP_CHUNK }),
    createGunzip({ chunkSize: GUNZIP_CHUNK }),
    (err) => (failure = err),
  );
  try {
    for await (const chunk of unpacked) yield chunk as Uint8Array;
  } catch (err) {
    throw readableFailure(failure ?? err);
  }
}

function readableFailure(err: unknown): unknown {
  if (isErrno(err, 'Z_BUF_ERROR')) return invalidArgument('unexpected EOF', err);
  if (isErrno(err, 'Z_DATA_ERROR')) return invalidArgument(`gzip: ${messageOf(err)}`, err);
  return err;
}

/** Block by block with a pause for others in between: at most about a millisecond of work at once. */
async function* unzstd(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const frames = new ZstdFrames();
  let unpacked: Uint8Array[] = [];
  const decoder = new Decompress((chunk) => unpacked.push(chunk.slice()));
  for await (const chunk of source) {
    for (const block of frames.push(chunk)) {
      decode(decoder, block, false);
      yield* unpacked;
      unpacked = [];
      await yieldToOthers();
    }
  }
  frames.finish();
  decode(decoder, new Uint8Array(0), true);
  yield* unpacked.filter((chunk) => chunk.length > 0);
}

function decode(decoder: Decompress, block: Uint8Array, isLast: boolean): void {
  try {
    decoder.push(block, isLast);
  } catch (err) {
    throw invalidArgument(`zstd: ${messageOf(err)}`, err);
  }
}
