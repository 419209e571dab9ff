import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ContainerCreateBody } from '../../../../src/api/schemas.ts';
import { createFromVersion } from '../../../../src/daemon/compat/create.ts';

const IMAGE = { Image: 'busybox' };

function hostConfig(body: ContainerCreateBody, version: number): Record<string, unknown> {
  return { ...createFromVersion({ ...IMAGE, ...body }, version).request.HostConfig };
}

test('a request of the newest version passes unchanged', () => {
  const body: ContainerCreateBody = {
    ...IMAGE,
    Healthcheck: { Test: ['CMD', 'true'], StartInterval: 5 },
    HostConfig: {
      AutoRemove: true,
      Annotations: { a: 'b' },
      ConsoleSize: [24, 80],
      PidsLimit: 5,
      Mounts: [{ Type: 'bind', Source: '/a', Target: '/b', ReadOnly: true }],
    },
    NetworkingConfig: { EndpointsConfig: { a: { MacAddress: '02:00:00:00:00:01' }, b: {} } },
  };
  const { request, warnings } = createFromVersion(body, 1056);
  assert.deepEqual(request, body);
  assert.deepEqual(warnings, []);
});

test('a request without any configuration is refused', () => {
  for (const body of [{}, { HostConfig: { Memory: 1 } }]) {
    assert.throws(() => createFromVersion(body, 1056), {
      message: 'config cannot be empty in order to create a container',
    });
  }
});

test('what came later counts as not sent', () => {
  const body: ContainerCreateBody = {
    HostConfig: { AutoRemove: true, Annotations: { a: 'b' }, ConsoleSize: [24, 80] },
  };
  assert.equal(hostConfig(body, 1024)['AutoRemove'], false);
  assert.equal(hostConfig(body, 1025)['AutoRemove'], true);
  assert.equal(hostConfig(body, 1042)['Annotations'], null);
  assert.deepEqual(hostConfig(body, 1043)['Annotations'], { a: 'b' });
  assert.deepEqual(hostConfig(body, 1041)['ConsoleSize'], [0, 0]);
  const { request } = createFromVersion(
    { ...IMAGE, Healthcheck: { Interval: 1, StartInterval: 5 } },
    1043,
  );
  assert.deepEqual(request.Healthcheck, { Interval: 1 });
});

test('defaults that changed are written out', () => {
  assert.equal(hostConfig({}, 1039)['IpcMode'], 'shareable');
  assert.equal(hostConfig({ HostConfig: { IpcMode: 'private' } }, 1039)['IpcMode'], 'private');
  assert.equal(hostConfig({}, 1040)['IpcMode'], undefined);
  const bind: ContainerCreateBody = {
    HostConfig: { Mounts: [{ Type: 'bind', Source: '/a', Target: '/b', ReadOnly: true }] },
  };
  assert.deepEqual(hostConfig(bind, 1043)['Mounts'], [
    {
      Type: 'bind',
      Source: '/a',
      Target: '/b',
      ReadOnly: true,
      BindOptions: { ReadOnlyNonRecursive: true },
    },
  ]);
});

test('no limit of processes is no limit, however it is said', () => {
  for (const PidsLimit of [0, -1, -7, null]) {
    assert.equal('PidsLimit' in hostConfig({ HostConfig: { PidsLimit } }, 1056), false);
  }
  assert.equal(hostConfig({ HostConfig: { PidsLimit: 3 } }, 1056)['PidsLimit'], 3);
});

test('options of another mount type are dropped before 1.42 and refused after', () => {
  const body: ContainerCreateBody = {
    HostConfig: { Mounts: [{ Type: 'bind', Target: '/b', TmpfsOptions: { SizeBytes: 1 } }] },
  };
  assert.deepEqual(hostConfig(body, 1041)['Mounts'], [{ Type: 'bind', Target: '/b' }]);
  assert.throws(() => hostConfig(body, 1042), {
    message: 'TmpfsOptions must not be specified on mount type "bind"',
  });
});

