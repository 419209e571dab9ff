import { ALL_CAPABILITIES } from '../../src/lib/capabilities.ts';
import type { CgroupFacts } from '../../src/lib/cgroup-facts.ts';
import type { HostFacts } from '../../src/lib/host-facts.ts';

export const CGROUP_V1: CgroupFacts = {
  version: 1,
  memoryLimit: true,
  swapLimit: true,
  memoryReservation: true,
  memorySwappiness: true,
  oomKillDisable: true,
  kernelMemory: true,
  cpuShares: true,
  cpuCfs: true,
  cpuRealtime: true,
  cpuset: true,
  cpusetCpus: '0-3',
  cpusetMems: '0',
  pidsLimit: true,
  blkioWeight: true,
  blkioWeightDevice: true,
  blkioThrottle: true,
  namespaces: true,
};

export const CGROUP_V2: CgroupFacts = {
  ...CGROUP_V1,
  version: 2,
  memorySwappiness: false,
  oomKillDisable: false,
  kernelMemory: false,
  cpuRealtime: false,
};

/** A machine that can do everything: four processors, cgroup v2, root with all capabilities. */
export const HOST: HostFacts = {
  arch: 'amd64',
  kernelRelease: '6.1.0',
  kernel: [6, 1],
  hostname: 'machine',
  cpus: 4,
  memTotal: 8 * 1024 ** 3,
  cgroup: CGROUP_V2,
  apparmor: false,
  seccomp: true,
  selinux: false,
  capabilities: ALL_CAPABILITIES,
  hasCapSysResource: true,
  rlimits: { RLIMIT_NOFILE: 20_000 },
  oomScoreAdj: 0,
  ipv4Forwarding: true,
  defaultSysctls: {
    'net.ipv4.ip_unprivileged_port_start': '0',
    'net.ipv4.ping_group_range': '0 2147483647',
  },
  thermalPaths: [],
  runtimes: ['runc', 'crun'],
  cgroupDriver: 'cgroupfs',
};

export const hostWith = (changes: Partial<HostFacts>): HostFacts => ({ ...HOST, ...changes });

export const hostWithCgroup = (changes: Partial<CgroupFacts>): HostFacts => ({
  ...HOST,
  cgroup: { ...CGROUP_V2, ...changes },
});
