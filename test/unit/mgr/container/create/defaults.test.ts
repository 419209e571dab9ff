import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ContainerCreateBody } from '../../../../../src/api/schemas.ts';
import type { HostFacts } from '../../../../../src/lib/host-facts.ts';
import {
  BUILT_IN_DEFAULTS,
  type ContainerDefaults,
  withDefaults,
} from '../../../../../src/mgr/container/create/defaults.ts';
import { withHostname } from '../../../../../src/mgr/container/create/hostname.ts';
import { CGROUP_V1, HOST, hostWith, hostWithCgroup } from '../../../../fakes/host-facts.ts';

const fill = (
  body: ContainerCreateBody,
  host: HostFacts = HOST,
  defaults: ContainerDefaults = BUILT_IN_DEFAULTS,
) => withDefaults(body, defaults, host);

test('an empty body gives the documents that dockerd shows', () => {
  const { config, hostConfig, networkingConfig, warnings } = fill({ Image: 'x', Cmd: ['true'] });
  assert.deepEqual(config, {
    Hostname: '',
    Domainname: '',
    User: '',
    AttachStdin: false,
    AttachStdout: false,
    AttachStderr: false,
    Tty: false,
    OpenStdin: false,
    StdinOnce: false,
    Env: null,
    Cmd: ['true'],
    Image: 'x',
    Volumes: null,
    WorkingDir: '',
    Entrypoint: null,
    OnBuild: null,
    Labels: {},
  });
  assert.equal(hostConfig.NetworkMode, 'default');
  assert.deepEqual(hostConfig.LogConfig, { Type: 'json-file', Config: {} });
  assert.deepEqual(hostConfig.RestartPolicy, { Name: 'no', MaximumRetryCount: 0 });
  assert.equal(hostConfig.IpcMode, 'private');
  assert.equal(hostConfig.CgroupnsMode, 'private');
  assert.equal(hostConfig.ShmSize, 67108864);
  assert.equal(hostConfig.Runtime, 'runc');
  assert.equal(hostConfig.OomKillDisable, null);
  assert.deepEqual(hostConfig.PortBindings, {});
  assert.deepEqual(hostConfig.ConsoleSize, [0, 0]);
  assert.equal(hostConfig.MaskedPaths?.includes('/proc/kcore'), true);
  assert.equal(hostConfig.ReadonlyPaths?.includes('/proc/sys'), true);
  assert.equal(hostConfig.SecurityOpt, null);
  assert.equal('Init' in hostConfig, false);
  assert.equal('Mounts' in hostConfig, false);
  assert.deepEqual(networkingConfig, { EndpointsConfig: {} });
  assert.deepEqual(warnings, []);
});

test('every member that dockerd 20.10 shows is there', () => {
  const shown =
    'Binds ContainerIDFile LogConfig NetworkMode PortBindings RestartPolicy AutoRemove VolumeDriver VolumesFrom CapAdd CapDrop CgroupnsMode Dns DnsOptions DnsSearch ExtraHosts GroupAdd IpcMode Cgroup Links OomScoreAdj PidMode Privileged PublishAllPorts ReadonlyRootfs SecurityOpt UTSMode UsernsMode ShmSize Runtime ConsoleSize Isolation CpuShares Memory NanoCpus CgroupParent BlkioWeight BlkioWeightDevice BlkioDeviceReadBps BlkioDeviceWriteBps BlkioDeviceReadIOps BlkioDeviceWriteIOps CpuPeriod CpuQuota CpuRealtimePeriod CpuRealtimeRuntime CpusetCpus CpusetMems Devices DeviceCgroupRules DeviceRequests MemoryReservation MemorySwap MemorySwappiness OomKillDisable PidsLimit Ulimits CpuCount CpuPercent IOMaximumIOps IOMaximumBandwidth MaskedPaths ReadonlyPaths';
  assert.deepEqual(Object.keys(fill({}).hostConfig).sort(), shown.split(' ').sort());
});

test('what was sent stays as it was sent', () => {
  const { config, hostConfig } = fill({
    Env: ['Foo'],
    StopTimeout: 0,
    HostConfig: {
      NetworkMode: 'none',
      Dns: [],
      Init: false,
      MaskedPaths: [],
      LogConfig: { Type: '', Config: { 'max-size': '1m' } },
      RestartPolicy: { Name: 'always' },
    },
  });
  assert.deepEqual(config.Env, ['Foo']);
  assert.equal(config.StopTimeout, 0);
  assert.equal(hostConfig.NetworkMode, 'none');
  assert.deepEqual(hostConfig.Dns, []);
  assert.equal(hostConfig.Init, false);
  assert.deepEqual(hostConfig.MaskedPaths, []);
  assert.deepEqual(hostConfig.LogConfig, { Type: 'json-file', Config: { 'max-size': '1m' } });
  assert.deepEqual(hostConfig.RestartPolicy, { Name: 'always', MaximumRetryCount: 0 });
});

test('members nobody knows are left behind', () => {
  const { config, hostConfig } = fill({ Foo: 1, HostConfig: { Bar: 2 } } as ContainerCreateBody);
  assert.equal('Foo' in config, false);
  assert.equal('HostConfig' in config, false);
  assert.equal('Bar' in hostConfig, false);
});

