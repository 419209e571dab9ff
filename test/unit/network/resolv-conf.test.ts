import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  hostResolvConf,
  isolatedResolvConf,
  isResolvedStub,
  nameserversOf,
} from '../../../src/network/resolv-conf.ts';

const none = { dns: [], search: [], options: [] };

for (const [what, host, expected] of [
  ["the host's file is taken over", 'nameserver 10.0.0.53\n', 'nameserver 10.0.0.53\n'],
  [
    'comments, search and options stay as they are',
    '# made by hand\nsearch a b\nnameserver 10.0.0.53\noptions ndots:2\n',
    '# made by hand\nsearch a b\nnameserver 10.0.0.53\noptions ndots:2\n',
  ],
  [
    'loopback and IPv6 servers go',
    'nameserver 127.0.0.1\nnameserver ::1\nnameserver fd00::53\nnameserver 10.0.0.53\n',
    'nameserver 10.0.0.53\n',
  ],
  [
    "without a server left Docker's are used",
    'search a\nnameserver 127.0.0.1\n',
    'search a\nnameserver 8.8.8.8\nnameserver 8.8.4.4\n',
  ],
  ['an empty file too', '', 'nameserver 8.8.8.8\nnameserver 8.8.4.4\n'],
  ['a missing last newline is no harm', 'nameserver 10.0.0.53', 'nameserver 10.0.0.53\n'],
] as const) {
  test(`isolated: ${what}`, () => assert.equal(isolatedResolvConf(host, none), expected));
}

const HOST =
  'domain old\nsearch a b\nnameserver 10.0.0.53\nnameserver 127.0.0.1\noptions ndots:2\n';

test('isolated: wishes replace their part, the rest is filtered', () => {
  const wishes = { ...none, dns: ['9.9.9.9', '127.0.0.1'] };
  assert.equal(
    isolatedResolvConf(HOST, wishes),
    'search a b\nnameserver 9.9.9.9\nnameserver 127.0.0.1\noptions ndots:2\n',
  );
  assert.equal(
    isolatedResolvConf(HOST, { ...none, options: ['rotate', 'ndots:1'] }),
    'search a b\nnameserver 10.0.0.53\noptions rotate ndots:1\n',
  );
});

test('isolated: the search list . is an empty one', () => {
  assert.equal(
    isolatedResolvConf(HOST, { ...none, search: ['.'] }),
    'nameserver 10.0.0.53\noptions ndots:2\n',
  );
});

test("the host's network shows the host's file unless something is wished", () => {
  assert.equal(hostResolvConf(HOST, none), HOST);
  assert.equal(
    hostResolvConf(HOST, { ...none, search: ['x'] }),
    'search x\nnameserver 10.0.0.53\nnameserver 127.0.0.1\noptions ndots:2\n',
  );
});

test('only the stub alone means systemd-resolved', () => {
  assert.equal(isResolvedStub('# x\nnameserver 127.0.0.53\noptions edns0\n'), true);
  assert.equal(isResolvedStub('nameserver 127.0.0.53\nnameserver 10.0.0.1\n'), false);
  assert.equal(isResolvedStub(''), false);
});

test('the servers of a file are read past comments', () => {
  assert.deepEqual(nameserversOf('#nameserver 1.1.1.1\n nameserver\t2.2.2.2 # two\n'), ['2.2.2.2']);
});
