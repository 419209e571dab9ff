import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ContainerCreateBody, HostConfig } from '../../../../../src/api/schemas.ts';
import { validate } from '../../../../../src/mgr/container/create/validate.ts';
import { CGROUP_V1, HOST, hostWith, hostWithCgroup } from '../../../../fakes/host-facts.ts';
import { cpuNow } from '../../../../helpers/cpu-clock.ts';

const MiB = 1024 ** 2;

test('an empty body has nothing wrong with it', () => {
  validate({}, HOST);
  validate({ HostConfig: {} }, HOST);
});

test('a body that uses everything is accepted', () => {
  validate(
    {
      Hostname: 'web_1',
      Domainname: 'example.org',
      User: '1000:1000',
      Env: ['A=b', 'C', 'D=e=f'],
      WorkingDir: '/work',
      StopSignal: 'SIGUSR1',
      Healthcheck: { Test: ['CMD', 'true'], Interval: 1e9, Retries: 3, StartInterval: 1e6 },
      HostConfig: {
        Memory: 6 * MiB,
        MemorySwap: -1,
        MemoryReservation: 6 * MiB,
        NanoCpus: 4e9,
        CpusetCpus: '0-1,3',
        CpusetMems: '0',
        PidsLimit: -1,
        BlkioWeight: 10,
        RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
        ExtraHosts: ['a:1.2.3.4', 'b=::1', 'c:[::1]', 'gw:host-gateway'],
        CapAdd: ['net_admin', 'CAP_SYS_TIME', 'ALL'],
        CapDrop: ['all'],
        SecurityOpt: [
          'no-new-privileges',
          'no-new-privileges=false',
          'seccomp=unconfined',
          'apparmor=x',
          'label=disable',
          'label:type:t',
          'systempaths=unconfined',
          'writable-cgroups=true',
        ],
        Sysctls: {
          'net.ipv4.ip_forward': '1',
          'kernel.msgmax': '1',
          'fs.mqueue.msg_max': '1',
          'net.ipv4.conf.eth0/100.forwarding': '1',
        },
        Ulimits: [
          { Name: 'nofile', Soft: 1, Hard: 2 },
          { Name: 'core', Soft: -1, Hard: -1 },
        ],
        LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '3', tag: 'x' } },
        Runtime: 'io.containerd.kata.v2',
        IpcMode: 'container:abc',
        PidMode: 'container:abc',
        DeviceCgroupRules: ['c 1:* rwm'],
        Devices: [{ PathOnHost: '/dev/null' }],
        Annotations: { a: 'b' },
        OomScoreAdj: -1000,
      },
    },
    HOST,
  );
});

