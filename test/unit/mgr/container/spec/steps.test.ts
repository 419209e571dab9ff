import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { HostConfig } from '../../../../../src/api/schemas.ts';
import { ociJson } from '../../../../../src/lib/oci-json.ts';
import { hostWith, hostWithCgroup } from '../../../../fakes/host-facts.ts';
import { contextOf, ID, specOf } from './spec-fixture.ts';

const host = (hostConfig: HostConfig) => specOf({ HostConfig: hostConfig });
const mountAt = (spec: ReturnType<typeof specOf>, destination: string) =>
  spec.mounts.filter((mount) => mount.destination === destination);

test('capabilities are bounding, effective and permitted for root, never inheritable or ambient', () => {
  const { capabilities } = specOf({}).process;
  assert.equal(capabilities?.bounding?.length, 14);
  assert.deepEqual(capabilities.effective, capabilities.bounding);
  assert.equal(capabilities.inheritable, undefined);
  assert.equal(capabilities.ambient, undefined);
});

test('another user gets the bounding set only (CVE-2022-24769)', () => {
  const user = { uid: 1000, gid: 1000, additionalGids: [1000], home: '/' };
  const { capabilities, user: written } = specOf({}, { user }).process;
  assert.deepEqual(Object.keys(capabilities ?? {}), ['bounding']);
  assert.deepEqual(written, { uid: 1000, gid: 1000, additionalGids: [1000] });
});

const CAPABILITIES: readonly [HostConfig, (names: readonly string[]) => boolean][] = [
  [{ CapAdd: ['NET_ADMIN'] }, (names) => names.includes('CAP_NET_ADMIN') && names.length === 15],
  [{ CapDrop: ['chown', 'CAP_KILL'] }, (names) => names.length === 12],
  [{ CapDrop: ['ALL'] }, (names) => names.length === 0],
  [{ CapDrop: ['ALL'], CapAdd: ['KILL'] }, (names) => names.join() === 'CAP_KILL'],
  [{ CapAdd: ['ALL'], CapDrop: ['KILL'] }, (names) => names.length === 40],
  [{ Privileged: true, CapDrop: ['KILL'] }, (names) => names.length === 41],
];

for (const [hostConfig, holds] of CAPABILITIES) {
  test(`capabilities of ${JSON.stringify(hostConfig)}`, () => {
    const names = host(hostConfig).process.capabilities?.bounding ?? [];
    assert.ok(holds(names), names.join());
  });
}

test('a capability that the engine lacks is never asked for', () => {
  const weak = hostWith({ capabilities: ['CAP_CHOWN', 'CAP_KILL'] });
  const granted = (HostConfig: HostConfig) =>
    specOf({ HostConfig }, {}, weak).process.capabilities?.bounding;
  assert.deepEqual(granted({}), ['CAP_CHOWN', 'CAP_KILL']);
  assert.deepEqual(granted({ Privileged: true }), ['CAP_CHOWN', 'CAP_KILL']);
});

test('the environment: defaults, then what was said, HOME from the user', () => {
  const { env } = specOf({ Tty: true, Env: ['A=1', 'A=2', 'TERM'] }).process;
  assert.deepEqual(env, ['PATH=/bin', 'HOSTNAME=0123456789ab', 'A=2', 'HOME=/root']);
  assert.ok(specOf({ Env: ['HOME=/x'] }).process.env.includes('HOME=/x'));
  const [path] = specOf({ Env: ['PATH'] }, { linkedEnv: ['DB_NAME=/x/db'] }).process.env;
  assert.equal(path, 'HOSTNAME=0123456789ab');
});

test('limits: the container’s own before the daemon’s, and −1 is unlimited', () => {
  const engine = {
    ...contextOf({}).engine,
    ulimits: [
      { Name: 'nofile', Soft: 5, Hard: 6 },
      { Name: 'core', Soft: 0, Hard: -1 },
    ],
  };
  const body = { HostConfig: { Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 2 }] } };
  const { rlimits } = specOf(body, { engine }).process;
  assert.deepEqual(rlimits, [
    { type: 'RLIMIT_NOFILE', hard: 2, soft: 1 },
    { type: 'RLIMIT_CORE', hard: Infinity, soft: 0 },
  ]);
  assert.ok(ociJson({ rlimits }).includes('"hard":18446744073709551615,"soft":0'));
});

test('without CAP_SYS_RESOURCE limits stay below the engine’s own', () => {
  const weak = hostWith({ hasCapSysResource: false, rlimits: { RLIMIT_NOFILE: 100 } });
  const HostConfig = { Ulimits: [{ Name: 'nofile', Soft: 200, Hard: -1 }] };
  assert.deepEqual(specOf({ HostConfig }, {}, weak).process.rlimits, [
    { type: 'RLIMIT_NOFILE', hard: 100, soft: 100 },
  ]);
});

