import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { NetworkRecord } from '../../../../src/mgr/network/network-record.ts';
import { resolveNetwork } from '../../../../src/mgr/network/resolve.ts';

const record = (id: string, name: string): NetworkRecord => ({
  id,
  name,
  driver: 'bridge',
  createdAt: new Date(0),
  enableIpv4: true,
  enableIpv6: false,
  subnets: [],
  ipam: { configs: [], options: null },
  configOnly: false,
  configFrom: '',
  mtu: 1500,
  internal: false,
  attachable: false,
  options: {},
  labels: {},
  ownsBridge: false,
});

const networks = [record('abc1', 'one'), record('abc2', 'abc1'), record('abd3', 'abc')];

for (const [ref, id, why] of [
  ['abc1', 'abc1', 'a full id before a name'],
  ['abc', 'abd3', 'a name before the beginning of an id'],
  ['abd', 'abd3', 'the beginning of one id'],
] as const) {
  test(`${ref} is ${why}`, () => assert.equal(resolveNetwork(networks, ref).id, id));
}

test('the beginning of several ids is ambiguous', () => {
  assert.throws(() => resolveNetwork(networks, 'ab'), {
    code: 'invalidArgument',
    message: 'network ab is ambiguous (3 matches found based on ID prefix)',
  });
});
