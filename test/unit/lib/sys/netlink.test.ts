import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NetlinkSocket } from '../../../../src/lib/sys/netlink.ts';

const RTM_GETLINK = 18;
const NLM_F_REQUEST = 1;

test('the kernel answers a request for the loopback link', () => {
  using socket = NetlinkSocket.open('route');
  const request = Buffer.alloc(32);
  request.writeUInt32LE(request.length, 0);
  request.writeUInt16LE(RTM_GETLINK, 4);
  request.writeUInt16LE(NLM_F_REQUEST, 6);
  request.writeUInt32LE(7, 8);
  request.writeInt32LE(1, 20);
  socket.send(request);
  const answer = Buffer.alloc(32768);
  const length = socket.recv(answer);
  assert.equal(answer.readUInt32LE(0), length);
  assert.equal(answer.readUInt32LE(8), 7);
  assert.equal(answer.readInt32LE(20), 1);
});
