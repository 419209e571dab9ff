import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

import fc from 'fast-check';

import { decompress, sniffCompression } from '../../../src/image/compression.ts';

async function* inChunks(bytes: Uint8Array, size: number) {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function unpack(bytes: Uint8Array, chunk = 1000): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of decompress(inChunks(bytes, chunk))) parts.push(part);
  return Buffer.concat(parts);
}

const hasZstd = existsSync('/usr/bin/zstd');
const zstd = (input: Uint8Array, ...args: string[]): Buffer =>
  execFileSync('zstd', ['-q', '-c', ...args], { input, maxBuffer: 1 << 28 });

/** A frame without a size, window descriptor as given, one last raw block. */
function frame(windowDescriptor: number, block: Uint8Array): Buffer {
  const head = (block.length << 3) | 1;
  return Buffer.concat([
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, windowDescriptor]),
    Buffer.from([head & 0xff, (head >> 8) & 0xff, (head >> 16) & 0xff]),
    block,
  ]);
}

const text = Buffer.from('the same words again and again; '.repeat(20_000));

describe('decompression', () => {
  it('passes plain bytes through, fewer than a magic number included', async () => {
    for (const bytes of [text, Buffer.from('a'), Buffer.alloc(0)]) {
      assert.deepEqual(await unpack(bytes, 1), bytes);
    }
  });

  it('unpacks gzip, several members too', async () => {
    const packed = Buffer.concat([gzipSync(text), gzipSync('more')]);
    assert.deepEqual(await unpack(packed), Buffer.concat([text, Buffer.from('more')]));
  });

  it('unpacks zstd of every kind of block', { skip: !hasZstd && 'no zstd here' }, async () => {
    for (const bytes of [text, randomBytes(300_000), Buffer.alloc(500_000), Buffer.from('x')]) {
      for (const args of [['-1'], ['-19'], ['--no-check', '-3'], ['--check']]) {
        assert.ok((await unpack(zstd(bytes, ...args))).equals(bytes), args.join(' '));
      }
    }
  });

  it('unpacks zstd whatever the chunks are', { skip: !hasZstd && 'no zstd here' }, async () => {
    const packed = Buffer.concat([
      zstd(text.subarray(0, 200_000)),
      Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]),
      zstd(Buffer.from('end')),
    ]);
    const expected = Buffer.concat([text.subarray(0, 200_000), Buffer.from('end')]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: packed.length }), async (chunk) => {
        assert.ok((await unpack(packed, chunk)).equals(expected));
      }),
      { numRuns: 25 },
    );
  });

  it('reads a frame that is written by hand', async () => {
    assert.equal(
      (await unpack(frame(0x20, Buffer.from('hello there friend')))).toString(),
      'hello there friend',
    );
  });

  const refused: readonly (readonly [string, Buffer, RegExp])[] = [
    ['gzip that ends early', gzipSync(text).subarray(0, 100), /unexpected EOF/],
    ['gzip that is damaged', damaged(gzipSync(text)), /gzip: /],
    ['a zstd window of gigabytes', frame(0xa8, Buffer.from('x'.repeat(30))), /window of \d+ bytes/],
    ['zstd that ends early', frame(0x20, Buffer.alloc(64)).subarray(0, 30), /unexpected EOF/],
    [
      'zstd followed by garbage',
      Buffer.concat([frame(0x20, Buffer.alloc(64)), Buffer.alloc(64, 7)]),
      /magic/,
    ],
    ['bzip2', Buffer.from('BZh91AY&SY'), /unsupported archive compression: bzip2/],
    [
      'xz',
      Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0]),
      /unsupported archive compression: xz/,
    ],
  ];
  for (const [what, bytes, message] of refused) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(unpack(bytes), { code: 'invalidArgument', message });
    });
  }

  it('hands a bomb out piece by piece', async () => {
    // Run-length blocks: four bytes of input make 128 KiB of output each.
    const runs = Array.from({ length: 2000 }, (_, at) => {
      const head = ((128 * 1024) << 3) | (1 << 1) | (at === 1999 ? 1 : 0);
      return Buffer.from([head & 0xff, (head >> 8) & 0xff, (head >> 16) & 0xff, 0x61]);
    });
    const bomb = Buffer.concat([frame(0x40, Buffer.alloc(0)).subarray(0, 6), ...runs]);
    let total = 0;
    let largest = 0;
    for await (const part of decompress(inChunks(bomb, 65_536))) {
      total += part.length;
      largest = Math.max(largest, part.length);
    }
    assert.equal(total, 2000 * 128 * 1024);
    assert.ok(largest <= 128 * 1024);
  });

  it('tells formats by their first bytes', () => {
    assert.equal(sniffCompression(gzipSync('')), 'gzip');
    assert.equal(sniffCompression(Buffer.from('hello world')), 'none');
    assert.equal(sniffCompression(Buffer.from([0x28, 0xb5, 0x2f, 0xfd])), 'zstd');
  });
});

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0xff, 20, 60);
  return copy;
}
