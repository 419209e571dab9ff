import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { FirewallChoice } from '../../../src/network/firewall/plan.ts';
import { asRoot, command, eventually, within } from './isolated.ts';
import { Lan, tcp } from './lan.ts';
import { ask, isDropped, serve } from './traffic.ts';

// By both kinds of rules: what is published must be reached, what is not must not.
for (const choice of ['nftables', 'iptables'] as const satisfies FirewallChoice[]) {
  test(
    `${choice}: a published port is reached from everywhere, with the right source`,
    asRoot,
    async () => {
      await using lan = new Lan(choice);
      const machine = await lan.machine();
      const network = await lan.network(1);
      const other = await lan.network(2);
      const web = await lan.container(network, 2, [tcp(8080)]);
      const neighbour = await lan.container(network, 3);
      const stranger = await lan.container(other, 2);
      using _server = await serve(web.sandbox, 'web', 'tcp', 80);
      const port = 8080;

      // The client's own address.
      assert.equal(await ask(machine, { host: '192.0.2.1', port }), 'web 192.0.2.2');
      assert.equal(await ask(undefined, { host: '192.0.2.1', port }), 'web 192.0.2.1');
      // From 127.0.0.1, and through the host from the same network, answers must come back this way.
      assert.equal(await ask(undefined, { host: '127.0.0.1', port }), 'web 10.77.1.1');
      assert.equal(await ask(web.sandbox, { host: '192.0.2.1', port }), 'web 10.77.1.1');
      assert.equal(await ask(neighbour.sandbox, { host: '192.0.2.1', port }), 'web 10.77.1.1');
      assert.equal(await ask(neighbour.sandbox, { host: '10.77.1.1', port }), 'web 10.77.1.1');
      assert.equal(await ask(stranger.sandbox, { host: '192.0.2.1', port }), 'web 10.77.1.1');
      assert.equal(await ask(stranger.sandbox, { host: '10.77.1.1', port }), 'web 10.77.1.1');
      assert.equal(await ask(neighbour.sandbox, { host: '10.77.1.2', port: 80 }), 'web 10.77.1.3');
      assert.equal(await ask(undefined, { host: '10.77.1.2', port: 80 }), 'web 10.77.1.1');
    },
  );

  test(`${choice}: the same over IPv6`, asRoot, async () => {
    await using lan = new Lan(choice);
    const machine = await lan.machine();
    const [network, other] = [await lan.network(1), await lan.network(2)];
    const web = await lan.container(network, 2, [tcp(8080, '::'), tcp(8081, '2001:db8::1')]);
    const [neighbour, stranger] = [await lan.container(network, 3), await lan.container(other, 2)];
    using _web = await serve(web.sandbox, 'web', 'tcp', 80);
    using _hidden = await serve(web.sandbox, 'hidden', 'tcp', 81);
    using _machine = await serve(machine, 'machine', 'tcp', 80);
    const wish = {
      protocol: 'tcp',
      containerPort: 80,
      hostIp: '::',
      first: 8080,
      last: 8080,
    } as const;
    const owner = { endpointId: web.endpoint.id, ipv4: '10.77.1.2', ipv6: 'fd77:0:0:1::2' };
    await lan.host.kernel.ports.reserve(owner, [wish], AbortSignal.timeout(5000));
    assert.equal(await ask(undefined, { host: '::1', port: 8080 }), 'web fd77:0:0:1::1');
    const target = { host: '2001:db8::1', port: 8080 };
    assert.equal(await ask(machine, target), 'web 2001:db8::2');
    assert.equal(await ask(machine, { ...target, port: 8081 }), 'web 2001:db8::2');
    assert.equal(await ask(undefined, target), 'web 2001:db8::1');
    assert.equal(await ask(web.sandbox, target), 'web fd77:0:0:1::1');
    assert.equal(await ask(neighbour.sandbox, target), 'web fd77:0:0:1::1');
    assert.equal(await ask(stranger.sandbox, target), 'web fd77:0:0:1::1');
    for (const from of [machine, stranger.sandbox]) {
      assert.ok(await isDropped(from, { host: 'fd77:0:0:1::2', port: 80 }));
      assert.ok(await isDropped(from, { host: 'fd77:0:0:1::2', port: 81 }));
    }
    assert.equal(await ask(web.sandbox, { host: '2001:db8::2', port: 80 }), 'machine 2001:db8::1');
  });

  test(`${choice}: what is not published is not reached`, asRoot, async () => {
    await using lan = new Lan(choice);
    const machine = await lan.machine();
    const network = await lan.network(1);
    const other = await lan.network(2);
    const web = await lan.container(network, 2, [tcp(8080)]);
    const stranger = await lan.container(other, 2);
    using _web = await serve(web.sandbox, 'web', 'tcp', 80);
    using _hidden = await serve(web.sandbox, 'hidden', 'tcp', 81);
    // Straight to the container, the published port or another one, from outside and from another network.
    for (const from of [machine, stranger.sandbox]) {
      assert.ok(await isDropped(from, { host: '10.77.1.2', port: 80 }));
      assert.ok(await isDropped(from, { host: '10.77.1.2', port: 81 }));
    }
    assert.equal(await ask(machine, { host: '192.0.2.1', port: 81 }), 'ECONNREFUSED');
    await lan.remove(web);
    assert.equal(await ask(machine, { host: '192.0.2.1', port: 8080 }), 'ECONNREFUSED');
  });

  test(`${choice}: a port of 127.0.0.1 is the host's alone`, asRoot, async () => {
    await using lan = new Lan(choice);
    const machine = await lan.machine();
    const network = await lan.network(1);
    const web = await lan.container(network, 2, [tcp(8080, '127.0.0.1'), tcp(8081, '192.0.2.1')]);
    using _web = await serve(web.sandbox, 'web', 'tcp', 80);
    using _secret = await serve(undefined, 'secret', 'tcp', 9090);
    assert.equal(await ask(undefined, { host: '127.0.0.1', port: 8080 }), 'web 10.77.1.1');
    assert.equal(await ask(machine, { host: '192.0.2.1', port: 8080 }), 'ECONNREFUSED');
    assert.equal(await ask(undefined, { host: '127.0.0.1', port: 8081 }), 'ECONNREFUSED');
    assert.equal(await ask(machine, { host: '192.0.2.1', port: 8081 }), 'web 192.0.2.2');
    // CVE-2020-8558: whoever sends packets for 127.0.0.1 over the wire, even where the host would take them.
    command('sysctl', '-qw', 'net.ipv4.conf.lan.route_localnet=1');
    for (const [sandbox, via] of [
      [machine, '192.0.2.1'],
      [web.sandbox, '10.77.1.1'],
    ] as const) {
      within(sandbox, 'sysctl', '-qw', 'net.ipv4.conf.all.route_localnet=1');
      within(sandbox, 'ip', 'route', 'del', 'local', '127.0.0.0/8', 'table', 'local');
      within(sandbox, 'ip', 'route', 'del', 'local', '127.0.0.1', 'table', 'local');
      within(sandbox, 'ip', 'route', 'add', '127.0.0.0/8', 'via', via);
      assert.ok(await isDropped(sandbox, { host: '127.0.0.1', port: 8080 }));
      assert.ok(await isDropped(sandbox, { host: '127.0.0.1', port: 9090 }));
    }
  });

  test(`${choice}: UDP is translated both ways`, asRoot, async () => {
    await using lan = new Lan(choice);
    const machine = await lan.machine();
    const network = await lan.network(1);
    const dns = await lan.container(network, 2, [
      { protocol: 'udp', containerPort: 53, hostIp: '0.0.0.0', hostPort: 5353 },
    ]);
    using _dns = await serve(dns.sandbox, 'dns', 'udp', 53);
    const target = { protocol: 'udp', port: 5353 } as const;
    assert.equal(
      await ask(machine, { ...target, host: '192.0.2.1' }),
      'dns ::ffff:192.0.2.2'.replace('::ffff:', ''),
    );
    assert.equal(await ask(undefined, { ...target, host: '127.0.0.1' }), 'dns 10.77.1.1');
  });

  test(`${choice}: networks are apart, internal ones from everybody`, asRoot, async () => {
    await using lan = new Lan(choice);
    const machine = await lan.machine();
    const [open, closed] = [await lan.network(1), await lan.network(2, { internal: true })];
    const web = await lan.container(open, 2, [tcp(8080)]);
    const [inside, friend] = [await lan.container(closed, 2), await lan.container(closed, 3)];
    using _web = await serve(web.sandbox, 'web', 'tcp', 80);
    using _inside = await serve(inside.sandbox, 'inside', 'tcp', 80);
    using _machine = await serve(machine, 'machine', 'tcp', 80);
    assert.equal(await ask(friend.sandbox, { host: '10.77.2.2', port: 80 }), 'inside 10.77.2.3');
    assert.equal(await ask(web.sandbox, { host: '192.0.2.2', port: 80 }), 'machine 192.0.2.1');
    assert.ok(await isDropped(web.sandbox, { host: '10.77.2.2', port: 80 }));
    assert.ok(await isDropped(machine, { host: '10.77.2.2', port: 80 }));
    assert.ok(await isDropped(inside.sandbox, { host: '192.0.2.2', port: 80 }));
    assert.ok(await isDropped(inside.sandbox, { host: '192.0.2.1', port: 8080 }));
  });

  test(
    `${choice}: containers kept apart reach each other's published ports only`,
    asRoot,
    async () => {
      await using lan = new Lan(choice);
      await lan.machine();
      const network = await lan.network(1, { icc: false });
      const web = await lan.container(network, 2, [tcp(8080)]);
      const neighbour = await lan.container(network, 3);
      using _web = await serve(web.sandbox, 'web', 'tcp', 80);
      assert.ok(await isDropped(neighbour.sandbox, { host: '10.77.1.2', port: 80 }));
      assert.equal(
        await ask(neighbour.sandbox, { host: '192.0.2.1', port: 8080 }),
        'web 10.77.1.1',
      );
      assert.equal(await ask(web.sandbox, { host: '192.0.2.1', port: 8080 }), 'web 10.77.1.1');
      assert.equal(await ask(undefined, { host: '10.77.1.2', port: 80 }), 'web 10.77.1.1');
    },
  );

  test(`${choice}: gateway modes open what they promise`, asRoot, async () => {
    await using lan = new Lan(choice);
    const machine = await lan.machine();
    const mode = (ipv4: 'routed' | 'nat-unprotected'): object => ({
      gatewayMode: { ipv4, ipv6: 'nat' },
    });
    const routed = await lan.container(await lan.network(1, mode('routed')), 2, [tcp(8080)]);
    const bare = await lan.container(await lan.network(2, mode('nat-unprotected')), 2);
    const trusting = await lan.network(3, { trustedInterfaces: ['lan'] });
    const trusted = await lan.container(trusting, 2, [tcp(8081)]);
    using _routed = await serve(routed.sandbox, 'routed', 'tcp', 80);
    using _hidden = await serve(routed.sandbox, 'hidden', 'tcp', 81);
    using _bare = await serve(bare.sandbox, 'bare', 'tcp', 80);
    using _trusted = await serve(trusted.sandbox, 'trusted', 'tcp', 80);
    assert.equal(await ask(machine, { host: '10.77.1.2', port: 80 }), 'routed 192.0.2.2');
    assert.ok(await isDropped(machine, { host: '10.77.1.2', port: 81 }));
    assert.equal(await ask(machine, { host: '192.0.2.1', port: 8080 }), 'ECONNREFUSED');
    assert.equal(await ask(machine, { host: '10.77.2.2', port: 80 }), 'bare 192.0.2.2');
    assert.equal(await ask(machine, { host: '10.77.3.2', port: 80 }), 'trusted 192.0.2.2');
    // Not masqueraded.
    using _machine = await serve(machine, 'machine', 'tcp', 80);
    assert.equal(await ask(routed.sandbox, { host: '192.0.2.2', port: 80 }), 'machine 10.77.1.2');
  });
}