const REFUSED_HOST_CONFIG: readonly [HostConfig, string | RegExp][] = [
  [{ Memory: 6 * MiB - 1 }, 'Minimum memory limit allowed is 6MB'],
  [{ Memory: -1 }, 'Minimum memory limit allowed is 6MB'],
  [
    { Memory: 10 * MiB, MemorySwap: 9 * MiB },
    'Minimum memoryswap limit should be larger than memory limit, see usage',
  ],
  [
    { MemorySwap: 9 * MiB },
    'You should always set the Memory limit when using Memoryswap limit, see usage',
  ],
  [{ MemoryReservation: 1 }, 'Minimum memory reservation allowed is 6MB'],
  [
    { Memory: 10 * MiB, MemoryReservation: 11 * MiB },
    'Minimum memory limit can not be less than memory reservation limit, see usage',
  ],
  [
    { NanoCpus: 1, CpuPeriod: 1000 },
    'Conflicting options: Nano CPUs and CPU Period cannot both be set',
  ],
  [
    { NanoCpus: 1, CpuQuota: 1000 },
    'Conflicting options: Nano CPUs and CPU Quota cannot both be set',
  ],
  [{ NanoCpus: 4e9 + 1 }, 'Range of CPUs is from 0.01 to 4.00, as there are only 4 CPUs available'],
  [{ NanoCpus: -1 }, 'Range of CPUs is from 0.01 to 4.00, as there are only 4 CPUs available'],
  [
    { CpuPeriod: 999 },
    'CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)',
  ],
  [{ CpuQuota: 999 }, 'CPU cfs quota can not be less than 1ms (i.e. 1000)'],
  [{ CpuShares: -1 }, 'invalid CPU shares (-1): value must be a positive integer'],
  [{ CpuRealtimePeriod: 1 }, 'kernel does not support CPU real-time scheduler'],
  [{ CpusetCpus: 'a' }, 'Invalid value a for cpuset cpus: invalid format: a'],
  [{ CpusetCpus: '4' }, 'Requested CPUs are not available - requested 4, available: 0-3'],
  [{ CpusetMems: '1' }, 'Requested memory nodes are not available - requested 1, available: 0'],
  [
    { CpusetCpus: '0-999999999' },
    'Invalid value 0-999999999 for cpuset cpus: value of out range, maximum is 8192',
  ],
  [{ BlkioWeight: 9 }, 'Range of blkio weight is from 10 to 1000'],
  [
    { BlkioWeightDevice: [{ Path: '/dev/null', Weight: 1001 }] },
    'Range of blkio weight is from 10 to 1000',
  ],
  [{ IOMaximumIOps: 1 }, /QoS maximum IOPs configuration is not supported on linux$/],
  [
    { RestartPolicy: { Name: 'sometimes' } },
    "invalid restart policy: unknown policy 'sometimes'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'",
  ],
  [
    { RestartPolicy: { Name: 'always', MaximumRetryCount: 1 } },
    "invalid restart policy: maximum retry count can only be used with 'on-failure'",
  ],
  [
    { RestartPolicy: { Name: 'no', MaximumRetryCount: -1 } },
    "invalid restart policy: maximum retry count can only be used with 'on-failure' and cannot be negative",
  ],
  [
    { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: -1 } },
    'invalid restart policy: maximum retry count cannot be negative',
  ],
  [
    { AutoRemove: true, RestartPolicy: { Name: 'always' } },
    "can't create 'AutoRemove' container with restart policy",
  ],
  [{ ExtraHosts: ['a'] }, 'bad format for add-host: "a"'],
  [{ ExtraHosts: ['a:b'] }, 'invalid IP address in add-host: "b"'],
  [{ CapAdd: ['foo'] }, 'invalid CapAdd: unknown capability: "CAP_FOO"'],
  [{ CapDrop: ['CAP_FOO'] }, 'invalid CapDrop: unknown capability: "CAP_FOO"'],
  [{ SecurityOpt: ['x'] }, 'invalid --security-opt 1: "x"'],
  [{ SecurityOpt: ['x=y'] }, 'invalid --security-opt 2: "x=y"'],
  [{ SecurityOpt: ['__proto__=y'] }, 'invalid --security-opt 2: "__proto__=y"'],
  [
    { SecurityOpt: ['no-new-privileges=maybe'] },
    'invalid --security-opt 2: "no-new-privileges=maybe"',
  ],
  [{ SecurityOpt: ['seccomp={'] }, /^decoding seccomp profile failed: /],
  [{ ShmSize: -1 }, 'SHM size can not be less than 0'],
  [{ OomScoreAdj: 1001 }, 'Invalid value 1001, range for oom score adj is [-1000, 1000]'],
  [{ Runtime: 'runx' }, 'unknown or invalid runtime name: runx'],
  [{ Runtime: '/bin/sh' }, 'unknown or invalid runtime name: /bin/sh'],
  [
    { StorageOpt: { size: '1G' } },
    "--storage-opt is supported only for overlay over xfs with 'pquota' mount option",
  ],
  [{ Isolation: 'hyperv' }, "invalid isolation (hyperv): linux only supports 'default'"],
  [
    { Annotations: { '': 'x' } },
    'invalid Annotations: the empty string is not permitted as an annotation key',
  ],
  [{ IpcMode: 'mine' }, 'invalid IPC mode: mine'],
  [{ PidMode: 'container:' }, 'invalid PID mode: container:'],
  [{ UTSMode: 'private' }, 'invalid UTS mode: private'],
  [{ NetworkMode: 'container:' }, /^invalid network mode: invalid container format/],
  [{ CgroupParent: '../../x' }, 'invalid cgroup parent: ../../x'],
  [{ DeviceCgroupRules: ['x 1:2 r'] }, "invalid device cgroup rule format: 'x 1:2 r'"],
  [{ Devices: [{ PathOnHost: '/dev/null', CgroupPermissions: 'x' }] }, 'invalid device mode: x'],
  [
    {
      DeviceRequests: [{ Driver: 'nvidia', Count: -1, Capabilities: [['gpu', 'utility'], ['x']] }],
    },
    'could not select device driver "nvidia" with capabilities: [[gpu utility] [x]]',
  ],
  [
    { LogConfig: { Type: 'json-file', Config: { foo: '1' } } },
    "unknown log opt 'foo' for json-file log driver",
  ],
  [
    { LogConfig: { Type: 'local', Config: { tag: '1' } } },
    "unknown log opt 'tag' for log driver local",
  ],
  [{ LogConfig: { Config: { mode: 'x' } } }, 'logger: logging mode not supported: x'],
  [
    { LogConfig: { Config: { 'max-buffer-size': '1m' } } },
    "logger: max-buffer-size option is only supported with 'mode=non-blocking'",
  ],
  [{ LogConfig: { Config: { 'max-file': '0' } } }, 'max-file cannot be less than 1'],
  [{ Ulimits: [{ Name: 'x', Soft: 1, Hard: 1 }] }, 'invalid ulimit type: x'],
  [
    { Ulimits: [{ Name: 'nofile', Soft: 2, Hard: 1 }] },
    'ulimit soft limit must be less than or equal to hard limit: 2 > 1',
  ],
  [
    { Sysctls: { 'kernel.core_pattern': '|/x' } },
    'sysctl "kernel.core_pattern" is not in a separate kernel namespace',
  ],
  [
    { Sysctls: { 'vm.swappiness': '1' } },
    'sysctl "vm.swappiness" is not in a separate kernel namespace',
  ],
  [
    { NetworkMode: 'host', Sysctls: { 'net.ipv4.ip_forward': '1' } },
    'sysctl "net.ipv4.ip_forward" not allowed in host network namespace',
  ],
  [
    { IpcMode: 'host', Sysctls: { 'kernel.msgmax': '1' } },
    'sysctl "kernel.msgmax" is not allowed in the host ipc namespace',
  ],
];

