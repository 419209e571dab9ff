import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { inChunks } from '../../../src/ctrd/in-chunks.ts';

async function* from(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part);
}

async function chunksOf(parts: readonly Uint8Array[], size: number, skip = 0): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of inChunks(from(parts), size, skip)) chunks.push(Buffer.from(chunk));
  return chunks;
}

test('all chunks but the last are of the size, and nothing is lost but what is skipped', async () => {
  const parts = fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 20 });
  const size = fc.integer({ min: 1, max: 20 });
  const skip = fc.integer({ min: 0, max: 100 });
  await fc.assert(
    fc.asyncProperty(parts, size, skip, async (given, of, without) => {
      const chunks = await chunksOf(given, of, without);
      assert.deepEqual(Buffer.concat(chunks), Buffer.concat(given).subarray(without));
      assert.ok(chunks.slice(0, -1).every((chunk) => chunk.length === of));
      assert.ok(chunks.every((chunk) => chunk.length > 0 && chunk.length <= of));
    }),
  );
});

test('a chunk of the right size is passed on, not copied', async () => {
  const part = new Uint8Array(8);
  const [chunk] = [(await inChunks(from([part]), 8).next()).value as Uint8Array];
  assert.equal(chunk.buffer, part.buffer);
});

test('what came before the source failed is handed out before the failure', async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(new Uint8Array([1, 2, 3]));
    throw new Error('broken');
  }
  const seen: number[] = [];
  await assert.rejects(async () => {
    for await (const chunk of inChunks(failing(), 2)) seen.push(...chunk);
  }, /broken/);
  assert.deepEqual(seen, [1, 2, 3]);
});
