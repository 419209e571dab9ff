import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { FrameReader, MAX_MESSAGE, prefixOf } from '../../../src/ctrd/grpc/framing.ts';

function framesOf(messages: readonly Uint8Array[]): Buffer {
  return Buffer.concat(messages.flatMap((message) => [prefixOf(message.length), message]));
}

test('messages come out as they went in, however the bytes are cut', () => {
  const cases = fc.tuple(
    fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 12 }),
    fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }),
  );
  fc.assert(
    fc.property(cases, ([messages, cuts]) => {
      const bytes = framesOf(messages);
      const reader = new FrameReader();
      const read: Buffer[] = [];
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const end = at + (cuts[i % cuts.length] ?? 1);
        reader.push(bytes.subarray(at, end), (message) => read.push(Buffer.from(message)));
        at = end;
      }
      assert.deepEqual(
        read,
        messages.map((message) => Buffer.from(message)),
      );
    }),
  );
});

test('a message is given when its last byte is there, not before', () => {
  const reader = new FrameReader();
  const read: string[] = [];
  const take = (message: Uint8Array): void => void read.push(Buffer.from(message).toString());
  const bytes = framesOf([Buffer.from('one'), Buffer.from('two')]);
  reader.push(bytes.subarray(0, 7), take);
  assert.deepEqual(read, []);
  reader.push(bytes.subarray(7, 9), take);
  assert.deepEqual(read, ['one']);
  reader.push(bytes.subarray(9), take);
  assert.deepEqual(read, ['one', 'two']);
});

test('compressed and oversized messages are refused', () => {
  const refuse = (bytes: Buffer): void =>
    assert.throws(() => new FrameReader().push(bytes, () => undefined), { code: 'internal' });
  refuse(Buffer.from([1, 0, 0, 0, 1, 9]));
  refuse(prefixOf(MAX_MESSAGE + 1));
});
