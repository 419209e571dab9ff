import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  iptablesJumps,
  iptablesRestore,
  passThrough,
} from '../../../../src/network/firewall/iptables.ts';

const bridges = [{ bridge: 'br1', masqueraded: ['10.1.0.0/16'], icc: true, internal: false }];
const plan = { table: 'joey_x', bridges };

test('chains of our own are filled, with a drop behind what may enter', () => {
  assert.equal(
    iptablesRestore(plan),
    `*filter
:JOEY_X-FORWARD - [0:0]
-A JOEY_X-FORWARD -i br1 -o br1 -j ACCEPT
-A JOEY_X-FORWARD -o br1 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A JOEY_X-FORWARD -o br1 -m conntrack --ctstate DNAT -j ACCEPT
-A JOEY_X-FORWARD -o br1 -j DROP
-A JOEY_X-FORWARD -i br1 -j ACCEPT
COMMIT
*nat
:JOEY_X-NAT - [0:0]
-A JOEY_X-NAT -s 10.1.0.0/16 ! -o br1 -j MASQUERADE
COMMIT
`,
  );
  assert.deepEqual(iptablesJumps('joey_x'), [
    { table: 'filter', from: 'FORWARD', to: 'JOEY_X-FORWARD' },
    { table: 'nat', from: 'POSTROUTING', to: 'JOEY_X-NAT' },
  ]);
});

test('an internal network has no way in or out', () => {
  const text = iptablesRestore({
    table: 'joey',
    bridges: [{ bridge: 'br1', masqueraded: [], icc: false, internal: true }],
  });
  assert.match(text, /-A JOEY-FORWARD -o br1 -j DROP\n-A JOEY-FORWARD -i br1 -j DROP\nCOMMIT/);
});

const mark = '-m comment --comment "joey:joey_x" -j ACCEPT';
const DOCKER = `-P INPUT ACCEPT
-P FORWARD DROP
-N DOCKER-USER
-A FORWARD -j DOCKER-USER
-A DOCKER-USER -j RETURN`;
const rule = (chain: string, side: string): string[] => [
  chain,
  side,
  'br1',
  '-m',
  'comment',
  '--comment',
  'joey:joey_x',
  '-j',
  'ACCEPT',
];

test("a running dockerd's DOCKER-USER gets our accepts", () => {
  assert.deepEqual(passThrough(DOCKER, plan), {
    remove: [],
    insert: [
      ['-I', ...rule('DOCKER-USER', '-i')],
      ['-I', ...rule('DOCKER-USER', '-o')],
    ],
  });
});

test('without one, a FORWARD chain that drops gets them', () => {
  const { insert } = passThrough('-P FORWARD DROP', plan);
  assert.deepEqual(insert[0], ['-I', ...rule('FORWARD', '-i')]);
});

test('a FORWARD chain that accepts is left alone', () => {
  assert.deepEqual(passThrough('-P FORWARD ACCEPT', plan), { remove: [], insert: [] });
});

for (const quotes of ['as written', 'with quotes']) {
  test(`what is there is not added again (${quotes})`, () => {
    const own = quotes === 'with quotes' ? mark : mark.replaceAll('"', '');
    const listing = `${DOCKER}\n-A DOCKER-USER -i br1 ${own}\n-A DOCKER-USER -o br1 ${own}`;
    assert.deepEqual(passThrough(listing, plan), { remove: [], insert: [] });
  });
}

test("ours of former bridges go, other engines' and users' stay", () => {
  const listing = `${DOCKER}
-A DOCKER-USER -i old ${mark}
-A DOCKER-USER -i other -m comment --comment "joey:joey" -j ACCEPT
-A DOCKER-USER -i mine -j ACCEPT`;
  const { remove } = passThrough(listing, { table: 'joey_x', bridges: [] });
  assert.deepEqual(remove, [
    ['-D', 'DOCKER-USER', '-i', 'old', '-m', 'comment', '--comment', 'joey:joey_x', '-j', 'ACCEPT'],
  ]);
});