test('the OOM score is left out where it cannot be lowered', () => {
  const weak = hostWith({ hasCapSysResource: false });
  const score = (OomScoreAdj: number, on = weak) =>
    specOf({ HostConfig: { OomScoreAdj } }, {}, on).process.oomScoreAdj;
  assert.equal(score(-5), undefined);
  assert.equal(score(5), 5);
  assert.equal(score(0), 0);
  assert.equal(score(-5, hostWith({})), -5);
});

test('namespaces: joined ones have a path, the host’s are missing', () => {
  const types = (hostConfig: HostConfig, namespaces = {}) =>
    specOf({ HostConfig: hostConfig }, { namespaces }).linux.namespaces;
  assert.deepEqual(types({}), [
    { type: 'mount' },
    { type: 'network' },
    { type: 'uts' },
    { type: 'pid' },
    { type: 'ipc' },
    { type: 'cgroup' },
  ]);
  const shared = { NetworkMode: 'container:a', PidMode: 'container:a', IpcMode: 'container:a' };
  const paths = { network: '/n', pid: '/p', ipc: '/i' };
  assert.deepEqual(types(shared, paths).slice(1, 5), [
    { type: 'network', path: '/n' },
    { type: 'uts' },
    { type: 'pid', path: '/p' },
    { type: 'ipc', path: '/i' },
  ]);
  assert.deepEqual(types({ NetworkMode: 'host' }, { network: '' }).length, 5);
});

test('a network of its own gets the default sysctls, a joined one none', () => {
  assert.equal(specOf({}).linux.sysctl?.['net.ipv4.ip_unprivileged_port_start'], '0');
  assert.equal(host({ NetworkMode: 'host' }).linux.sysctl, undefined);
  assert.equal(host({ NetworkMode: 'container:a' }).linux.sysctl, undefined);
  const own = host({ Sysctls: { 'net.ipv4.ip_unprivileged_port_start': '1024' } });
  assert.equal(own.linux.sysctl?.['net.ipv4.ip_unprivileged_port_start'], '1024');
});

test('the domain is a sysctl of the UTS namespace', () => {
  assert.equal(specOf({ Domainname: 'a.b' }).linux.sysctl?.['kernel.domainname'], 'a.b');
  const shared = specOf({ Domainname: 'a.b', HostConfig: { UTSMode: 'host' } });
  assert.equal(shared.linux.sysctl?.['kernel.domainname'], undefined);
  assert.equal(shared.hostname, undefined);
});

test('mounts of the user replace defaults, and /dev takes what is below with it', () => {
  const spec = host({ Binds: ['/x:/dev', '/y:/etc/hosts'] });
  assert.deepEqual(mountAt(spec, '/dev/pts'), []);
  assert.equal(mountAt(spec, '/dev').length, 1);
  assert.equal(mountAt(spec, '/etc/hosts')[0]?.source, '/y');
  assert.equal(mountAt(spec, '/etc/hostname')[0]?.source, '/c/hostname');
});

test('shallow mounts come before deep ones whatever the order was', () => {
  const { mounts } = host({ Binds: ['/a:/x/y/z', '/b:/x', '/c:/x/y'] });
  const own = mounts.map(({ destination }) => destination).filter((path) => path.startsWith('/x'));
  assert.deepEqual(own, ['/x', '/x/y', '/x/y/z']);
});

test('/dev/shm: own with a size, the host’s, a shared one, or none', () => {
  assert.ok(mountAt(host({ ShmSize: 4096 }), '/dev/shm')[0]?.options?.includes('size=4096'));
  assert.equal(mountAt(host({ IpcMode: 'host' }), '/dev/shm')[0]?.source, '/dev/shm');
  assert.deepEqual(mountAt(host({ IpcMode: 'none' }), '/dev/shm'), []);
  const shared = specOf({ HostConfig: { IpcMode: 'shareable' } }, { shmPath: '/run/shm/1' });
  assert.deepEqual(
    mountAt(shared, '/dev/shm').map(({ source }) => source),
    ['/run/shm/1'],
  );
});

test('read-only binds reach below where kernel and runtime can', () => {
  const word = (on = hostWith({}), Runtime = 'runc') =>
    mountAt(specOf({ HostConfig: { Binds: ['/a:/a:ro'], Runtime } }, {}, on), '/a')[0]
      ?.options?.[1];
  assert.equal(word(), 'rro');
  assert.equal(word(hostWith({ kernel: [5, 11] })), 'ro');
  assert.equal(word(hostWith({}), 'io.containerd.runsc.v1'), 'ro');
});

test('a read-only root makes the kernel’s file systems and network files read-only, too', () => {
  const spec = host({ ReadonlyRootfs: true });
  assert.equal(spec.root.readonly, true);
  assert.ok(mountAt(spec, '/etc/hosts')[0]?.options?.includes('ro'));
  assert.ok(!mountAt(spec, '/proc')[0]?.options?.includes('ro'));
  assert.ok(!mountAt(spec, '/dev/mqueue')[0]?.options?.includes('ro'));
});

