import type { HostConfig, Resources } from '../../../api/schemas.ts';
import type { CgroupFacts } from '../../../lib/cgroup-facts.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import type { HostFacts } from '../../../lib/host-facts.ts';

type Wish = DeepReadonly<Resources>;

interface Rule {
  readonly lacks: keyof CgroupFacts;
  readonly asks: (wish: Wish) => boolean;
  readonly sentence?: string;
  readonly instead: (wish: Wish) => Wish;
}

const isAny = (list: readonly unknown[] | null | undefined): boolean => (list?.length ?? 0) > 0;
const positive = (value: number | null | undefined): boolean => (value ?? 0) > 0;
const kernelLacks = (what: string, discarded: string): string =>
  `Your kernel does not support ${what} or the cgroup is not mounted. ${discarded}`;

/** In Docker's order: what falls away first can spare the next rule its warning. */
const RULES: readonly Rule[] = [
  {
    lacks: 'memoryLimit',
    asks: (wish) => positive(wish.Memory),
    sentence: kernelLacks('memory limit capabilities', 'Limitation discarded.'),
    instead: () => ({ Memory: 0, MemorySwap: -1 }),
  },
  {
    lacks: 'swapLimit',
    asks: (wish) => positive(wish.Memory) && wish.MemorySwap !== -1,
    sentence: kernelLacks('swap limit capabilities', 'Memory limited without swap.'),
    instead: () => ({ MemorySwap: -1 }),
  },
  {
    lacks: 'memorySwappiness',
    asks: (wish) => wish.MemorySwappiness != null,
    sentence: kernelLacks('memory swappiness capabilities', 'Memory swappiness discarded.'),
    instead: () => ({ MemorySwappiness: null }),
  },
  {
    lacks: 'memoryReservation',
    asks: (wish) => positive(wish.MemoryReservation),
    sentence: kernelLacks('memory soft limit capabilities', 'Limitation discarded.'),
    instead: () => ({ MemoryReservation: 0 }),
  },
  {
    lacks: 'kernelMemory',
    asks: (wish) => positive(wish.KernelMemory),
    sentence: kernelLacks('kernel memory limit capabilities', 'Limitation discarded.'),
    instead: () => ({ KernelMemory: 0 }),
  },
  {
    lacks: 'oomKillDisable',
    asks: (wish) => wish.OomKillDisable === true,
    sentence: 'Your kernel does not support OomKillDisable. OomKillDisable discarded.',
    instead: () => ({ OomKillDisable: null }),
  },
  {
    lacks: 'oomKillDisable',
    asks: (wish) => wish.OomKillDisable === false,
    instead: () => ({ OomKillDisable: null }),
  },
  {
    lacks: 'pidsLimit',
    asks: (wish) => positive(wish.PidsLimit),
    sentence: kernelLacks('PIDs limit capabilities', 'PIDs limit discarded.'),
    instead: () => ({ PidsLimit: null }),
  },
  {
    lacks: 'cpuShares',
    asks: (wish) => positive(wish.CpuShares),
    sentence: kernelLacks('CPU shares', 'Shares discarded.'),
    instead: () => ({ CpuShares: 0 }),
  },
  {
    lacks: 'cpuCfs',
    asks: (wish) => Boolean(wish.CpuPeriod ?? 0) || Boolean(wish.CpuQuota ?? 0),
    sentence: 'Your kernel does not support CPU CFS scheduler. CPU period/quota discarded.',
    instead: () => ({ CpuPeriod: 0, CpuQuota: 0 }),
  },
  {
    lacks: 'cpuset',
    asks: (wish) => Boolean(wish.CpusetCpus) || Boolean(wish.CpusetMems),
    sentence: kernelLacks('cpuset', 'Cpuset discarded.'),
    instead: () => ({ CpusetCpus: '', CpusetMems: '' }),
  },
  {
    lacks: 'blkioWeight',
    asks: (wish) => positive(wish.BlkioWeight),
    sentence: kernelLacks('Block I/O weight', 'Weight discarded.'),
    instead: () => ({ BlkioWeight: 0 }),
  },
  {
    lacks: 'blkioWeightDevice',
    asks: (wish) => isAny(wish.BlkioWeightDevice),
    sentence: kernelLacks('Block I/O weight_device', 'Weight-device discarded.'),
    instead: () => ({ BlkioWeightDevice: [] }),
  },
  throttle('BlkioDeviceReadBps', 'BPS Block I/O read limit', 'Block I/O BPS read limit'),
  throttle('BlkioDeviceWriteBps', 'BPS Block I/O write limit', 'Block I/O BPS write limit'),
  throttle('BlkioDeviceReadIOps', 'IOPS Block read limit', 'Block I/O IOPS read limit'),
  throttle('BlkioDeviceWriteIOps', 'IOPS Block write limit', 'Block I/O IOPS write limit'),
];