test('the daemon’s log options belong to its own driver', () => {
  const defaults = { ...BUILT_IN_DEFAULTS, logDriver: 'local', logOpts: { 'max-size': '5m' } };
  const log = (LogConfig: object) =>
    fill({ HostConfig: { LogConfig } }, HOST, defaults).hostConfig.LogConfig;
  assert.deepEqual(log({}), { Type: 'local', Config: { 'max-size': '5m' } });
  assert.deepEqual(log({ Type: 'json-file' }), { Type: 'json-file', Config: {} });
  assert.deepEqual(log({ Config: { 'max-size': '1m' } }), {
    Type: 'local',
    Config: { 'max-size': '1m' },
  });
});

test('privileged: no masks, labels off, and the host’s cgroup namespace on version 1', () => {
  const body = { HostConfig: { Privileged: true } };
  const v1 = fill(body, hostWithCgroup(CGROUP_V1)).hostConfig;
  assert.equal(v1.MaskedPaths, null);
  assert.equal(v1.ReadonlyPaths, null);
  assert.deepEqual(v1.SecurityOpt, ['label=disable']);
  assert.equal(v1.CgroupnsMode, 'host');
  assert.equal(v1.OomKillDisable, false);
  assert.equal(fill(body).hostConfig.CgroupnsMode, 'private');
});

test('systempaths=unconfined empties both lists', () => {
  const { hostConfig } = fill({ HostConfig: { SecurityOpt: ['systempaths=unconfined'] } });
  assert.deepEqual(hostConfig.MaskedPaths, []);
  assert.deepEqual(hostConfig.ReadonlyPaths, []);
});

test('swap is twice the memory unless it is said', () => {
  const swap = (HostConfig: object) => fill({ HostConfig }).hostConfig.MemorySwap;
  assert.equal(swap({ Memory: 100 }), 200);
  assert.equal(swap({ Memory: 100, MemorySwap: -1 }), -1);
  assert.equal(swap({}), 0);
});

test('what the kernel cannot do is discarded with a warning', () => {
  const host = hostWithCgroup({ swapLimit: false, pidsLimit: false, blkioThrottle: false });
  const { hostConfig, warnings } = fill(
    {
      HostConfig: {
        Memory: 1e8,
        MemorySwappiness: 10,
        PidsLimit: 5,
        OomKillDisable: true,
        BlkioDeviceReadBps: [{ Path: '/dev/null', Rate: 1 }],
      },
    },
    host,
  );
  assert.equal(hostConfig.MemorySwap, -1);
  assert.equal(hostConfig.MemorySwappiness, null);
  assert.equal(hostConfig.PidsLimit, null);
  assert.deepEqual(hostConfig.BlkioDeviceReadBps, []);
  assert.deepEqual(warnings, [
    'Your kernel does not support swap limit capabilities or the cgroup is not mounted. Memory limited without swap.',
    'Your kernel does not support memory swappiness capabilities or the cgroup is not mounted. Memory swappiness discarded.',
    'Your kernel does not support OomKillDisable. OomKillDisable discarded.',
    'Your kernel does not support PIDs limit capabilities or the cgroup is not mounted. PIDs limit discarded.',
    'Your kernel does not support BPS Block I/O read limit or the cgroup is not mounted. Block I/O BPS read limit discarded.',
  ]);
});

test('a swappiness of −1 means none', () => {
  const host = hostWithCgroup(CGROUP_V1);
  const { hostConfig, warnings } = fill({ HostConfig: { MemorySwappiness: -1 } }, host);
  assert.equal(hostConfig.MemorySwappiness, null);
  assert.deepEqual(warnings, []);
});

test('warnings about the host', () => {
  const warn = (HostConfig: object, host: HostFacts) => fill({ HostConfig }, host).warnings;
  const offline = hostWith({ ipv4Forwarding: false });
  assert.deepEqual(warn({}, offline), ['IPv4 forwarding is disabled. Networking will not work.']);
  assert.deepEqual(warn({ NetworkMode: 'none' }, offline), []);
  assert.deepEqual(warn({ NetworkMode: 'host', PortBindings: { '80/tcp': [{}] } }, HOST), [
    'Published ports are discarded when using host network mode',
  ]);
  const weak = hostWith({ hasCapSysResource: false });
  assert.equal(warn({ OomScoreAdj: -1 }, weak).length, 1);
  assert.equal(warn({ Ulimits: [{ Name: 'nofile', Soft: 1, Hard: -1 }] }, weak).length, 1);
  assert.deepEqual(warn({ Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 2 }] }, weak), []);
});

test('two creates share nothing', () => {
  const first = fill({});
  const second = fill({});
  assert.notEqual(first.hostConfig, second.hostConfig);
  assert.notEqual(first.config, second.config);
});

test('a hostname is the id’s beginning, or the host’s own', () => {
  const id = '0123456789abcdef'.repeat(4);
  const name = (Hostname: string, NetworkMode: string) =>
    withHostname({ Hostname }, { NetworkMode }, { id, host: HOST }).Hostname;
  assert.equal(name('', 'default'), '0123456789ab');
  assert.equal(name('', 'host'), 'machine');
  assert.equal(name('web', 'host'), 'web');
});
