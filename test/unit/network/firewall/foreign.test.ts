import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  firewalldArguments,
  hasFirewalld,
  passThrough,
} from '../../../../src/network/firewall/foreign.ts';

const plan = { table: 'joey_x', bridges: ['br1'] };
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

test("what goes to dockerd's own bridges is left to its rules, which come after ours", () => {
  const listing = `${DOCKER}
-A FORWARD -o docker0 -j DOCKER
-A DOCKER-BRIDGE -o br-1 -j DOCKER`;
  const { insert } = passThrough(listing, plan);
  const returns = (bridge: string): string =>
    `-I DOCKER-USER -i br1 -o ${bridge} -m comment --comment joey:joey_x -j RETURN`;
  assert.deepEqual(
    insert.slice(2).map((words) => words.join(' ')),
    ['docker0', 'br-1'].map(returns),
  );
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

test('firewalld is known by its table, and told by its own program', () => {
  assert.equal(hasFirewalld('table inet joey\ntable inet firewalld\n'), true);
  assert.equal(hasFirewalld('table inet joey\ntable inet firewalld_other\n'), false);
  assert.deepEqual(firewalldArguments(['br1', 'br2']), [
    '--zone=trusted',
    '--change-interface=br1',
    '--change-interface=br2',
  ]);
});
