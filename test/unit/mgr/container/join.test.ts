import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { joinNamespaces } from '../../../../src/mgr/container/join-namespaces.ts';
import { joinNetwork, networkOwnerOf } from '../../../../src/mgr/container/join-network.ts';
import type { ContainerRecord } from '../../../../src/mgr/container/record.ts';
import { ContainerFixture, failureOf, never, until } from './container-fixture.ts';

const pidOf = ({ state }: ContainerRecord): number => ('pid' in state ? state.pid : 0);

test('a network of its own: what the network manager says goes into the files', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web', {}, { Hostname: 'box' });
  const joined = await joinNetwork(at.deps, at.record(id), never);
  assert.equal(joined.files.hostname, join(at.containersDir, id, 'hostname'));
  assert.equal(readFileSync(joined.files.hostname, 'utf8'), 'box\n');
  assert.match(readFileSync(joined.files.hosts, 'utf8'), /localhost/);
});

test('the network of another: its namespace, its files, no endpoints', async () => {
  await using at = new ContainerFixture();
  const web = await at.run('web');
  const side = await at.create('side', { NetworkMode: 'container:web' });
  const joined = await joinNetwork(at.deps, at.record(side), never);
  assert.deepEqual(joined, {
    netnsPath: `/proc/${pidOf(at.record(web))}/ns/net`,
    endpoints: {},
    environment: [],
    files: {
      hosts: join(at.containersDir, web, 'hosts'),
      hostname: join(at.containersDir, web, 'hostname'),
      resolvConf: join(at.containersDir, web, 'resolv.conf'),
    },
  });
  await at.mgr.start(side, never);
  assert.deepEqual([...at.networks.attached], [web]);
});

test('the network of one that has the host’s is the host’s', async () => {
  await using at = new ContainerFixture();
  await at.run('web', { NetworkMode: 'host' });
  const side = await at.create('side', { NetworkMode: 'container:web' });
  assert.equal((await joinNetwork(at.deps, at.record(side), never)).netnsPath, '');
});

test('who shares with one that shares shows the files of the first', async () => {
  await using at = new ContainerFixture();
  const web = await at.run('web');
  await at.run('side', { NetworkMode: 'container:web' });
  const third = await at.create('third', { NetworkMode: 'container:side' });
  assert.equal(networkOwnerOf(at.deps, at.record(third)).id, web);
  const { HostsPath } = await at.mgr.inspect(third, { size: false }, never);
  assert.equal(HostsPath, join(at.containersDir, web, 'hosts'));
});

test('an owner that is gone leaves the container its own', async () => {
  await using at = new ContainerFixture();
  await at.create('web');
  const side = await at.create('side', { NetworkMode: 'container:web' });
  await at.mgr.remove('web', { force: false, volumes: false, link: false }, never);
  assert.equal(networkOwnerOf(at.deps, at.record(side)).id, side);
  await assert.rejects(at.mgr.start(side, never), { message: 'No such container: web' });
});

test('nothing is joined that does not run', async () => {
  await using at = new ContainerFixture();
  const web = await at.create('web');
  const modes = { network: 'NetworkMode', PID: 'PidMode', IPC: 'IpcMode' };
  for (const [what, field] of Object.entries(modes)) {
    const side = await at.create(`side-${what}`, { [field]: 'container:web' });
    const failure = await failureOf(at.mgr.start(side, never));
    assert.equal(failure.message, `cannot join ${what} of a non running container: ${web}`);
    assert.equal(at.exitCode(side), 128);
  }
  assert.deepEqual(at.mounted(), []);
});

test('pid and ipc of another', async () => {
  await using at = new ContainerFixture();
  const web = await at.run('web', { IpcMode: 'shareable', ShmSize: 1024 * 1024 });
  const shm = join(at.execRoot, 'shm', web);
  assert.deepEqual(at.mounted().sort(), [join(at.execRoot, 'rootfs', web), shm].sort());
  const HostConfig = { IpcMode: 'container:web', PidMode: 'container:web' };
  const side = await at.create('side', HostConfig);
  const pid = pidOf(at.record(web));
  assert.deepEqual(joinNamespaces(at.deps, at.record(side)), {
    pid: `/proc/${pid}/ns/pid`,
    ipc: `/proc/${pid}/ns/ipc`,
    shmPath: shm,
  });
  at.containerd.exit({ containerId: web }, 0);
  await until(() => at.status(web) === 'exited', 'the exit');
  await at.deps.runs.allCleanedUp();
  assert.deepEqual(at.mounted(), []);
});

test('a private ipc is not shared, the host’s is', async () => {
  await using at = new ContainerFixture();
  const web = await at.run('web', { IpcMode: 'private' });
  const side = await at.create('side', { IpcMode: 'container:web' });
  assert.throws(() => joinNamespaces(at.deps, at.record(side)), {
    message: `can't join IPC of container ${web}: non-shareable IPC (hint: use IpcMode:shareable for the donor container)`,
  });
  await at.run('hosted', { IpcMode: 'host' });
  const other = await at.create('other', { IpcMode: 'container:hosted' });
  assert.equal(joinNamespaces(at.deps, at.record(other)).shmPath, '/dev/shm');
  assert.deepEqual(joinNamespaces(at.deps, at.record('hosted')), { shmPath: '/dev/shm' });
  assert.deepEqual(joinNamespaces(at.deps, at.record(web)), {});
});
