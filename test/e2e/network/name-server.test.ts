/** The embedded name server in real namespaces, with real upstream servers. */
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';

import packet from 'dns-packet';

import { silentLogger } from '../../../src/lib/logger.ts';
import { NameServerThread } from '../../../src/network/dns/name-server-thread.ts';
import type { ResolverPlan } from '../../../src/network/name-service.ts';
import { NetWorkerThread } from '../../../src/network/net-worker.ts';
import { command } from '../../helpers/command.ts';
import { asRoot, Host } from './isolated.ts';

const signal = new AbortController().signal;

interface Served extends AsyncDisposable {
  readonly names: NameServerThread;
  serve(id: string, plan?: Partial<ResolverPlan>): Promise<string>;
}

async function open(): Promise<Served> {
  const host = new Host();
  const net = new NetWorkerThread(silentLogger);
  const names = new NameServerThread(net, silentLogger);
  names.publish({ id: 'n1', name: 'front' }, [
    { containerId: 'c1', names: ['web'], addresses: [{ family: 4, address: '10.0.0.2' }] },
  ]);
  return await Promise.resolve({
    names,
    async serve(id, plan = {}) {
      await host.kernel.sandboxes.create(id, signal);
      const sandbox = host.kernel.sandboxes.pathOf(id);
      await names.serve(
        {
          containerId: id,
          sandbox,
          networkIds: ['n1'],
          links: [],
          upstreams: [],
          forward: false,
          hostGateway: {},
          ...plan,
        },
        signal,
      );
      return sandbox;
    },
    async [Symbol.asyncDispose]() {
      await names[Symbol.asyncDispose]();
      await net[Symbol.asyncDispose]();
      await host[Symbol.asyncDispose]();
    },
  });
}

const dig = async (sandbox: string, ...args: string[]): Promise<string> => {
  const words = [
    `--net=${sandbox}`,
    'dig',
    '+short',
    '+time=2',
    '+tries=1',
    '@127.0.0.11',
    ...args,
  ];
  return (await command('nsenter', words)).stdout.trim();
};

/** A server that answers every question about an address with this one. */
async function upstream(address: string, answer: string): Promise<AsyncDisposable> {
  const socket = createSocket('udp4');
  socket.on('message', (bytes, from) => {
    const { id, questions = [] } = packet.decode(bytes);
    const answers = [{ type: 'A' as const, name: questions[0]!.name, ttl: 1, data: answer }];
    const reply = packet.encode({ type: 'response', id: id!, questions, answers });
    socket.send(reply, from.port, from.address);
  });
  socket.bind(53, address);
  await once(socket, 'listening');
  return {
    async [Symbol.asyncDispose]() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

test('names are served by UDP and TCP, and as soon as they change', asRoot, async () => {
  await using at = await open();
  const sandbox = await at.serve('one');
  assert.equal(await dig(sandbox, 'web'), '10.0.0.2');
  assert.equal(await dig(sandbox, '+tcp', 'web'), '10.0.0.2');
  assert.equal(await dig(sandbox, '-x', '10.0.0.2'), 'web.front.');
  at.names.publish({ id: 'n1', name: 'front' }, [
    { containerId: 'c1', names: ['site'], addresses: [{ family: 4, address: '10.0.0.2' }] },
  ]);
  assert.equal(await dig(sandbox, 'site'), '10.0.0.2');
  assert.equal(await dig(sandbox, 'web'), '');
});

test('other names go to the host’s own server, which only the host reaches', asRoot, async () => {
  await using _server = await upstream('127.0.77.53', '192.0.2.7');
  await using at = await open();
  const upstreams = [
    { address: '127.0.77.54', fromHost: true },
    { address: '127.0.77.53', fromHost: true },
  ];
  const sandbox = await at.serve('one', { upstreams, forward: true });
  const answer = await command('nsenter', [
    ...[`--net=${sandbox}`, 'dig', '+short', '+time=8', '+tries=1', '@127.0.0.11', 'x.example'],
  ]);
  assert.equal(answer.stdout.trim(), '192.0.2.7');
  const inside = await at.serve('two', {
    upstreams: [{ address: '127.0.77.53', fromHost: false }],
    forward: true,
  });
  assert.doesNotMatch(await dig(inside, 'y.example'), /192\.0\.2\.7/);
  const internal = await at.serve('three', { upstreams, forward: false });
  assert.equal(await dig(internal, 'x.example'), '');
});

test('served again, after a death of the thread too, it answers', asRoot, async () => {
  await using at = await open();
  const sandbox = await at.serve('one');
  await at.serve('one');
  assert.equal(await dig(sandbox, 'web'), '10.0.0.2');
  await using again = await open();
  await again.names.serve(
    {
      containerId: 'one',
      sandbox,
      networkIds: ['n1'],
      links: [],
      upstreams: [],
      forward: false,
      hostGateway: {},
    },
    signal,
  );
  assert.equal(await dig(sandbox, 'web'), '10.0.0.2');
});

test('descriptors do not add up', asRoot, async () => {
  await using at = await open();
  await at.serve('kept');
  const descriptors = (): number => readdirSync('/proc/self/fd').length;
  for (let n = 0; n < 5; n += 1) await at.serve('warm').then(() => at.names.stop('warm'));
  const before = descriptors();
  for (let n = 0; n < 50; n += 1) {
    await at.serve('passing');
    at.names.stop('passing');
  }
  for (let tries = 0; descriptors() > before + 4 && tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.ok(descriptors() <= before + 4, `${before} became ${descriptors()}`);
});
