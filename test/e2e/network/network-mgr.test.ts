import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { systemClock } from '../../../src/lib/clock.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import type { AttachRequest, Sandbox } from '../../../src/mgr/network/container-networking.ts';
import { EngineNetworkMgr } from '../../../src/mgr/network/engine-network-mgr.ts';
import { defaultBridgeName, firewallTable } from '../../../src/network/instance.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { SqliteEndpointStore } from '../../../src/store/endpoint-store.ts';
import { SqliteNetworkStore } from '../../../src/store/network-store.ts';
import { CONFIG, requestOf } from '../../unit/mgr/network/fixture.ts';
import {
  asRoot,
  command,
  eventually,
  Host,
  isNamespace,
  links,
  pings,
  within,
} from './isolated.ts';

const signal = new AbortController().signal;
const SUBNET = '10.88.0';

function managerOn(host: Host): EngineNetworkMgr {
  const db = openDatabase(join(host.root, 'joey.db'));
  return new EngineNetworkMgr({
    networks: new SqliteNetworkStore(db),
    endpoints: new SqliteEndpointStore(db),
    kernel: host.kernel,
    events: { publish: (_event, write) => write?.() },
    config: () => ({ ...CONFIG, dataRoot: host.root, bip: `${SUBNET}.1/24` }),
    clock: systemClock,
    log: silentLogger,
  });
}

/** A started engine's networks; at its end nothing of it may be left. */
async function withNetworks(
  work: (networks: EngineNetworkMgr, host: Host) => Promise<void>,
  host = new Host(),
): Promise<void> {
  const before = links();
  await using _host = host;
  const networks = managerOn(host);
  await networks.start(signal);
  await work(networks, host);
  for (const id of host.pinned()) await networks.detach(id, signal);
  await networks[Symbol.asyncDispose]();
  assert.deepEqual(host.pinned(), []);
  assert.ok(await eventually(() => links().length === before.length), links().join(' '));
  assert.doesNotMatch(command('nft', 'list', 'tables'), new RegExp(firewallTable(host.root)));
}

const attach = async (
  networks: EngineNetworkMgr,
  id: string,
  over: Partial<AttachRequest> = {},
): Promise<Sandbox> => await networks.attach(requestOf(id, over), signal);

const addressOf = (sandbox: Sandbox): string =>
  sandbox.endpoints['bridge']?.ipv4?.address ?? 'none';

/** A machine outside that knows no way back to the containers: only masqueraded packets return. */
async function outside(host: Host): Promise<string> {
  await host.kernel.sandboxes.create('outside', signal);
  const sandbox = host.kernel.sandboxes.pathOf('outside');
  const peer = ['peer', 'name', 'out1', 'address', '02:00:00:00:00:02'];
  command('ip', 'link', 'add', 'out0', 'type', 'veth', ...peer);
  const holder = within(sandbox, 'sh', '-c', 'sleep 2 >/dev/null 2>&1 & echo $!').trim();
  command('ip', 'link', 'set', 'out1', 'netns', holder);
  command('ip', 'address', 'add', '10.99.0.1/24', 'dev', 'out0');
  command('ip', 'link', 'set', 'out0', 'up');
  within(sandbox, 'ip', 'address', 'add', '10.99.0.2/24', 'dev', 'out1');
  within(sandbox, 'ip', 'link', 'set', 'out1', 'up');
  return '10.99.0.2';
}

test('containers reach each other, the bridge and, masqueraded, the world', asRoot, async () => {
  await withNetworks(async (networks, host) => {
    const world = await outside(host);
    const [a, b] = [await attach(networks, 'a'), await attach(networks, 'b')];
    assert.ok(isNamespace(a.netnsPath));
    assert.ok(pings(a.netnsPath, addressOf(b)));
    assert.ok(pings(b.netnsPath, addressOf(a)));
    assert.ok(pings(a.netnsPath, `${SUBNET}.1`));
    assert.ok(pings(a.netnsPath, world));
  });
});

test('the world does not reach containers unasked', asRoot, async () => {
  await withNetworks(async (networks, host) => {
    await outside(host);
    const sandbox = await attach(networks, 'a');
    const world = host.kernel.sandboxes.pathOf('outside');
    within(world, 'ip', 'route', 'add', `${SUBNET}.0/24`, 'via', '10.99.0.1');
    assert.equal(pings(world, addressOf(sandbox)), false);
  });
});

test(
  'inside there is eth0 with address, route and MTU, loopback, and no IPv6',
  asRoot,
  async () => {
    await withNetworks(async (networks) => {
      const { netnsPath } = await attach(networks, 'a');
      const shown = within(netnsPath, 'ip', 'address', 'show', 'eth0');
      assert.match(shown, /inet 10\.88\.0\.2\/24 brd 10\.88\.0\.255 scope global eth0/);
      assert.match(shown, /link\/ether 02:42:0a:58:00:02/);
      assert.match(shown, /mtu 1500/);
      assert.doesNotMatch(within(netnsPath, 'ip', 'address'), /inet6/);
      assert.match(within(netnsPath, 'ip', 'route'), /default via 10\.88\.0\.1 dev eth0/);
      assert.ok(pings(netnsPath, '127.0.0.1'));
    });
  },
);

