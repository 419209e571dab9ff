import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { OciSeccomp } from '../../../../../src/lib/oci.ts';
import { DEFAULT_CAPABILITIES } from '../../../../../src/mgr/container/spec/defaults.ts';
import { filterProfile } from '../../../../../src/mgr/container/spec/seccomp-filter.ts';
import { DEFAULT_PROFILE } from '../../../../../src/mgr/container/spec/seccomp-profile.ts';
import { parseSeccompProfile } from '../../../../../src/mgr/container/spec/seccomp-profile-parse.ts';
import { hostWith } from '../../../../fakes/host-facts.ts';
import { contextOf, specOf } from './spec-fixture.ts';

const filter = (capabilities: readonly string[], changes = {}) =>
  filterProfile(DEFAULT_PROFILE, {
    host: hostWith(changes),
    capabilities: new Set(capabilities),
    architectures: 'all',
  });

const plain = filter(DEFAULT_CAPABILITIES);

const rulesOf = ({ syscalls = [] }: OciSeccomp, name: string) =>
  syscalls.filter(({ names }) => names.includes(name));

const isFree = (seccomp: OciSeccomp, name: string) =>
  rulesOf(seccomp, name).some(({ action, args }) => action === 'SCMP_ACT_ALLOW' && !args);

test('ordinary programs find their calls', () => {
  for (const name of [
    'read',
    'openat2',
    'futex_waitv',
    'landlock_restrict_self',
    'rseq',
    'chroot',
  ]) {
    assert.ok(isFree(plain, name), name);
  }
});

test('what is for the host’s administrator is closed', () => {
  for (const name of [
    'mount',
    'unshare',
    'setns',
    'bpf',
    'io_uring_setup',
    'keyctl',
    'kexec_load',
    'open_by_handle_at',
    'init_module',
    'userfaultfd',
    'reboot',
  ]) {
    assert.deepEqual(rulesOf(plain, name), [], name);
  }
});

test('capabilities open their calls', () => {
  assert.ok(isFree(filter(['CAP_SYS_ADMIN']), 'mount'));
  assert.ok(isFree(filter(['CAP_SYS_ADMIN']), 'clone3'));
  assert.ok(isFree(filter(['CAP_SYS_TIME']), 'clock_settime'));
  assert.ok(!isFree(filter([]), 'chroot'));
});

test('clone makes no namespaces and clone3 does not exist', () => {
  const [clone] = rulesOf(plain, 'clone');
  assert.deepEqual(clone?.args, [{ index: 0, value: 0x7e020000, op: 'SCMP_CMP_MASKED_EQ' }]);
  const [clone3] = rulesOf(plain, 'clone3');
  assert.equal(clone3?.action, 'SCMP_ACT_ERRNO');
  assert.equal(clone3.errnoRet, 38);
});

test('sockets: every family but AF_ALG and AF_VSOCK', () => {
  const open = new Set(Array.from({ length: 46 }, (_, family) => family));
  open.delete(38);
  open.delete(40);
  const passes = (family: number) =>
    rulesOf(plain, 'socket').some(({ args = [] }) => {
      const [{ op, value, valueTwo } = { op: '', value: 0, valueTwo: 0 }] = args;
      if (op === 'SCMP_CMP_LT') return family < value;
      if (op === 'SCMP_CMP_EQ') return family === value;
      return (family & value) >>> 0 === valueTwo;
    });
  for (let family = 0; family < 64; family += 1) {
    assert.equal(passes(family), open.has(family), `family ${family}`);
  }
});

test('ptrace needs a kernel that checks again', () => {
  assert.ok(isFree(plain, 'ptrace'));
  assert.ok(!isFree(filter(DEFAULT_CAPABILITIES, { kernel: [4, 7] }), 'ptrace'));
});

