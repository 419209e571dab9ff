import assert from 'node:assert/strict';
import { closeSync } from 'node:fs';
import { createServer } from 'node:net';
import { test } from 'node:test';

import { errnoOf } from '../../../src/lib/sys/errno.ts';
import { duplicate, holdPort, type PortSocket } from '../../../src/lib/sys/port-socket.ts';
import { asRoot, command } from './isolated.ts';
import { ask } from './traffic.ts';

const hold = (over: Partial<PortSocket>): Disposable & { readonly fd: number } => {
  const fd = holdPort({ protocol: 'tcp', address: '::', port: 8080, filter: 'nothing', ...over });
  return { fd, [Symbol.dispose]: () => closeSync(fd) };
};

const refused = (over: Partial<PortSocket>): string | undefined => {
  try {
    using _held = hold(over);
    return undefined;
  } catch (err) {
    return errnoOf(err);
  }
};

test('a held port is taken, in its family, for its protocol', asRoot, () => {
  using _four = hold({ address: '0.0.0.0' });
  assert.equal(refused({ address: '0.0.0.0' }), 'EADDRINUSE');
  assert.equal(refused({ address: '127.0.0.1' }), 'EADDRINUSE');
  assert.equal(refused({ address: '::' }), undefined);
  assert.equal(refused({ address: '0.0.0.0', protocol: 'udp' }), undefined);
  using _udp = hold({ address: '127.0.0.1', protocol: 'udp' });
  assert.equal(refused({ address: '0.0.0.0', protocol: 'udp' }), 'EADDRINUSE');
  assert.equal(refused({ address: '192.0.2.77' }), 'EADDRNOTAVAIL');
  assert.equal(refused({ address: '2001:db8::77' }), 'EADDRNOTAVAIL');
});

test('every form of an IPv6 address is understood', asRoot, () => {
  command('ip', 'addr', 'add', 'fd00:1:2:3:4:5:6:7/128', 'dev', 'lo', 'nodad');
  command('ip', 'addr', 'add', 'fd00::5:0:1/128', 'dev', 'lo', 'nodad');
  for (const address of ['fd00:1:2:3:4:5:6:7', 'FD00:0::5:0:1', 'fd00::5:0.0.0.1', '0::1']) {
    assert.equal(refused({ address }), undefined, address);
  }
});

test('the filter decides who is let in', asRoot, async () => {
  command('ip', 'addr', 'add', 'fd00::8/128', 'dev', 'lo', 'nodad');
  using held = hold({ filter: 'loopback' });
  const server = createServer((socket) => socket.end('hello')).listen({ fd: duplicate(held.fd) });
  assert.equal(await ask(undefined, { host: '::1', port: 8080 }), 'hello');
  assert.equal(await ask(undefined, { host: 'fd00::8', port: 8080 }, 1500), 'timeout');
  server.close();
});
