import { existsSync, readdirSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** What the host's control groups can do; Docker's info and warnings speak of the same things. */
export interface CgroupFacts {
  readonly version: 1 | 2;
  readonly memoryLimit: boolean;
  readonly swapLimit: boolean;
  readonly memoryReservation: boolean;
  readonly memorySwappiness: boolean;
  readonly oomKillDisable: boolean;
  readonly kernelMemory: boolean;
  readonly cpuShares: boolean;
  readonly cpuCfs: boolean;
  readonly cpuRealtime: boolean;
  readonly cpuset: boolean;
  /** In list format, e.g. `0-3`. */
  readonly cpusetCpus: string;
  readonly cpusetMems: string;
  readonly pidsLimit: boolean;
  readonly blkioWeight: boolean;
  readonly blkioWeightDevice: boolean;
  /** bytes or operations a second, reading and writing */
  readonly blkioThrottle: boolean;
  /** Whether the kernel has cgroup namespaces. */
  readonly namespaces: boolean;
}

const CGROUP2_SUPER_MAGIC = 0x63677270;

/** Reads a handful of small files once, at start-up. `root` and `proc` are other places in tests. */
export function readCgroupFacts(root = '/sys/fs/cgroup', proc = '/proc'): CgroupFacts {
  const namespaces = existsSync(join(proc, 'self/ns/cgroup'));
  const facts = cgroupVersion(root) === 2 ? readUnified(root, proc) : readLegacy(root);
  return { ...facts, namespaces };
}

export function cgroupVersion(root = '/sys/fs/cgroup'): 1 | 2 {
  if (existsSync(join(root, 'cgroup.controllers'))) return 2;
  try {
    return statfsSync(root).type === CGROUP2_SUPER_MAGIC ? 2 : 1;
  } catch {
    return 1;
  }
}

type Facts = Omit<CgroupFacts, 'namespaces'>;

function readLegacy(root: string): Facts {
  const has = (file: string): boolean => existsSync(join(root, file));
  return {
    version: 1,
    memoryLimit: has('memory/memory.limit_in_bytes'),
    swapLimit: has('memory/memory.memsw.limit_in_bytes'),
    memoryReservation: has('memory/memory.soft_limit_in_bytes'),
    memorySwappiness: has('memory/memory.swappiness'),
    oomKillDisable: has('memory/memory.oom_control'),
    kernelMemory: has('memory/memory.kmem.limit_in_bytes'),
    cpuShares: has('cpu/cpu.shares'),
    cpuCfs: has('cpu/cpu.cfs_quota_us'),
    cpuRealtime: has('cpu/cpu.rt_period_us'),
    cpuset: has('cpuset/cpuset.cpus'),
    cpusetCpus: read(join(root, 'cpuset/cpuset.cpus')),
    cpusetMems: read(join(root, 'cpuset/cpuset.mems')),
    pidsLimit: has('pids'),
    blkioWeight: has('blkio/blkio.weight') || has('blkio/blkio.bfq.weight'),
    blkioWeightDevice: has('blkio/blkio.weight_device') || has('blkio/blkio.bfq.weight_device'),
    blkioThrottle: has('blkio/blkio.throttle.read_bps_device'),
  };
}

function readUnified(root: string, proc: string): Facts {
  const controllers = read(join(root, 'cgroup.controllers')).split(' ');
  const has = (name: string): boolean => controllers.includes(name);
  return {
    version: 2,
    memoryLimit: has('memory'),
    swapLimit: has('memory') && hasSwapLimit(root, proc),
    memoryReservation: has('memory'),
    // Version 2 has neither of these three.
    memorySwappiness: false,
    oomKillDisable: false,
    kernelMemory: false,
    cpuShares: has('cpu'),
    cpuCfs: has('cpu'),
    cpuRealtime: false,
    cpuset: has('cpuset'),
    cpusetCpus: read(join(root, 'cpuset.cpus.effective')),
    cpusetMems: read(join(root, 'cpuset.mems.effective')),
    pidsLimit: has('pids'),
    blkioWeight: has('io') && anyChildHas(root, 'io.weight', 'io.bfq.weight'),
    blkioWeightDevice: has('io') && anyChildHas(root, 'io.weight', 'io.bfq.weight'),
    blkioThrottle: has('io'),
  };
}

/** The file exists in every group but the root; where we are in the root, another group tells. */
function hasSwapLimit(root: string, proc: string): boolean {
  const own = /^0::(.*)$/m.exec(read(join(proc, 'self/cgroup')))?.[1] ?? '/';
  if (own !== '/') return existsSync(join(root, own, 'memory.swap.max'));
  return anyChildHas(root, 'memory.swap.max');
}

function anyChildHas(root: string, ...files: readonly string[]): boolean {
  const groups = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return groups.some((group) => files.some((file) => existsSync(join(root, group.name, file))));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
