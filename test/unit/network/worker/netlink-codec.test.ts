import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { decodeIp, encodeIp } from '../../../../src/network/worker/ip-bytes.ts';
import {
  attribute,
  decodeAttributes,
  decodeMac,
  decodeMessages,
  decodeString,
  encodeMac,
  encodeMessage,
  nested,
  stringAttribute,
  u32Attribute,
} from '../../../../src/network/worker/netlink-codec.ts';

test('an attribute is padded to four bytes, its length is not', () => {
  assert.deepEqual([...stringAttribute(3, 'lo')], [7, 0, 3, 0, 0x6c, 0x6f, 0, 0]);
  assert.deepEqual([...u32Attribute(4, 1500)], [8, 0, 4, 0, 0xdc, 5, 0, 0]);
});

test('nested attributes carry their flag, which decoding drops', () => {
  const bytes = nested(18, stringAttribute(1, 'veth'));
  assert.equal(bytes.readUInt16LE(2), 18 | 0x8000);
  const inner = decodeAttributes(bytes, 0).get(18);
  assert.equal(decodeString(decodeAttributes(inner!, 0).get(1)!), 'veth');
});

test('messages survive the way through a datagram', () => {
  const one = fc.record({
    type: fc.nat(0xffff),
    flags: fc.nat(0xff),
    body: fc.uint8Array({ maxLength: 40 }),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 5 }), (requests) => {
      const datagram = Buffer.concat(
        requests.map((request, index) =>
          encodeMessage({ ...request, body: Buffer.from(request.body) }, 0, index),
        ),
      );
      const replies = [...decodeMessages(datagram)];
      assert.deepEqual(
        replies.map(({ type, flags, body }) => ({ type, flags, body: [...body] })),
        requests.map(({ type, flags, body }) => ({ type, flags, body: [...body] })),
      );
      assert.deepEqual(
        replies.map(({ sequence }) => sequence),
        requests.map((_, index) => index),
      );
    }),
  );
});

test('any bytes are decoded without an exception or an endless loop', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      [...decodeMessages(Buffer.from(bytes))].forEach(({ body }) => decodeAttributes(body, 0));
      decodeAttributes(Buffer.from(bytes), 0);
    }),
  );
});

test('addresses have a text and bytes', () => {
  for (const address of ['172.17.0.2', '255.0.0.1', 'fd00::2', '::1']) {
    assert.equal(decodeIp(encodeIp(address)), address);
  }
  assert.equal(decodeMac(encodeMac('02:42:ac:11:00:02')), '02:42:ac:11:00:02');
  assert.equal(attribute(1, encodeMac('02:42:ac:11:00:02')).length, 12);
});
