import assert from 'node:assert/strict';
import { test } from 'node:test';

import { internal, isCode } from '../../../../src/lib/errors.ts';
import { NetworkFixture, requestOf, signal } from './fixture.ts';

test('a container gets namespace, address, MAC and files', async () => {
  await using fixture = await NetworkFixture.start();
  const sandbox = await fixture.mgr.attach(requestOf('c1'), signal);
  assert.equal(sandbox.netnsPath, '/fake/netns/c1');
  const { bridge } = sandbox.endpoints;
  assert.deepEqual(bridge?.ipv4, { address: '10.9.0.2', prefixLength: 24, gateway: '10.9.0.1' });
  assert.equal(bridge.macAddress, '02:42:0a:09:00:02');
  assert.equal(bridge.interfaceName, 'eth0');
  assert.match(bridge.endpointId, /^[0-9a-f]{64}$/);
  assert.equal(bridge.networkName, 'bridge');
  assert.match(sandbox.files.hosts, /\n10\.9\.0\.2\tc1\n$/);
  assert.equal(sandbox.files.hostname, 'c1\n');
  assert.match(sandbox.files.resolvConf, /nameserver 9\.9\.9\.9\n/);
  assert.deepEqual([...fixture.kernel.sandboxes.ids], ['c1']);
  const [plan] = fixture.kernel.bridge.interfaces.values();
  assert.equal(plan?.gateways.ipv4, '10.9.0.1');
});

test('connect is announced once, with container, name and type', async () => {
  await using fixture = await NetworkFixture.start();
  const first = await fixture.mgr.attach(requestOf('c1'), signal);
  const second = await fixture.mgr.attach(requestOf('c1'), signal);
  assert.deepEqual(second.endpoints, first.endpoints);
  assert.equal(fixture.events.length, 1);
  const { id, ...event } = fixture.events[0]!;
  assert.equal(id, first.endpoints['bridge']?.networkId);
  assert.deepEqual(event, {
    type: 'network',
    action: 'connect',
    attributes: { container: 'c1', name: 'bridge', type: 'bridge' },
    time: fixture.clock.time,
  });
});

test('containers get different addresses, at once too', async () => {
  await using fixture = await NetworkFixture.start();
  const ids = Array.from({ length: 50 }, (_, index) => `c${index}`);
  const all = await Promise.all(ids.map((id) => fixture.mgr.attach(requestOf(id), signal)));
  const addresses = all.map(({ endpoints }) => endpoints['bridge']?.ipv4?.address);
  assert.equal(new Set(addresses).size, 50);
  assert.equal(fixture.rows().length, 50);
});

test('a MAC address of the user is taken, in the common spelling', async () => {
  await using fixture = await NetworkFixture.start();
  const endpointsConfig = { default: { MacAddress: '02-42-AC-11-00-19' } };
  const sandbox = await fixture.mgr.attach(requestOf('c1', { endpointsConfig }), signal);
  assert.equal(sandbox.endpoints['bridge']?.macAddress, '02:42:ac:11:00:19');
});

test('host has no namespace and the files of the host', async () => {
  await using fixture = await NetworkFixture.start();
  const sandbox = await fixture.mgr.attach(requestOf('c1', { networkMode: 'host' }), signal);
  assert.equal(sandbox.netnsPath, '');
  assert.deepEqual(Object.keys(sandbox.endpoints), ['host']);
  assert.equal(sandbox.endpoints['host']?.macAddress, '');
  assert.equal(sandbox.endpoints['host'].ipv4, undefined);
  assert.doesNotMatch(sandbox.files.hosts, /ip6-allrouters\n$/);
  assert.equal(fixture.kernel.sandboxes.ids.size, 0);
});

test('host with extra hosts has a file of its own', async () => {
  await using fixture = await NetworkFixture.start();
  const request = requestOf('c1', { networkMode: 'host', host: { ExtraHosts: ['a:1.2.3.4'] } });
  const { files } = await fixture.mgr.attach(request, signal);
  assert.match(files.hosts, /ip6-allrouters\n1\.2\.3\.4\ta\n$/);
});

test('none has a namespace and nothing in it', async () => {
  await using fixture = await NetworkFixture.start();
  const sandbox = await fixture.mgr.attach(requestOf('c1', { networkMode: 'none' }), signal);
  assert.equal(sandbox.netnsPath, '/fake/netns/c1');
  assert.deepEqual(Object.keys(sandbox.endpoints), ['none']);
  assert.equal(fixture.kernel.bridge.interfaces.size, 0);
  assert.match(sandbox.files.hosts, /ip6-allrouters\n$/);
});

test('what fails half-way leaves nothing and tells nobody', async () => {
  await using fixture = await NetworkFixture.start();
  fixture.kernel.bridge.failure = internal('no');
  await assert.rejects(fixture.mgr.attach(requestOf('c1'), signal), (err) =>
    isCode(err, 'internal'),
  );
  assert.deepEqual(fixture.rows(), []);
  assert.equal(fixture.kernel.sandboxes.ids.size, 0);
  assert.deepEqual(fixture.events, []);
});

test('detach takes everything back, is told once, and may be repeated', async () => {
  await using fixture = await NetworkFixture.start();
  await fixture.mgr.attach(requestOf('c1'), signal);
  await fixture.mgr.detach('c1', signal);
  await fixture.mgr.detach('c1', signal);
  assert.deepEqual(fixture.rows(), []);
  assert.equal(fixture.kernel.sandboxes.ids.size, 0);
  assert.deepEqual(fixture.actions(), ['connect c1', 'disconnect c1']);
});

test('a container has left before the kernel is asked', async () => {
  await using fixture = await NetworkFixture.start();
  await fixture.mgr.attach(requestOf('c1'), signal);
  const left = fixture.mgr.detach('c1', signal);
  assert.deepEqual(
    fixture.events.map(({ action }) => action),
    ['connect', 'disconnect'],
  );
  await left;
});

test('an interface that outlives its container is taken away before its address is given out', async () => {
  await using fixture = await NetworkFixture.start();
  await fixture.mgr.attach(requestOf('c1'), signal);
  await fixture.mgr.detach('c1', signal);
  const next = await fixture.mgr.attach(requestOf('c2'), signal);
  assert.equal(next.endpoints['bridge']?.ipv4?.address, '10.9.0.3');
  assert.equal(fixture.kernel.bridge.interfaces.size, 2);
  fixture.clock.wake();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(fixture.kernel.bridge.interfaces.size, 1);
});

test('a full network refuses with Docker’s sentence', async () => {
  await using fixture = await NetworkFixture.start({ bip: '10.9.0.1/30' });
  await fixture.mgr.attach(requestOf('c1'), signal);
  await assert.rejects(fixture.mgr.attach(requestOf('c2'), signal), {
    code: 'forbidden',
    message: 'no available IPv4 addresses on this network',
  });
});