test('cgroups may be written where that was asked for', () => {
  const options = (hostConfig: HostConfig) =>
    mountAt(host(hostConfig), '/sys/fs/cgroup')[0]?.options;
  assert.ok(options({})?.includes('ro'));
  assert.ok(!options({ SecurityOpt: ['writable-cgroups'] })?.includes('ro'));
  assert.ok(!options({ Privileged: true })?.includes('ro'));
});

test('shared sources need a shared root', () => {
  assert.equal(host({ Binds: ['/a:/a'] }).linux.rootfsPropagation, undefined);
  assert.equal(host({ Binds: ['/a:/a:rshared'] }).linux.rootfsPropagation, 'shared');
  assert.equal(host({ Binds: ['/a:/a:slave'] }).linux.rootfsPropagation, 'rslave');
});

test('init only where it is number one', () => {
  assert.equal(host({ Init: true }).process.args[0], '/sbin/docker-init');
  assert.equal(host({ Init: true, PidMode: 'host' }).process.args[0], 'sh');
  const engine = { ...contextOf({}).engine, init: true };
  assert.equal(specOf({}, { engine }).process.args[0], '/sbin/docker-init');
  assert.equal(specOf({ HostConfig: { Init: false } }, { engine }).process.args[0], 'sh');
});

test('limits in the specification’s units', () => {
  const blockDevices = new Map([['/dev/x', { major: 8, minor: 16 }]]);
  const HostConfig: HostConfig = {
    CpuShares: 512,
    CpuPeriod: 50_000,
    CpuQuota: -1,
    MemoryReservation: 10 ** 7,
    PidsLimit: 0,
    BlkioWeight: 500,
    BlkioWeightDevice: [{ Path: '/dev/x', Weight: 100 }],
    BlkioDeviceWriteIOps: [{ Path: '/dev/x', Rate: 7 }],
  };
  const { resources } = specOf({ HostConfig }, { blockDevices }).linux;
  assert.deepEqual(resources?.cpu, { shares: 512, period: 50_000, quota: -1 });
  assert.deepEqual(resources.memory, { reservation: 10 ** 7 });
  assert.deepEqual(resources.pids, { limit: -1 });
  assert.deepEqual(resources.blockIO, {
    weight: 500,
    weightDevice: [{ major: 8, minor: 16, weight: 100 }],
    throttleWriteIOPSDevice: [{ major: 8, minor: 16, rate: 7 }],
  });
});

test('a fraction of a processor', () => {
  assert.deepEqual(host({ NanoCpus: 1.5e9 }).linux.resources?.cpu, {
    period: 100_000,
    quota: 150_000,
  });
});

test('devices are made and allowed with what was asked for', () => {
  const device = { type: 'c', path: '/dev/x', major: 1, minor: 3 } as const;
  const spec = specOf({}, { devices: [{ device, access: 'r' }] });
  assert.deepEqual(spec.linux.devices, [device]);
  assert.deepEqual(spec.linux.resources?.devices?.at(-1), {
    allow: true,
    type: 'c',
    major: 1,
    minor: 3,
    access: 'r',
  });
});

test('the parent of the cgroup', () => {
  assert.equal(host({ CgroupParent: 'a/b' }).linux.cgroupsPath, `/a/b/${ID}`);
  const systemd = hostWith({ cgroupDriver: 'systemd' });
  assert.equal(specOf({}, {}, systemd).linux.cgroupsPath, `system.slice:joey:${ID}`);
  const sliced = specOf({ HostConfig: { CgroupParent: 'a.slice' } }, {}, systemd);
  assert.equal(sliced.linux.cgroupsPath, `a.slice:joey:${ID}`);
});

test('AppArmor: the host’s profile, another, or none', () => {
  const on = hostWith({ apparmor: true, apparmorProfile: 'docker-default' });
  const profile = (HostConfig: HostConfig) =>
    specOf({ HostConfig }, {}, on).process.apparmorProfile;
  assert.equal(profile({}), 'docker-default');
  assert.equal(profile({ Privileged: true }), 'unconfined');
  assert.equal(profile({ SecurityOpt: ['apparmor=mine'] }), 'mine');
  assert.equal(specOf({}).process.apparmorProfile, undefined);
});

test('an old kernel has no cgroup namespace', () => {
  const { namespaces } = specOf({}, {}, hostWithCgroup({ namespaces: false })).linux;
  assert.ok(!namespaces.some(({ type }) => type === 'cgroup'));
});

test('no step leaves anything of one container in the next', () => {
  const first = JSON.stringify(specOf({}));
  specOf({ HostConfig: { Privileged: true, ReadonlyRootfs: true, ShmSize: 1, Binds: ['/a:/b'] } });
  assert.equal(JSON.stringify(specOf({})), first);
});