for (const [hostConfig, message] of REFUSED_HOST_CONFIG) {
  test(`refused: ${JSON.stringify(hostConfig).slice(0, 100)}`, () => {
    assert.throws(() => validate({ HostConfig: hostConfig }, HOST), {
      code: 'invalidArgument',
      message,
    });
  });
}

test('sysctls cannot smuggle further settings (CVE-2022-0811)', () => {
  for (const [name, value] of [
    ['net.x', '1\nkernel.core_pattern=|/x'],
    ['net.x', '1+kernel.core_pattern=x'],
    ['net.x=1+kernel.core_pattern', 'x'],
    ['net.x\n', '1'],
    ['net/../kernel/core_pattern', '1'],
  ] as const) {
    assert.throws(() => validate({ HostConfig: { Sysctls: { [name]: value } } }, HOST), {
      code: 'invalidArgument',
      message: /^invalid sysctl: /,
    });
  }
});

const REFUSED_CONFIG: readonly [ContainerCreateBody, string | RegExp][] = [
  [
    { WorkingDir: 'work' },
    "the working directory 'work' is invalid, it needs to be an absolute path",
  ],
  [{ StopSignal: 'SIGX' }, 'Invalid signal: SIGX'],
  [{ Env: ['=x'] }, 'invalid environment variable: =x'],
  [{ Env: [''] }, 'invalid environment variable: '],
  [{ Healthcheck: { Interval: 1 } }, 'Interval in Healthcheck cannot be less than 1ms'],
  [{ Healthcheck: { Timeout: -1 } }, 'Timeout in Healthcheck cannot be less than 1ms'],
  [{ Healthcheck: { StartInterval: 1 } }, 'StartInterval in Healthcheck cannot be less than 1ms'],
  [{ Healthcheck: { Retries: -1 } }, 'Retries in Healthcheck cannot be negative'],
  [{ Hostname: 'a\n1.2.3.4 b' }, /^invalid hostname format/],
  [{ Hostname: 'a'.repeat(65) }, /^invalid hostname format/],
  [{ MacAddress: '02:00:00:00:00:01' }, /^container-wide MAC address no longer supported/],
  [
    { Hostname: 'x', HostConfig: { UTSMode: 'host' } },
    'conflicting options: hostname and the UTS mode',
  ],
];

