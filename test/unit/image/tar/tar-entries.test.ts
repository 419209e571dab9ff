import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';
import { pack } from 'tar-stream';

import { LayerSize } from '../../../../src/image/tar/layer-size.ts';
import { tarEntries } from '../../../../src/image/tar/tar-entries.ts';
import { type TarMember, writeTar } from '../../../helpers/images.ts';

async function* inChunks(bytes: Uint8Array, size: number) {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array, chunk = 700, max = 100) {
  const found: { name: string; type: string; linkName: string; data: string }[] = [];
  for await (const { header, body } of tarEntries(inChunks(bytes, chunk), max)) {
    const parts: Uint8Array[] = [];
    for await (const part of body) parts.push(part.slice());
    const { name, type, linkName } = header;
    found.push({ name, type, linkName, data: Buffer.concat(parts).toString() });
  }
  return found;
}

const names = async (bytes: Uint8Array) => (await read(bytes)).map(({ name }) => name);

function paxRecord(key: string, value: string): string {
  const body = ` ${key}=${value}\n`;
  const length = body.length + String(body.length + 2).length;
  return `${length}${body}`;
}

describe('tar entries', () => {
  it('reads members whatever the chunks are', async () => {
    const members: TarMember[] = [
      { name: 'd/', type: '5' },
      { name: 'd/a', data: 'x'.repeat(1500) },
      { name: 'd/l', type: '2', linkName: 'a' },
      { name: 'empty' },
    ];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5000 }), async (chunk) => {
        const found = await read(writeTar(members), chunk);
        assert.deepEqual(
          found.map(({ name, type, linkName, data }) => [name, type, linkName, data.length]),
          [
            ['d/', 'directory', '', 0],
            ['d/a', 'file', '', 1500],
            ['d/l', 'symlink', 'a', 0],
            ['empty', 'file', '', 0],
          ],
        );
      }),
      { numRuns: 30 },
    );
  });

  it('reads what tar-stream writes, long names and large numbers included', async () => {
    const long = `${'n'.repeat(120)}/${'m'.repeat(150)}`;
    const packing = pack();
    packing.entry({ name: long, uid: 5_000_000 }, 'hello');
    packing.entry({ name: 'ümlaut', type: 'symlink', linkname: long });
    packing.finalize();
    const parts: Uint8Array[] = [];
    for await (const part of packing) parts.push(part as Uint8Array);
    const found = await read(Buffer.concat(parts));
    assert.deepEqual(found[0], { name: long, type: 'file', linkName: '', data: 'hello' });
    assert.deepEqual(found[1]?.linkName, long);
  });

  it('reads GNU long names', async () => {
    const long = 'x'.repeat(300);
    const tar = writeTar([
      { name: '././@LongLink', type: 'L', data: `${long}\0` },
      { name: 'x', data: '1' },
    ]);
    assert.deepEqual(await names(tar), [long]);
  });

  it('skips what a reader leaves unread', async () => {
    const tar = writeTar([
      { name: 'a', data: 'x'.repeat(100_000) },
      { name: 'b', data: 'y' },
    ]);
    const found: string[] = [];
    for await (const { header, body } of tarEntries(inChunks(tar, 1000), 10)) {
      found.push(header.name);
      for await (const part of body) {
        assert.ok(part.length > 0);
        break;
      }
    }
    assert.deepEqual(found, ['a', 'b']);
  });

  it('ends at the trailer and ignores what follows', async () => {
    const tar = Buffer.concat([writeTar([{ name: 'a' }]), Buffer.from('garbage'.repeat(500))]);
    assert.deepEqual(await names(tar), ['a']);
  });

  it('accepts an archive without a trailer, and an empty one', async () => {
    assert.deepEqual(await names(writeTar([{ name: 'a' }], false)), ['a']);
    assert.deepEqual(await names(Buffer.alloc(0)), []);
  });

  const refused: readonly (readonly [string, Buffer, RegExp])[] = [
    ['garbage', Buffer.from('garbage'.repeat(200)), /invalid tar header/],
    [
      'a member that ends early',
      writeTar([{ name: 'a', data: 'xx' }], false).subarray(0, 513),
      /unexpected EOF/,
    ],
    ['half a header', writeTar([{ name: 'a' }]).subarray(0, 300), /unexpected EOF/],
    [
      'a size larger than the data',
      writeTar([{ name: 'a', size: 1e6, data: 'x' }]),
      /unexpected EOF/,
    ],
    [
      'a size smaller than the data',
      writeTar([{ name: 'a', size: 1, data: 'x'.repeat(2000) }]),
      /invalid tar header/,
    ],
    [
      'an extended header of a gigabyte',
      writeTar([{ name: 'a', type: 'x', size: 1 << 30 }]),
      /larger than 1 MiB/,
    ],
    [
      'a long name of a gigabyte',
      writeTar([{ name: 'a', type: 'L', size: 1 << 30 }]),
      /larger than 1 MiB/,
    ],
    [
      'a malformed extended header',
      writeTar([{ name: 'a', type: 'x', data: '99999 path=x\n' }, { name: 'b' }]),
      /invalid tar header/,
    ],
    [
      'an extended header with a negative size',
      writeTar([{ name: 'a', type: 'x', data: paxRecord('size', '-5') }, { name: 'b' }]),
      /invalid tar header/,
    ],
    ['a sparse member', writeTar([{ name: 'a', type: 'S' }]), /sparse/],
    [
      'more members than allowed',
      writeTar(Array.from({ length: 101 }, (_, at) => ({ name: `f${at}` }))),
      /more than 100 members/,
    ],
  ];
  for (const [what, bytes, message] of refused) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(read(bytes), { code: 'invalidArgument', message });
    });
  }

  it('never fails in another way, whatever the bytes', async () => {
    const base = writeTar([
      { name: 'a', data: 'hello' },
      { name: 'b', type: 'x', data: '12 path=abc\n' },
      { name: 'c' },
    ]);
    const change = fc.tuple(fc.nat(base.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
        const bytes = Buffer.from(base);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          await read(bytes);
        } catch (err) {
          assert.equal((err as { code?: string }).code, 'invalidArgument');
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('layer size', () => {
  it('counts files and the targets of symbolic links, as Docker does', () => {
    const size = new LayerSize();
    size.observe(
      writeTar([
        { name: 'd/', type: '5' },
        { name: 'd/a', data: 'x'.repeat(1234) },
        { name: 'd/h', type: '1', linkName: 'd/a' },
        { name: 'd/s', type: '2', linkName: 'busybox' },
      ]),
    );
    assert.equal(size.result(), 1241);
  });

  it('has no answer for what is no tar', () => {
    const size = new LayerSize();
    size.observe(Buffer.from('{}'));
    assert.equal(size.result(), undefined);
  });
});