test('a client that does not rest follows its port to the next container', asRoot, async () => {
  await using lan = new Lan();
  const machine = await lan.machine();
  const network = await lan.network(1);
  const port = { protocol: 'udp', containerPort: 53, hostIp: '0.0.0.0', hostPort: 5353 } as const;
  const ask53 = async (): Promise<string> =>
    await ask(machine, { protocol: 'udp', host: '192.0.2.1', port: 5353, localPort: 4000 });
  // Before there is a container the host itself is asked, in vain.
  assert.ok(
    await isDropped(machine, { protocol: 'udp', host: '192.0.2.1', port: 5353, localPort: 4000 }),
  );
  for (const last of [2, 3]) {
    const container = await lan.container(network, last, [port]);
    using _server = await serve(container.sandbox, `dns${last}`, 'udp', 53);
    assert.equal(await ask53(), `dns${last} 192.0.2.2`);
    await lan.remove(container);
    const known = (): string => command('conntrack', '-L', '-p', 'udp');
    assert.ok(await eventually(() => !known().includes('dport=5353')));
  }
});

test('what else is connected stays so', asRoot, async () => {
  await using lan = new Lan();
  const machine = await lan.machine();
  const network = await lan.network(1);
  const asking = await lan.container(network, 2);
  using _machine = await serve(machine, 'machine', 'udp', 5353);
  const target = { protocol: 'udp', host: '192.0.2.2', port: 5353 } as const;
  assert.equal(await ask(asking.sandbox, target), 'machine 192.0.2.1');
  const other = await lan.container(network, 3, [
    { protocol: 'udp', containerPort: 53, hostIp: '0.0.0.0', hostPort: 5353 },
  ]);
  await lan.remove(other);
  assert.match(command('conntrack', '-L', '-p', 'udp'), /src=10\.77\.1\.2 dst=192\.0\.2\.2/);
});