function throttle(
  field:
    'BlkioDeviceReadBps' | 'BlkioDeviceWriteBps' | 'BlkioDeviceReadIOps' | 'BlkioDeviceWriteIOps',
  what: string,
  discarded: string,
): Rule {
  return {
    lacks: 'blkioThrottle',
    asks: (wish) => isAny(wish[field]),
    sentence: kernelLacks(what, `${discarded} discarded.`),
    instead: () => ({ [field]: [] }),
  };
}

/**
 * Takes away what the host's control groups cannot do, and says so in Docker's words.
 * moby: daemon/daemon_unix.go verifyPlatformContainerResources
 */
export function discardUnsupported<T extends Wish>(
  wish: T,
  host: Pick<HostFacts, 'cgroup'>,
): { resources: T; warnings: string[] } {
  const warnings: string[] = [];
  // −1 has always meant "not given".
  let resources: T = wish.MemorySwappiness === -1 ? { ...wish, MemorySwappiness: null } : wish;
  for (const { lacks, asks, sentence, instead } of RULES) {
    if (host.cgroup[lacks] !== false || !asks(resources)) continue;
    if (sentence !== undefined) warnings.push(sentence);
    resources = { ...resources, ...instead(resources) };
  }
  if (positive(resources.CpuPercent)) {
    warnings.push('linux does not support CPU percent. Percent discarded.');
    resources = { ...resources, CpuPercent: 0 };
  }
  if (resources.OomKillDisable === true && !positive(resources.Memory)) {
    warnings.push(
      'OOM killer is disabled for the container, but no memory limit is set, this can result in the system running out of resources.',
    );
  }
  return { resources, warnings };
}

/** What works otherwise than the user may think. moby: verifyPlatformContainerSettings */
export function hostWarnings(hostConfig: DeepReadonly<HostConfig>, host: HostFacts): string[] {
  const { NetworkMode: mode = '', OomScoreAdj: oom = 0 } = hostConfig;
  const ports = Object.keys(hostConfig.PortBindings ?? {}).length;
  const warnings: readonly (readonly [boolean, string])[] = [
    [
      !host.ipv4Forwarding && mode !== 'host' && mode !== 'none',
      'IPv4 forwarding is disabled. Networking will not work.',
    ],
    [mode === 'host' && ports > 0, 'Published ports are discarded when using host network mode'],
    [
      hostConfig.CgroupnsMode === 'private' && !host.cgroup.namespaces,
      'Your kernel does not support cgroup namespaces.  Cgroup namespace setting discarded.',
    ],
    [
      oom !== 0 && oom < host.oomScoreAdj && !host.hasCapSysResource,
      `The engine lacks CAP_SYS_RESOURCE and cannot lower the OOM score below ${host.oomScoreAdj}. OomScoreAdj discarded.`,
    ],
    [
      exceedsLimits(hostConfig, host),
      'The engine lacks CAP_SYS_RESOURCE and cannot raise limits above its own. Ulimits reduced.',
    ],
  ];
  return warnings.filter(([applies]) => applies).map(([, sentence]) => sentence);
}

function exceedsLimits(hostConfig: DeepReadonly<HostConfig>, host: HostFacts): boolean {
  if (host.hasCapSysResource) return false;
  return (hostConfig.Ulimits ?? []).some(({ Name = '', Hard = 0 }) => {
    const own = host.rlimits[`RLIMIT_${Name.toUpperCase()}`] ?? Infinity;
    return (Hard === -1 ? Infinity : Hard) > own;
  });
}
