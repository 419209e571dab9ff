import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { parseChunked } from '../../../../src/daemon/plugins/upgrade-body.ts';

const encode = (chunks: readonly Buffer[]): Buffer =>
  Buffer.concat([
    ...chunks
      .filter((chunk) => chunk.length > 0)
      .map((chunk) =>
        Buffer.concat([
          Buffer.from(`${chunk.length.toString(16)}\r\n`),
          chunk,
          Buffer.from('\r\n'),
        ]),
      ),
    Buffer.from('0\r\n\r\n'),
  ]);

const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array));

test('a chunked body is found whole, with what follows it, and not before it is complete', () => {
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 5 }), bytes, (chunks, early) => {
      const encoded = encode(chunks);
      const found = parseChunked(Buffer.concat([encoded, early]));
      assert.deepEqual(found, { body: Buffer.concat(chunks), early });
      for (let cut = 0; cut < encoded.length; cut += 1) {
        assert.equal(parseChunked(encoded.subarray(0, cut)), undefined);
      }
    }),
  );
});

test('extensions and trailers are dropped', () => {
  const found = parseChunked(Buffer.from('2;a=b\r\n{}\r\n0\r\nX-Sum: 1\r\n\r\nrest'));
  assert.equal(found?.body.toString(), '{}');
  assert.equal(found.early.toString(), 'rest');
});

test('a malformed size is refused', () => {
  for (const text of ['x\r\n', '-1\r\n', 'fffffffff\r\n', '\r\n']) {
    assert.throws(() => parseChunked(Buffer.from(text)), /malformed chunked encoding/);
  }
});
