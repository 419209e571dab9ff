import type { CgroupFacts } from '../../lib/cgroup-facts.ts';
import type { HostFacts } from '../../lib/host-facts.ts';
import type { SystemSettings } from './settings.ts';

type Check = readonly [isThere: (cgroup: CgroupFacts) => boolean, sentence: string];

/** In the order in which Docker prints them. moby: daemon/info_unix.go */
const CGROUP_CHECKS: readonly Check[] = [
  [({ memoryLimit }) => memoryLimit, 'WARNING: No memory limit support'],
  [({ swapLimit }) => swapLimit, 'WARNING: No swap limit support'],
  [
    ({ version, oomKillDisable }) => version === 2 || oomKillDisable,
    'WARNING: No oom kill disable support',
  ],
  [({ cpuCfs }) => cpuCfs, 'WARNING: No cpu cfs quota support'],
  [({ cpuCfs }) => cpuCfs, 'WARNING: No cpu cfs period support'],
  [({ cpuShares }) => cpuShares, 'WARNING: No cpu shares support'],
  [({ cpuset }) => cpuset, 'WARNING: No cpuset support'],
  [({ version, blkioWeight }) => version === 1 || blkioWeight, 'WARNING: No io.weight support'],
  [
    ({ version, blkioWeightDevice }) => version === 1 || blkioWeightDevice,
    'WARNING: No io.weight (per device) support',
  ],
  ...['rbps', 'wbps', 'riops', 'wiops'].map((limit): Check => [
    ({ version, blkioThrottle }) => version === 1 || blkioThrottle,
    `WARNING: No io.max (${limit}) support`,
  ]),
];

/** What `docker info` prints at its end; null for nothing. */
export function warnings(
  host: Pick<HostFacts, 'cgroup' | 'ipv4Forwarding'>,
  settings: Pick<SystemSettings, 'listeners' | 'tls'>,
): string[] | null {
  const all = [
    ...openListeners(settings),
    ...CGROUP_CHECKS.filter(([isThere]) => !isThere(host.cgroup)).map(([, sentence]) => sentence),
    ...(host.ipv4Forwarding ? [] : ['WARNING: IPv4 forwarding is disabled']),
  ];
  return all.length === 0 ? null : all;
}

function openListeners({ listeners, tls }: Pick<SystemSettings, 'listeners' | 'tls'>): string[] {
  if (tls) return [];
  return listeners
    .filter(({ kind }) => kind === 'tcp')
    .map(
      ({ host = '', port = 0 }) =>
        `WARNING: API is accessible on http://${host}:${port} without encryption.\n` +
        '         Whoever reaches it has root on this machine.',
    );
}
