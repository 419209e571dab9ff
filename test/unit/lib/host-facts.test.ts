import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { capabilitiesOfMask, normalizeCapability } from '../../../src/lib/capabilities.ts';
import { readCgroupFacts } from '../../../src/lib/cgroup-facts.ts';
import { isKernelAtLeast, readHostFacts } from '../../../src/lib/host-facts.ts';

function treeOf(t: TestContext, files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'joey-facts-'));
  t.after(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const LIMITS = `Limit                     Soft Limit           Hard Limit           Units     
Max cpu time              unlimited            unlimited            seconds   
Max open files            1024                 524288               files     
`;

test('a machine with cgroup v2 and AppArmor', (t) => {
  const root = treeOf(t, {
    'proc/self/status':
      'Name:\tx\nCapEff:\t00000000a80425fb\nCapBnd:\t00000000280425fb\nSeccomp:\t0\n',
    'proc/self/limits': LIMITS,
    'proc/self/oom_score_adj': '-500\n',
    'proc/self/ns/cgroup': '',
    'proc/self/cgroup': '0::/\n',
    'proc/sys/net/ipv4/ip_forward': '1\n',
    'proc/sys/net/ipv4/ping_group_range': '1 0\n',
    'sys/fs/cgroup/cgroup.controllers': 'cpuset cpu io memory pids\n',
    'sys/fs/cgroup/cpuset.cpus.effective': '0-7\n',
    'sys/fs/cgroup/cpuset.mems.effective': '0\n',
    'sys/fs/cgroup/system.slice/memory.swap.max': 'max\n',
    'sys/module/apparmor/parameters/enabled': 'Y\n',
    'sys/kernel/security/apparmor/profiles': 'snap.x (enforce)\ndocker-default (enforce)\n',
  });
  const options = { runtimes: ['runc'], cgroupDriver: 'systemd' as const };
  const facts = readHostFacts({ ...options, proc: `${root}/proc`, sys: `${root}/sys` });
  assert.equal(facts.hasCapSysResource, false);
  assert.ok(facts.capabilities.includes('CAP_CHOWN'));
  // Effective, but not in the bounding set.
  assert.ok(!facts.capabilities.includes('CAP_SETFCAP'));
  assert.deepEqual(facts.rlimits, { RLIMIT_CPU: Infinity, RLIMIT_NOFILE: 524288 });
  assert.equal(facts.oomScoreAdj, -500);
  assert.equal(facts.apparmorProfile, 'docker-default');
  assert.equal(facts.seccomp, true);
  assert.equal(facts.ipv4Forwarding, true);
  assert.deepEqual(facts.defaultSysctls, { 'net.ipv4.ping_group_range': '0 2147483647' });
  assert.equal(facts.cgroup.version, 2);
  assert.equal(facts.cgroup.swapLimit, true);
  assert.equal(facts.cgroup.blkioWeight, false);
  assert.equal(facts.cgroup.cpusetCpus, '0-7');
  assert.equal(facts.cgroup.oomKillDisable, false);
  assert.equal(facts.cgroup.namespaces, true);
});

test('a machine with cgroup v1 that knows half of it', (t) => {
  const root = treeOf(t, {
    'memory/memory.limit_in_bytes': '1',
    'memory/memory.oom_control': '',
    'cpuset/cpuset.cpus': '0-1\n',
    'pids/tasks': '',
  });
  const facts = readCgroupFacts(root, root);
  assert.equal(facts.version, 1);
  assert.equal(facts.memoryLimit, true);
  assert.equal(facts.swapLimit, false);
  assert.equal(facts.oomKillDisable, true);
  assert.equal(facts.pidsLimit, true);
  assert.equal(facts.cpuShares, false);
  assert.equal(facts.cpusetCpus, '0-1');
});

test('the machine we are on can be read', () => {
  const facts = readHostFacts({ runtimes: [], cgroupDriver: 'cgroupfs' });
  assert.ok(facts.cpus > 0);
  assert.ok(facts.kernel[0] >= 3);
  assert.ok(facts.cgroup.cpusetCpus !== '' || !facts.cgroup.cpuset);
});

test('kernel versions compare as numbers', () => {
  assert.equal(isKernelAtLeast({ kernel: [5, 12] }, 5, 12), true);
  assert.equal(isKernelAtLeast({ kernel: [5, 9] }, 5, 12), false);
  assert.equal(isKernelAtLeast({ kernel: [6, 0] }, 5, 12), true);
});

test('capability names', () => {
  assert.deepEqual(capabilitiesOfMask('3'), ['CAP_CHOWN', 'CAP_DAC_OVERRIDE']);
  assert.equal(normalizeCapability('net_admin'), 'CAP_NET_ADMIN');
  assert.equal(normalizeCapability('Cap_Net_Admin'), 'CAP_NET_ADMIN');
  assert.equal(normalizeCapability('all'), 'ALL');
  assert.throws(() => normalizeCapability('x'), { message: 'unknown capability: "CAP_X"' });
});
