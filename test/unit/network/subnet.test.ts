import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isCode } from '../../../src/lib/errors.ts';
import { overlaps, parseCidr, toCidr } from '../../../src/network/cidr.ts';
import { macOf, macOfId } from '../../../src/network/mac.ts';
import {
  chooseSubnet,
  configuredSubnet,
  DEFAULT_ADDRESS_POOLS,
  uniqueLocalPool,
  withDefaultGateway,
} from '../../../src/network/subnet.ts';

const refused = (err: unknown): boolean => isCode(err, 'invalidArgument');

test('the first default pool is 172.17.0.0/16 with the gateway at .1', () => {
  assert.deepEqual(chooseSubnet(DEFAULT_ADDRESS_POOLS, []), {
    family: 4,
    cidr: '172.17.0.0/16',
    gateway: '172.17.0.1',
    prefixLength: 16,
  });
});

for (const [taken, chosen] of [
  [['172.17.3.0/24'], '172.18.0.0/16'],
  [['172.16.0.0/12'], '192.168.0.0/20'],
  [['172.16.0.0/12', '192.168.0.7/32', '192.168.16.0/20'], '192.168.32.0/20'],
] as const) {
  test(`beside ${taken.join(' and ')} the next free pool is ${chosen}`, () => {
    assert.equal(chooseSubnet(DEFAULT_ADDRESS_POOLS, taken.map(parseCidr)).cidr, chosen);
  });
}

test('used up pools are an error', () => {
  const pools = [{ base: '10.0.0.0/30', size: 30 }];
  assert.throws(() => chooseSubnet(pools, [parseCidr('10.0.0.0/8')]), refused);
});

test('bip gives address and network, fixed-cidr the range', () => {
  assert.deepEqual(configuredSubnet('10.1.2.3/24', '10.1.2.128/25'), {
    family: 4,
    cidr: '10.1.2.0/24',
    gateway: '10.1.2.3',
    prefixLength: 24,
    range: '10.1.2.128/25',
  });
});

for (const [bip, fixedCidr] of [
  ['10.1.2.0/24', undefined],
  ['10.1.2.255/24', undefined],
  ['10.1.2.1', undefined],
  ['x/24', undefined],
  ['10.1.2.1/24', '10.1.3.0/25'],
] as const) {
  test(`bip ${bip} with fixed-cidr ${fixedCidr} is refused`, () => {
    assert.throws(() => configuredSubnet(bip, fixedCidr), refused);
  });
}

test('another default gateway must be in the network', () => {
  const subnet = configuredSubnet('10.1.2.1/24', undefined);
  assert.equal(withDefaultGateway(subnet, '10.1.2.9').routeVia, '10.1.2.9');
  assert.equal(withDefaultGateway(subnet, ''), subnet);
  assert.throws(() => withDefaultGateway(subnet, '10.1.3.9'), refused);
});

test('networks overlap when one holds an address of the other', () => {
  assert.equal(overlaps(parseCidr('10.0.0.0/8'), parseCidr('10.255.255.255/32')), true);
  assert.equal(overlaps(parseCidr('10.0.0.0/9'), parseCidr('10.128.0.0/9')), false);
  assert.equal(toCidr(parseCidr('10.1.2.3/16')), '10.1.0.0/16');
});

test('a MAC address is made of the address, also of high ones', () => {
  assert.equal(macOf('172.17.0.2'), '02:42:ac:11:00:02');
  assert.equal(macOf('255.254.253.252'), '02:42:ff:fe:fd:fc');
  assert.match(macOf(undefined), /^02:42(:[0-9a-f]{2}){4}$/);
  assert.equal(macOfId('0123456789ab'), '02:42:01:23:45:67');
});

test('IPv6 pools are this host’s own, and parts of them are chosen like others', () => {
  const pool = uniqueLocalPool('/var/lib/joey');
  assert.match(pool.base, /^fd[0-9a-f]{2}:[0-9a-f:]+::\/48$/);
  assert.deepEqual(uniqueLocalPool('/var/lib/joey'), pool);
  const first = chooseSubnet([pool], []);
  assert.equal(first.prefixLength, 64);
  assert.equal(first.gateway, first.cidr.replace('/64', '1'));
  const second = chooseSubnet([pool], [parseCidr(first.cidr)]);
  assert.equal(overlaps(parseCidr(first.cidr), parseCidr(second.cidr)), false);
});
