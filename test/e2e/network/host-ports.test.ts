import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { test } from 'node:test';

import { silentLogger } from '../../../src/lib/logger.ts';
import type { PublishedPort } from '../../../src/network/driver.ts';
import {
  BoundHostPorts,
  type HostPortsConfig,
} from '../../../src/network/ports/bound-host-ports.ts';
import type { PortWish } from '../../../src/network/ports/host-ports.ts';
import { RelayThread } from '../../../src/network/ports/relay-thread.ts';
import { asRoot, command } from './isolated.ts';
import { ask, serve } from './traffic.ts';

const signal = new AbortController().signal;

const WITH_NAT: HostPortsConfig = { nat: { ipv4: true, ipv6: true }, relay: true };
const WITHOUT_NAT: HostPortsConfig = { nat: { ipv4: false, ipv6: false }, relay: true };

const open = (config: HostPortsConfig = WITH_NAT): BoundHostPorts =>
  new BoundHostPorts(config, new RelayThread(silentLogger), silentLogger);

const wish = (first: number, over: Partial<PortWish> = {}): PortWish => ({
  protocol: 'tcp',
  containerPort: 80,
  hostIp: '',
  first,
  last: first,
  ...over,
});

const owner = { endpointId: 'a', ipv4: '127.0.0.1' };
const shown = (ports: readonly PublishedPort[]): string[] =>
  ports.map(({ hostIp, hostPort, containerPort, protocol }) =>
    [hostIp, hostPort, containerPort, protocol].join(' '),
  );

const descriptors = (): number => readdirSync('/proc/self/fd').length;

/** What somebody else on this host can bind; the address is the listener's. */
const listens = (address: string, port: number): boolean =>
  command('ss', '-Hlntu', `sport = :${port}`).includes(`${address}:${port}`);

test('a wish without an address is one number in both families', asRoot, async () => {
  await using ports = open();
  const chosen = await ports.reserve(owner, [wish(8080)], signal);
  assert.deepEqual(shown(chosen), ['0.0.0.0 8080 80 tcp', ':: 8080 80 tcp']);
  assert.ok(listens('0.0.0.0', 8080) && listens('[::]', 8080));
  assert.deepEqual(await ports.reserve(owner, [wish(9999)], signal), chosen);
});

test('all forms of a wish', asRoot, async () => {
  await using ports = open();
  const wishes = [
    wish(0, { hostIp: '127.0.0.1' }),
    wish(0, { hostIp: '127.0.0.1', protocol: 'udp' }),
    wish(8000, { last: 8002, hostIp: '0.0.0.0' }),
    wish(8000, { last: 8002, hostIp: '0.0.0.0' }),
    wish(8001, { hostIp: '::1' }),
    wish(8000, { hostIp: '0.0.0.0', protocol: 'sctp' }),
  ];
  assert.deepEqual(shown(await ports.reserve(owner, wishes, signal)), [
    '127.0.0.1 32768 80 tcp',
    '127.0.0.1 32768 80 udp',
    '0.0.0.0 8000 80 tcp',
    '0.0.0.0 8001 80 tcp',
    '::1 8001 80 tcp',
    '0.0.0.0 8000 80 sctp',
  ]);
});

test(
  'numbers that nobody named go round, and leave out what the administrator reserved',
  asRoot,
  async () => {
    await using ports = open();
    command('sysctl', '-qw', 'net.ipv4.ip_local_port_range=40000 40003');
    command('sysctl', '-qw', 'net.ipv4.ip_local_reserved_ports=40001');
    const next = async (endpointId: string): Promise<number | undefined> =>
      (await ports.reserve({ endpointId }, [wish(0)], signal))[0]?.hostPort;
    assert.equal(await next('a'), 40_000);
    await ports.release('a');
    assert.equal(await next('b'), 40_002);
    assert.equal(await next('c'), 40_003);
    assert.equal(await next('d'), 40_000);
    await assert.rejects(next('e'), { message: 'all ports are allocated' });
    command('sysctl', '-qw', 'net.ipv4.ip_local_port_range=32768 60999');
    command('sysctl', '-qw', 'net.ipv4.ip_local_reserved_ports=');
  },
);

