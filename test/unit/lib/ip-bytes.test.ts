import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ipBytes } from '../../../src/lib/ip-bytes.ts';

for (const [address, hex] of [
  ['192.0.2.1', 'c0000201'],
  ['::', '00000000000000000000000000000000'],
  ['::1', '00000000000000000000000000000001'],
  ['0:0::1', '00000000000000000000000000000001'],
  ['FD00:1:2:3:4:5:6:7', 'fd000001000200030004000500060007'],
  ['2001:db8::', '20010db8000000000000000000000000'],
  ['2001:db8::5:0:1', '20010db8000000000000000500000001'],
  ['::ffff:192.0.2.1', '00000000000000000000ffffc0000201'],
] as const) {
  test(`${address} on the wire`, () => {
    assert.equal(ipBytes(address).toString('hex'), hex);
  });
}