test('architectures: all, native, and those of the machine', () => {
  assert.deepEqual(plain.architectures, ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86', 'SCMP_ARCH_X32']);
  const arm = filter([], { arch: 'arm64' });
  assert.deepEqual(arm.architectures, ['SCMP_ARCH_AARCH64', 'SCMP_ARCH_ARM']);
  assert.ok(isFree(arm, 'set_tls'));
  assert.ok(!isFree(arm, 'arch_prctl'));
  const native = specOf({ HostConfig: { SecurityOpt: ['seccomp-architectures=native'] } });
  assert.deepEqual(native.linux.seccomp?.architectures, ['SCMP_ARCH_X86_64']);
});

test('equal containers share one filter', () => {
  const first = specOf({}).linux.seccomp;
  assert.equal(specOf({ Hostname: 'x' }).linux.seccomp, first);
  assert.notEqual(specOf({ HostConfig: { CapAdd: ['SYS_ADMIN'] } }).linux.seccomp, first);
});

test('no filter for the privileged, the unconfined, and kernels without', () => {
  const seccomp = (HostConfig: object, host = hostWith({})) =>
    specOf({ HostConfig }, {}, host).linux.seccomp;
  assert.equal(seccomp({ Privileged: true }), undefined);
  assert.equal(seccomp({ SecurityOpt: ['seccomp=unconfined'] }), undefined);
  assert.equal(seccomp({}, hostWith({ seccomp: false })), undefined);
  assert.notEqual(seccomp({ SecurityOpt: ['seccomp=builtin'] }), undefined);
});

const OWN = {
  defaultAction: 'SCMP_ACT_ALLOW',
  architectures: ['SCMP_ARCH_X86_64'],
  syscalls: [
    { name: 'chmod', action: 'SCMP_ACT_ERRNO', args: null },
    {
      names: ['mkdir'],
      action: 'SCMP_ACT_ERRNO',
      errnoRet: 13,
      args: [{ index: 1, value: 511, valueTwo: 0, op: 'SCMP_CMP_EQ' }],
      includes: { caps: ['CAP_CHOWN'] },
    },
    { names: ['chown'], action: 'SCMP_ACT_KILL', excludes: { caps: ['CAP_CHOWN'] } },
  ],
};

test('a profile of the user’s, by option or by configuration', () => {
  const text = JSON.stringify(OWN);
  const expected = {
    defaultAction: 'SCMP_ACT_ALLOW',
    architectures: ['SCMP_ARCH_X86_64'],
    syscalls: [
      { names: ['chmod'], action: 'SCMP_ACT_ERRNO' },
      {
        names: ['mkdir'],
        action: 'SCMP_ACT_ERRNO',
        errnoRet: 13,
        args: [{ index: 1, value: 511, valueTwo: 0, op: 'SCMP_CMP_EQ' }],
      },
    ],
  };
  const named = specOf({ HostConfig: { SecurityOpt: [`seccomp=${text}`] } });
  assert.deepEqual(named.linux.seccomp, expected);
  const engine = { ...contextOf({}).engine, seccompProfile: text };
  assert.deepEqual(specOf({}, { engine }).linux.seccomp, expected);
});

for (const [text, message] of [
  ['', /^decoding seccomp profile failed/],
  ['[]', /^decoding seccomp profile failed/],
  ['{}', /unknown action/],
  [
    '{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":[1],"action":"SCMP_ACT_KILL"}]}',
    /names/,
  ],
  [
    '{"defaultAction":"SCMP_ACT_ALLOW","architectures":["a"],"archMap":[{"architecture":"a"}]}',
    /use either 'architectures' or 'archMap'$/,
  ],
  [
    '{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"name":"a","names":["b"],"action":"SCMP_ACT_KILL"}]}',
    /use either 'name' or 'names'$/,
  ],
] as const) {
  test(`a profile that cannot be read: ${text}`, () => {
    assert.throws(() => parseSeccompProfile(text), { code: 'invalidArgument', message });
  });
}