test('what an old version cannot say is refused instead of lost', () => {
  const mounts = (mount: object): ContainerCreateBody => ({
    HostConfig: { Mounts: [{ Target: '/b', ...mount }] },
  });
  const recursive = mounts({ Type: 'bind', BindOptions: { ReadOnlyForceRecursive: true } });
  assert.throws(() => hostConfig(recursive, 1043), /needs API v1\.44/);
  const subpath = mounts({ Type: 'volume', VolumeOptions: { Subpath: 'x' } });
  assert.throws(() => hostConfig(subpath, 1044), /needs API v1\.45/);
  assert.throws(() => hostConfig(mounts({ Type: 'image' }), 1047), /needs API v1\.48/);
  const two = { NetworkingConfig: { EndpointsConfig: { a: {}, b: {} } } };
  assert.throws(() => hostConfig(two, 1043), {
    message: 'Container cannot be created with multiple network endpoints: a, b',
  });
});

test('the MAC address moves to the main network', () => {
  const MacAddress = '02:42:ac:11:00:09';
  const moved = createFromVersion({ ...IMAGE, MacAddress }, 1043);
  assert.deepEqual(moved.request.NetworkingConfig, { EndpointsConfig: { bridge: { MacAddress } } });
  assert.equal('MacAddress' in moved.request, false);
  assert.deepEqual(moved.warnings, []);
  assert.equal(createFromVersion({ ...IMAGE, MacAddress }, 1051).warnings.length, 1);
  assert.throws(() => createFromVersion({ ...IMAGE, MacAddress }, 1052), /no longer supported/);
});

test('a MAC address without a network of its own is refused before 1.44', () => {
  const body = { ...IMAGE, MacAddress: '02:42:ac:11:00:09', HostConfig: { NetworkMode: 'host' } };
  assert.throws(() => createFromVersion(body, 1043), {
    message: 'conflicting options: mac-address and the network mode',
  });
});

test('two different MAC addresses of the main network are refused', () => {
  const body: ContainerCreateBody = {
    ...IMAGE,
    MacAddress: '02:42:ac:11:00:09',
    HostConfig: { NetworkMode: 'default' },
    NetworkingConfig: { EndpointsConfig: { default: { MacAddress: '02:42:ac:11:00:01' } } },
  };
  assert.throws(() => createFromVersion(body, 1044), /must match the endpoint-specific/);
});

test("sysctls of eth0 move to the main network's endpoint until 1.47", () => {
  const body: ContainerCreateBody = {
    ...IMAGE,
    HostConfig: { Sysctls: { 'net.ipv4.conf.eth0.log_martians': '1', 'net.core.somaxconn': '5' } },
  };
  const { request, warnings } = createFromVersion(body, 1047);
  assert.deepEqual(request.HostConfig?.Sysctls, { 'net.core.somaxconn': '5' });
  assert.deepEqual(request.NetworkingConfig?.EndpointsConfig?.['bridge']?.DriverOpts, {
    'com.docker.network.endpoint.sysctls': 'net.ipv4.conf.IFNAME.log_martians=1',
  });
  assert.match(warnings[0] ?? '', /^Migrated sysctl/);
  assert.throws(() => createFromVersion(body, 1048), /must be supplied using driver option/);
});

test('a port without a binding gets one that the engine chooses', () => {
  const body: ContainerCreateBody = {
    ...IMAGE,
    HostConfig: { PortBindings: { '80/tcp': [], '81/tcp': [{ HostPort: '1' }] } },
  };
  const { request, warnings } = createFromVersion(body, 1052);
  assert.deepEqual(request.HostConfig?.PortBindings, {
    '80/tcp': [{ HostIp: '', HostPort: '' }],
    '81/tcp': [{ HostPort: '1' }],
  });
  assert.match(warnings[0] ?? '', /80\/tcp/);
  assert.deepEqual(createFromVersion(body, 1056).warnings, []);
});

test('a volume driver that mounts ignore is warned of from 1.48 on', () => {
  const body: ContainerCreateBody = {
    ...IMAGE,
    HostConfig: { VolumeDriver: 'nfs', Mounts: [{ Type: 'volume', Target: '/a' }] },
  };
  assert.equal(createFromVersion(body, 1047).warnings.length, 0);
  assert.match(createFromVersion(body, 1048).warnings[0] ?? '', /volume-driver/);
});
