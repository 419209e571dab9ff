import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import {
  nftAddPorts,
  nftRebuild,
  nftRemoval,
  nftRemovePorts,
  nftUpdate,
  rulesOf,
} from '../../../../src/network/firewall/nftables.ts';
import { firewallNetwork, firewallPlan, local, routed, web, web6 } from './plans.ts';

const golden = (name: string): string =>
  readFileSync(new URL(`../../../golden/firewall/${name}`, import.meta.url), 'utf8');

const everything = firewallPlan(
  [
    firewallNetwork({ trustedInterfaces: ['eth1'] }),
    firewallNetwork({
      bridge: 'br2',
      icc: false,
      internal: true,
      subnets: [{ family: 6, cidr: 'fd02::/64', mode: 'isolated', masquerade: false }],
    }),
    firewallNetwork({
      bridge: 'br3',
      subnets: [
        { family: 4, cidr: '10.3.0.0/16', mode: 'routed', masquerade: true },
        { family: 6, cidr: 'fd03::/64', mode: 'nat-unprotected', masquerade: true },
      ],
    }),
  ],
  { ports: [web, local, web6, routed] },
);

test('rules are the same for all, networks and ports are elements', () => {
  assert.equal(nftUpdate(everything), golden('everything.nft'));
});

test('the chain of the administrator is not flushed', () => {
  assert.doesNotMatch(nftUpdate(everything), /flush chain inet joey_x user/);
});

test('ports that are not told of stay as long as not all are known', () => {
  const text = nftUpdate({ ...everything, complete: false });
  assert.doesNotMatch(text, /flush (set|map) inet joey_x (ports|bound|open)/);
  assert.match(text, /flush set inet joey_x bridges/);
});

test("another version's table is replaced, with the administrator's rules carried over", () => {
  const text = nftRebuild(firewallPlan(), ['tcp dport 22 drop']);
  assert.match(text, /^table inet joey_x \{\}\ndelete table inet joey_x\n/);
  assert.match(text, /\nadd rule inet joey_x user tcp dport 22 drop\n$/);
  assert.equal(nftRemoval('joey_x'), 'table inet joey_x {}\ndelete table inet joey_x\n');
});

test('the rules of a listing', () => {
  const listing =
    'table inet joey {\n\tchain user {\n\t\tdrop\n\t\tip saddr 1.2.3.4 drop\n\t}\n}\n';
  assert.deepEqual(rulesOf(listing), ['drop', 'ip saddr 1.2.3.4 drop']);
  assert.deepEqual(rulesOf('table inet joey {\n\tchain user {\n\t}\n}\n'), []);
});

test('ports come in one transaction and go one by one', () => {
  assert.equal(
    nftAddPorts('joey', [web, local]),
    `add element inet joey open4 { 10.1.0.2 . tcp . 80 }
add element inet joey ports4 { tcp . 8080 : 10.1.0.2 . 80 }
add element inet joey bound4 { 127.0.0.1 . tcp . 8081 : 10.1.0.2 . 80 }
`,
  );
  assert.deepEqual(nftRemovePorts('joey', [web6, routed]), [
    'delete element inet joey open4 { 10.2.0.2 . udp . 53 }\n',
    'delete element inet joey open6 { fd00::2 . tcp . 80 }\n',
    'delete element inet joey ports6 { tcp . 8080 }\n',
  ]);
});

test('an interface name that would end the quotes is refused', () => {
  const evil = firewallNetwork({ bridge: 'a" ; drop' });
  assert.throws(() => nftUpdate(firewallPlan([evil])), /invalid interface name/);
});