test(
  "conflicts have Docker's sentences, and nothing stays of a reservation that fails",
  asRoot,
  async () => {
    await using ports = open();
    await using others = open();
    await ports.reserve(owner, [wish(8080)], signal);
    await others.reserve(owner, [wish(9090, { hostIp: '0.0.0.0' })], signal);
    const before = descriptors();
    const fails = async (message: string, ...wishes: readonly PortWish[]): Promise<void> => {
      const attempt = ports.reserve({ endpointId: 'b' }, [wish(7070), ...wishes], signal);
      await assert.rejects(attempt, { code: 'internal', message });
      assert.ok(!listens('0.0.0.0', 7070), message);
    };
    await fails('Bind for 0.0.0.0:8080 failed: port is already allocated', wish(8080));
    const bound = 'Bind for 127.0.0.1:8080 failed: port is already allocated';
    await fails(bound, wish(8080, { hostIp: '127.0.0.1' }));
    await fails('Bind for 0.0.0.0:7070 failed: port is already allocated', wish(7070));
    await fails('failed to bind host port 0.0.0.0:9090/tcp: address already in use', wish(9090));
    const elsewhere = 'failed to bind host port 192.0.2.99:80/tcp: cannot assign requested address';
    await fails(elsewhere, wish(80, { hostIp: '192.0.2.99' }));
    await fails(
      'all ports are allocated',
      wish(6000, { last: 6001 }),
      wish(6000, { last: 6001 }),
      wish(6000, { last: 6001 }),
    );
    assert.equal(descriptors(), before);
    await ports.release('a');
    await ports.release('nobody');
    assert.ok(!listens('0.0.0.0', 8080));
  },
);

test(
  'after a restart the same numbers are taken again; one that is lost is no error',
  asRoot,
  async () => {
    let former: readonly PublishedPort[];
    {
      await using ports = open();
      former = await ports.reserve(owner, [wish(8080), wish(9090)], signal);
    }
    await using thief = open();
    await thief.reserve(owner, [wish(9090)], signal);
    await using ports = open();
    assert.deepEqual(await ports.reserve({ ...owner, former }, [], signal), former);
    assert.ok(listens('0.0.0.0', 8080));
    await ports.release('a');
    assert.ok(listens('0.0.0.0', 9090), 'the other one keeps what it has');
  },
);

test(
  'a thousand ports are one descriptor each, but for those that are waited for',
  asRoot,
  async () => {
    await using ports = open();
    const before = descriptors();
    const wishes = Array.from({ length: 1000 }, (_, n) => wish(20_000 + n));
    assert.equal((await ports.reserve(owner, wishes, signal)).length, 2000);
    assert.ok(descriptors() - before <= 3010);
    await ports.release('a');
    await new Promise((resolve) => setImmediate(resolve));
    assert.ok(descriptors() - before <= 10);
  },
);

test('::1 is relayed, over TCP and UDP, whatever family the container has', asRoot, async () => {
  await using ports = open();
  using _web = await serve(undefined, 'web', 'tcp', 80);
  using _dns = await serve(undefined, 'dns', 'udp', 53);
  const wishes = [wish(8080), wish(5353, { protocol: 'udp', containerPort: 53 })];
  await ports.reserve(owner, wishes, signal);
  const [web, dns] = [
    { host: '::1', port: 8080 },
    { protocol: 'udp', host: '::1', port: 5353 },
  ] as const;
  assert.equal(await ask(undefined, web), 'web 127.0.0.1');
  assert.equal(await ask(undefined, web), 'web 127.0.0.1');
  assert.equal(await ask(undefined, dns), 'dns 127.0.0.1');
  assert.equal(await ask(undefined, dns), 'dns 127.0.0.1');
  // NAT serves the rest; without its rules nobody answers.
  assert.equal(await ask(undefined, { host: '127.0.0.1', port: 8080 }, 1500), 'timeout');
  await ports.release('a');
  assert.equal(await ask(undefined, web), 'ECONNREFUSED');
});

test('without NAT all ways are relayed', asRoot, async () => {
  await using ports = open(WITHOUT_NAT);
  using _web = await serve(undefined, 'web', 'tcp', 80);
  await ports.reserve(owner, [wish(8080)], signal);
  for (const host of ['127.0.0.1', '::1']) {
    assert.equal(await ask(undefined, { host, port: 8080 }), 'web 127.0.0.1');
  }
});

test('a container that does not listen is a connection that ends', asRoot, async () => {
  await using ports = open();
  await ports.reserve(owner, [wish(8080, { containerPort: 81 })], signal);
  assert.match(await ask(undefined, { host: '::1', port: 8080 }), /closed|ECONNRESET/);
});

test(
  'each side of a relayed connection may end before the other, and waits for a slow one',
  asRoot,
  async () => {
    await using ports = open();
    const size = 64 * 1024 * 1024;
    // Reads all, slowly at first, and answers how much that was once the client has ended.
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      let received = 0;
      socket.pause();
      setTimeout(() => socket.resume(), 300);
      socket.on('data', (chunk) => (received += chunk.length));
      socket.on('end', () => socket.end(`${received}`));
    }).listen(80, '127.0.0.1');
    await ports.reserve(owner, [wish(8080)], signal);
    const client = connect({ host: '::1', port: 8080, allowHalfOpen: true });
    client.end(Buffer.alloc(size));
    let answer = '';
    for await (const chunk of client) answer += String(chunk);
    assert.equal(answer, `${size}`);
    server.close();
  },
);
