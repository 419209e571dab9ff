import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import {
  encodeFrame,
  encodeHeader,
  RawStreamDecoder,
  type StreamNumber,
} from '../../../src/lib/raw-stream.ts';

test('a header names its stream and the length in big endian', () => {
  assert.deepEqual([...encodeHeader(2, 0x01020304)], [2, 0, 0, 0, 1, 2, 3, 4]);
});

test('frames survive any cutting of the bytes', () => {
  const frame = fc.record({
    stream: fc.constantFrom<StreamNumber>(0, 1, 2, 3),
    payload: fc.uint8Array({ maxLength: 40 }),
  });
  const cuts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 8 }), cuts, (frames, sizes) => {
      const wire = Buffer.concat(frames.map((f) => encodeFrame(f.stream, f.payload)));
      const decoder = new RawStreamDecoder();
      const got: [number, number][] = [];
      for (let at = 0, i = 0; at < wire.length; i += 1) {
        const size = sizes[i % sizes.length] ?? 1;
        for (const piece of decoder.push(wire.subarray(at, at + size))) {
          got.push(...[...piece.payload].map((byte): [number, number] => [piece.stream, byte]));
        }
        at += size;
      }
      assert.deepEqual(
        got,
        frames.flatMap((f) => [...f.payload].map((byte) => [f.stream, byte])),
      );
      assert.equal(decoder.atBoundary, true);
    }),
  );
});

test('an unknown stream number is refused', () => {
  assert.throws(
    () => new RawStreamDecoder().push(Buffer.from([9, 0, 0, 0, 0, 0, 0, 1])),
    RangeError,
  );
});