for (const [body, message] of REFUSED_CONFIG) {
  test(`refused: ${JSON.stringify(body).slice(0, 100)}`, () => {
    assert.throws(() => validate(body, HOST), { code: 'invalidArgument', message });
  });
}

for (const directory of [
  '/proc/self/fd/7',
  '/proc/self/fd/../fd/7/x',
  '/proc/1/cwd',
  '/proc/thread-self/root/etc',
  '/proc/1/task/1/fd/3',
  '/x/../proc/self/fd',
  '/dev/fd/3',
]) {
  test(`a working directory inside somebody's descriptors is refused: ${directory}`, () => {
    assert.throws(() => validate({ WorkingDir: directory }, HOST), { code: 'invalidArgument' });
  });
}

const SHARED: readonly [ContainerCreateBody, string][] = [
  [{ Hostname: 'x' }, 'conflicting options: hostname and the network mode'],
  [{ ExposedPorts: { '80/tcp': {} } }, /port exposing and the container type network mode/.source],
  [{ HostConfig: { Dns: ['1.1.1.1'] } }, 'conflicting options: dns and the network mode'],
  [{ HostConfig: { ExtraHosts: ['a:1.1.1.1'] } }, 'custom host-to-IP mapping and the network mode'],
  [
    { HostConfig: { PublishAllPorts: true } },
    'port publishing and the container type network mode',
  ],
  [{ HostConfig: { Links: ['a'] } }, "container type network can't be used with links"],
];

for (const [body, part] of SHARED) {
  test(`what belongs to the other container is refused: ${part}`, () => {
    const shared = { ...body, HostConfig: { ...body.HostConfig, NetworkMode: 'container:abc' } };
    assert.throws(
      () => validate(shared, HOST),
      (err: Error) => err.message.includes(part),
    );
  });
}

test('the container-wide MAC address is a matter of the version', () => {
  validate({ MacAddress: '02:00:00:00:00:01' }, HOST, 1051);
});

test('systemd wants slices as parents', () => {
  const systemd = hostWith({ cgroupDriver: 'systemd' });
  validate({ HostConfig: { CgroupParent: 'my.slice' } }, systemd);
  assert.throws(() => validate({ HostConfig: { CgroupParent: '/x' } }, systemd), {
    message: 'cgroup-parent for systemd cgroup should be a valid slice named as "xxx.slice"',
  });
});

test('a capability that the engine lacks is refused by name', () => {
  const host = hostWith({ capabilities: ['CAP_CHOWN'] });
  assert.throws(() => validate({ HostConfig: { CapAdd: ['SYS_ADMIN'] } }, host), {
    message:
      'invalid CapAdd: capability not supported by your kernel or not available in the current environment: "CAP_SYS_ADMIN"',
  });
  validate({ HostConfig: { CapAdd: ['ALL'], CapDrop: ['SYS_ADMIN'] } }, host);
});

test('a limit that the kernel does not know is no error', () => {
  const host = hostWithCgroup({ ...CGROUP_V1, blkioWeight: false, memoryLimit: false });
  validate({ HostConfig: { BlkioWeight: 5, Memory: 10 * MiB, MemorySwap: 1 } }, host);
});

test('an unknown log driver is accepted with any options', () => {
  validate({ HostConfig: { LogConfig: { Type: 'asdf', Config: { a: 'b' } } } }, HOST);
});

test('a huge cpuset is refused at once (CVE-2018-20699)', () => {
  const start = cpuNow();
  assert.throws(() => validate({ HostConfig: { CpusetCpus: '0-999999999' } }, HOST));
  assert.ok(cpuNow() - start < 50);
});
