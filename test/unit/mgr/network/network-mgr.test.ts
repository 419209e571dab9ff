import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseFilters } from '../../../../src/lib/filters.ts';
import { NetworkFixture, requestOf, signal } from './fixture.ts';

const names = (fixture: NetworkFixture, filters: object): (string | undefined)[] =>
  fixture.mgr.list(parseFilters(JSON.stringify(filters))).map(({ Name }) => Name);

test('bridge, host and none are there with Docker’s members', async () => {
  await using fixture = await NetworkFixture.start();
  const [bridge, host, none] = fixture.mgr.list(new Map());
  assert.deepEqual(
    [bridge, host, none].map((network) => [network?.Name, network?.Driver, network?.Scope]),
    [
      ['bridge', 'bridge', 'local'],
      ['host', 'host', 'local'],
      ['none', 'null', 'local'],
    ],
  );
  assert.deepEqual(bridge?.IPAM, {
    Driver: 'default',
    Options: null,
    Config: [{ Subnet: '10.9.0.0/24', Gateway: '10.9.0.1' }],
  });
  assert.deepEqual(bridge.Options, {
    'com.docker.network.bridge.default_bridge': 'true',
    'com.docker.network.bridge.enable_icc': 'true',
    'com.docker.network.bridge.enable_ip_masquerade': 'true',
    'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
    'com.docker.network.bridge.name': 'joey0',
    'com.docker.network.driver.mtu': '1500',
  });
  assert.deepEqual(host?.IPAM.Config, []);
  assert.equal(bridge.Created, '2026-01-02T03:04:05.000000000Z');
});

test('ids and the subnet survive a restart', async () => {
  const former = await NetworkFixture.start({ bip: '' });
  const before = former.mgr.list(new Map());
  former.kernel.host = {
    ...former.kernel.host,
    interfaces: ['lo', 'joey0'],
    routes: [{ cidr: '172.17.0.0/16', interfaceName: 'joey0' }],
  };
  await using fixture = await NetworkFixture.start({ bip: '' }, former);
  assert.deepEqual(fixture.mgr.list(new Map()), before);
});

test('a subnet that the host has come to use is given up', async () => {
  const former = await NetworkFixture.start({ bip: '' });
  former.kernel.host = {
    ...former.kernel.host,
    routes: [{ cidr: '172.17.0.0/16', interfaceName: 'docker0' }],
  };
  await using fixture = await NetworkFixture.start({ bip: '' }, former);
  const { IPAM } = fixture.mgr.inspect('bridge', { verbose: false });
  assert.equal(IPAM.Config?.[0]?.Subnet, '172.18.0.0/16');
});

test('an existing bridge gives its own addresses and is not ours', async () => {
  const former = await NetworkFixture.start({ bridge: 'none' });
  former.kernel.host = {
    ...former.kernel.host,
    interfaces: ['lo', 'mine'],
    addresses: [{ cidr: '10.3.0.7/24', interfaceName: 'mine' }],
  };
  const fixture = await NetworkFixture.start({ bridge: 'mine', bip: '' }, former);
  const { IPAM } = fixture.mgr.inspect('bridge', { verbose: false });
  assert.deepEqual(IPAM.Config, [{ Subnet: '10.3.0.0/24', Gateway: '10.3.0.7' }]);
  const [plan] = fixture.kernel.bridge.networks.values();
  assert.equal(plan?.ownsLink, false);
  await fixture[Symbol.asyncDispose]();
});

for (const [filters, expected] of [
  [{ driver: ['bridge'] }, ['bridge']],
  [{ driver: ['bridge', 'host'] }, ['bridge', 'host']],
  [{ name: ['o'] }, ['host', 'none']],
  [{ name: ['^h.st$'] }, ['host']],
  [{ name: ['('] }, []],
  [{ name: ['host'], driver: ['bridge'] }, []],
  [{ type: ['builtin'] }, ['bridge', 'host', 'none']],
  [{ type: ['custom'] }, []],
  [{ scope: ['local'] }, ['bridge', 'host', 'none']],
  [{ scope: ['swarm'] }, []],
  [{ dangling: ['true'] }, []],
  [{ dangling: ['false'] }, ['bridge', 'host', 'none']],
  [{ label: ['x'] }, []],
] as const) {
  test(`the filter ${JSON.stringify(filters)} finds ${expected.join(', ') || 'nothing'}`, async () => {
    await using fixture = await NetworkFixture.start();
    assert.deepEqual(names(fixture, filters), expected);
  });
}