test('none has loopback only', asRoot, async () => {
  await withNetworks(async (networks) => {
    const { netnsPath } = await attach(networks, 'a', { networkMode: 'none' });
    assert.doesNotMatch(within(netnsPath, 'ip', '-o', 'link'), /eth0/);
    assert.ok(pings(netnsPath, '127.0.0.1'));
  });
});

test('50 at once get different addresses', asRoot, async (t) => {
  await withNetworks(async (networks) => {
    const ids = Array.from({ length: 50 }, (_, index) => `c${index}`);
    await attach(networks, 'warm');
    const begun = performance.now();
    const all = await Promise.all(ids.map((id) => attach(networks, id)));
    const attached = performance.now();
    assert.equal(new Set(all.map(addressOf)).size, 50);
    await Promise.all(ids.map((id) => networks.detach(id, signal)));
    const perAttach = ((attached - begun) / 50).toFixed(2);
    const perDetach = ((performance.now() - attached) / 50).toFixed(2);
    t.diagnostic(`${perAttach} ms an attach, ${perDetach} ms a detach`);
  });
});

test('a namespace that a process still uses loses its interface all the same', asRoot, async () => {
  await withNetworks(async (networks) => {
    const { netnsPath } = await attach(networks, 'a');
    const holder = within(netnsPath, 'sh', '-c', 'sleep 30 >/dev/null 2>&1 & echo $!').trim();
    try {
      await networks.detach('a', signal);
      const gone = await eventually(() => !links().some((name) => name.startsWith('jy')));
      assert.ok(gone);
    } finally {
      process.kill(Number(holder));
    }
  });
});

test('after a crash the living go on and the dead are cleaned up', asRoot, async () => {
  await withNetworks(async (networks, host) => {
    const living = await attach(networks, 'living');
    const dead = await attach(networks, 'dead');
    assert.ok(pings(living.netnsPath, addressOf(dead)));
    const bridge = defaultBridgeName(host.root);
    command('nft', 'delete', 'table', 'inet', firewallTable(host.root));
    command('ip', 'link', 'delete', bridge);
    const again = managerOn(host);
    await again.start(signal);
    await again.restore([requestOf('living')], signal);
    assert.deepEqual(host.pinned(), ['living']);
    assert.ok(await eventually(() => links().filter((name) => name.startsWith('jy')).length === 1));
    const fresh = await attach(again, 'fresh');
    assert.notEqual(addressOf(fresh), addressOf(living));
    assert.ok(pings(fresh.netnsPath, addressOf(living)));
    assert.match(command('nft', 'list', 'tables'), new RegExp(firewallTable(host.root)));
    await again.detach('living', signal);
    await again.detach('fresh', signal);
    await again[Symbol.asyncDispose]();
    await networks.detach('living', signal);
    await networks.detach('dead', signal);
  });
});

test(
  'beside a dockerd that drops what is forwarded, packets pass; later its chain is as before',
  asRoot,
  async () => {
    command('iptables', '-N', 'DOCKER-USER');
    command('iptables', '-A', 'DOCKER-USER', '-j', 'RETURN');
    command('iptables', '-A', 'FORWARD', '-j', 'DOCKER-USER');
    command('iptables', '-P', 'FORWARD', 'DROP');
    const before = command('iptables', '-S');
    try {
      await withNetworks(async (networks, host) => {
        const world = await outside(host);
        const { netnsPath } = await attach(networks, 'a');
        assert.ok(pings(netnsPath, world));
        const once = command('iptables', '-S');
        const again = managerOn(host);
        await again.start(signal);
        assert.equal(command('iptables', '-S'), once);
      });
      assert.equal(command('iptables', '-S'), before);
    } finally {
      command('iptables', '-P', 'FORWARD', 'ACCEPT');
      command('iptables', '-F');
      command('iptables', '-X');
    }
  },
);

test('with iptables only, packets pass too and nothing is left', asRoot, async () => {
  await withNetworks(async (networks, host) => {
    const world = await outside(host);
    const { netnsPath } = await attach(networks, 'a');
    assert.ok(pings(netnsPath, world));
    const sandbox = host.kernel.sandboxes.pathOf('outside');
    within(sandbox, 'ip', 'route', 'add', `${SUBNET}.0/24`, 'via', '10.99.0.1');
    assert.equal(pings(sandbox, `${SUBNET}.2`), false);
  }, new Host('iptables'));
  assert.doesNotMatch(command('iptables-save'), /JOEY|^-A/m);
});

test('a hosts file of the machine is shown in its own network', asRoot, async () => {
  await withNetworks(async (networks) => {
    const { files, netnsPath } = await attach(networks, 'a', { networkMode: 'host' });
    assert.equal(netnsPath, '');
    assert.equal(files.hosts, readFileSync('/etc/hosts', 'utf8'));
  });
});

test('a plain file left in the place of a namespace is replaced', asRoot, async () => {
  await withNetworks(async (networks, host) => {
    await attach(networks, 'first');
    writeFileSync(host.kernel.sandboxes.pathOf('a'), '');
    const { netnsPath } = await attach(networks, 'a');
    assert.ok(isNamespace(netnsPath));
  });
});
