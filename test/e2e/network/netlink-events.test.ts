import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NetlinkEvents } from '../../../src/lib/sys/netlink-events.ts';
import { concernsUs, NFTABLES_GROUP } from '../../../src/network/firewall/nft-events.ts';
import { asRoot, command, eventually } from './isolated.ts';

test(
  'the kernel tells of what is done to our table, others are none of our business',
  asRoot,
  async () => {
    const heard: boolean[] = [];
    using _events = new NetlinkEvents({
      protocol: 'netfilter',
      group: NFTABLES_GROUP,
      onEvent: (datagram) => heard.push(datagram === undefined || concernsUs(datagram, 'joey_ev')),
      onFailure: (err) => assert.fail(err),
    });
    for (const table of ['joey_ev', 'other']) {
      command('nft', 'add', 'table', 'inet', table);
      command('nft', `add chain inet ${table} c; add rule inet ${table} c drop`);
    }
    command('nft', 'delete', 'table', 'inet', 'other');
    // Each transaction ends with a notification of its own.
    assert.ok(await eventually(() => heard.length >= 10));
    assert.ok(!heard.includes(true));
    command('nft', 'flush', 'chain', 'inet', 'joey_ev', 'c');
    assert.ok(await eventually(() => heard.includes(true)));
    command('nft', 'delete', 'table', 'inet', 'joey_ev');
  },
);

test('when more is told than can be kept, that is told as well', asRoot, async () => {
  let lost = false;
  using _events = new NetlinkEvents({
    protocol: 'netfilter',
    group: NFTABLES_GROUP,
    onEvent: (datagram) => (lost ||= datagram === undefined),
    onFailure: (err) => assert.fail(err),
  });
  const elements = Array.from({ length: 20_000 }, (_, n) => `10.${n >> 8}.${n & 255}.1`);
  command('nft', 'add table inet joey_many; add set inet joey_many s { type ipv4_addr; }');
  for (const half of [elements.slice(0, 10_000), elements.slice(10_000)]) {
    command('nft', `add element inet joey_many s { ${half.slice(0, 5000).join(', ')} }`);
    command('nft', `add element inet joey_many s { ${half.slice(5000).join(', ')} }`);
  }
  assert.ok(await eventually(() => lost));
  command('nft', 'delete', 'table', 'inet', 'joey_many');
});
