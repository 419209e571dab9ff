import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import type { ContainerCreateBody } from '../../../../../src/api/schemas.ts';
import { gather } from '../../../../../src/mgr/container/spec/gather.ts';
import { hostDevices } from '../../../../../src/mgr/container/spec/host-devices.ts';
import { mountHolding, parseMountinfo } from '../../../../../src/mgr/container/spec/mountinfo.ts';
import { contextOf } from './spec-fixture.ts';

function gathered(t: TestContext, body: ContainerCreateBody, initPath = '') {
  const rootfs = mkdtempSync(join(tmpdir(), 'joey-gather-'));
  t.after(() => rmSync(rootfs, { recursive: true }));
  mkdirSync(join(rootfs, 'etc'));
  writeFileSync(join(rootfs, 'etc/passwd'), 'bob:x:1000:1000::/home/bob:/bin/sh\n');
  const { id, config, hostConfig, mounts, host, engine } = contextOf(body);
  return gather({
    container: { id, config, hostConfig, mounts },
    host,
    engine: { ...engine, initPath },
    rootfs,
    namespaces: {},
  });
}

test('the user comes from the image’s own file', async (t) => {
  assert.equal((await gathered(t, { User: 'bob' })).user.uid, 1000);
});

test('a missing source of a bind is made as a directory', async (t) => {
  const base = mkdtempSync(join(tmpdir(), 'joey-bind-'));
  t.after(() => rmSync(base, { recursive: true }));
  await gathered(t, { HostConfig: { Binds: [`${base}/a/b:/x`] } });
  assert.ok(existsSync(`${base}/a/b`));
});

test('a source that cannot be made, or must be there, is refused', async (t) => {
  await assert.rejects(gathered(t, { HostConfig: { Binds: ['/dev/null/x:/x'] } }), {
    code: 'invalidArgument',
    message: /^error while creating mount source path '\/dev\/null\/x': /,
  });
  const Mounts = [{ Type: 'bind' as const, Source: '/nowhere-at-all', Target: '/x' }];
  await assert.rejects(gathered(t, { HostConfig: { Mounts } }), {
    message:
      'invalid mount config for type "bind": bind source path does not exist: /nowhere-at-all',
  });
});

test('devices are looked up, and a directory of them opened', async (t) => {
  const Devices = [{ PathOnHost: '/dev/null', PathInContainer: '/dev/x', CgroupPermissions: 'r' }];
  const { devices } = await gathered(t, { HostConfig: { Devices } });
  assert.equal(devices[0]?.access, 'r');
  const { fileMode, uid, gid, ...device } = devices[0].device;
  assert.deepEqual(device, { type: 'c', path: '/dev/x', major: 1, minor: 3 });
  assert.deepEqual([typeof fileMode, uid, gid], ['number', 0, 0]);
});

test('a device that is not there, or is none, is refused in Docker’s words', async (t) => {
  const ask = (PathOnHost: string) => gathered(t, { HostConfig: { Devices: [{ PathOnHost }] } });
  await assert.rejects(ask('/dev/nothing'), {
    code: 'invalidArgument',
    message:
      'error gathering device information while adding custom device "/dev/nothing": no such file or directory',
  });
  await assert.rejects(ask('/etc/hostname'), { message: /: not a device node$/ });
});

test('the host’s devices leave out consoles and other containers’ terminals', () => {
  const paths = hostDevices().map(({ device }) => device.path);
  assert.ok(paths.includes('/dev/null'));
  assert.ok(!paths.includes('/dev/console'));
  assert.ok(!paths.some((path) => path.startsWith('/dev/pts/')));
});

test('throttled devices are found by path', async (t) => {
  const HostConfig = { BlkioDeviceReadBps: [{ Path: '/dev/null', Rate: 1 }] };
  const { blockDevices } = await gathered(t, { HostConfig });
  assert.deepEqual(blockDevices.get('/dev/null'), { major: 1, minor: 3 });
  const missing = { BlkioDeviceReadBps: [{ Path: '/dev/nothing', Rate: 1 }] };
  await assert.rejects(gathered(t, { HostConfig: missing }), {
    message: 'stat /dev/nothing: no such file or directory',
  });
});

test('init without an init binary is refused', async (t) => {
  await assert.rejects(gathered(t, { HostConfig: { Init: true } }), {
    message: 'exec: "docker-init": executable file not found in $PATH',
  });
  await gathered(t, { HostConfig: { Init: true } }, '/usr/bin/docker-init');
});

test('the mount that holds a path, and how it propagates', () => {
  const lines = parseMountinfo(
    [
      '1 0 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
      '2 1 8:2 / /mnt rw - ext4 /dev/sdb1 rw',
      '3 1 8:3 / /mnt/a\\040b rw master:5 - ext4 /dev/sdc1 rw',
      '',
    ].join('\n'),
  );
  assert.deepEqual(mountHolding('/etc', lines)?.isShared, true);
  assert.deepEqual(mountHolding('/mnt/x', lines), {
    mountPoint: '/mnt',
    isShared: false,
    isSlave: false,
  });
  assert.equal(mountHolding('/mnt/a b/c', lines)?.isSlave, true);
  assert.equal(mountHolding('/mntx', lines)?.mountPoint, '/');
});