test('the filter id finds beginnings', async () => {
  await using fixture = await NetworkFixture.start();
  const { Id } = fixture.mgr.inspect('host', { verbose: false });
  assert.deepEqual(names(fixture, { id: [Id.slice(0, 20)] }), ['host']);
});

test('an unknown type is an error', async () => {
  await using fixture = await NetworkFixture.start();
  assert.throws(() => names(fixture, { type: ['foo'] }), {
    code: 'invalidArgument',
    message: "invalid filter: 'type'='foo'",
  });
});

test('inspect finds by name, id and beginning, and nothing else', async () => {
  await using fixture = await NetworkFixture.start();
  const { Id } = fixture.mgr.inspect('bridge', { verbose: true });
  for (const ref of [Id, Id.slice(0, 16)]) {
    assert.equal(fixture.mgr.inspect(ref, { verbose: false, scope: 'local' }).Name, 'bridge');
  }
  for (const [ref, scope] of [
    ['zz', ''],
    ['', ''],
    ['bridge', 'swarm'],
  ] as const) {
    assert.throws(() => fixture.mgr.inspect(ref, { verbose: false, scope }), {
      code: 'notFound',
      message: `network ${ref} not found`,
    });
  }
});

test('inspect lists the containers and how full the pool is', async () => {
  await using fixture = await NetworkFixture.start();
  const { endpoints } = await fixture.mgr.attach(requestOf('c1'), signal);
  await fixture.mgr.attach(requestOf('c2', { networkMode: 'host' }), signal);
  const bridge = fixture.mgr.inspect('bridge', { verbose: false });
  assert.deepEqual(bridge.Containers, {
    c1: {
      Name: 'name-c1',
      EndpointID: endpoints['bridge']?.endpointId,
      MacAddress: '02:42:0a:09:00:02',
      IPv4Address: '10.9.0.2/24',
      IPv6Address: '',
    },
  });
  assert.deepEqual(bridge.Status, {
    IPAM: { Subnets: { '10.9.0.0/24': { IPsInUse: 4, DynamicIPsAvailable: 252 } } },
  });
  const host = fixture.mgr.inspect('host', { verbose: false });
  assert.equal(host.Containers['c2']?.IPv4Address, '');
});

test('a renamed container shows its new name, also after a restart', async () => {
  const former = await NetworkFixture.start();
  await former.mgr.attach(requestOf('c1'), signal);
  former.mgr.renamed('c1', 'other');
  await using fixture = await NetworkFixture.start({}, former);
  const { Containers } = fixture.mgr.inspect('bridge', { verbose: false });
  assert.equal(Containers['c1']?.Name, 'other');
});

test('after a crash the living keep their places and the others lose them', async () => {
  const former = await NetworkFixture.start();
  const kept = await former.mgr.attach(requestOf('c1'), signal);
  await former.mgr.attach(requestOf('c2'), signal);
  await former.mgr.attach(requestOf('c3', { networkMode: 'host' }), signal);
  former.kernel.sandboxes.ids.add('unknown');
  await using fixture = await NetworkFixture.start({}, former);
  await fixture.mgr.restore([requestOf('c1')], signal);
  assert.deepEqual(fixture.rows(), [{ container_id: 'c1', ipv4: '10.9.0.2' }]);
  assert.deepEqual([...fixture.kernel.sandboxes.ids], ['c1']);
  const [interfaceOfC1, ...others] = fixture.kernel.bridge.interfaces.keys();
  assert.equal(interfaceOfC1, kept.endpoints['bridge']?.endpointId);
  assert.deepEqual(others, []);
  assert.deepEqual(fixture.events, []);
  const next = await fixture.mgr.attach(requestOf('c4'), signal);
  assert.notEqual(next.endpoints['bridge']?.ipv4?.address, '10.9.0.2');
});

test('the end of the engine leaves the bridge to running containers only', async () => {
  const busy = await NetworkFixture.start();
  await busy.mgr.attach(requestOf('c1'), signal);
  await busy.mgr[Symbol.asyncDispose]();
  assert.equal(busy.kernel.bridge.networks.size, 1);
  const idle = await NetworkFixture.start();
  await idle.mgr[Symbol.asyncDispose]();
  assert.equal(idle.kernel.bridge.networks.size, 0);
});
