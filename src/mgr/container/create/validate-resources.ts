import type { Resources } from '../../../api/schemas.ts';
import { isCpusetAvailable } from '../../../lib/cgroup-cpuset.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import { invalidArgument, messageOf } from '../../../lib/errors.ts';
import type { HostFacts } from '../../../lib/host-facts.ts';

type Wish = DeepReadonly<Resources>;

/**
 * @param resources after discardUnsupported(): what the kernel cannot do is warned of, not refused
 * @throws invalidArgument. moby: daemon/daemon_unix.go verifyPlatformContainerResources
 */
export function validateResources(
  resources: Wish,
  host: HostFacts,
  purpose: 'create' | 'update',
): void {
  const asked = {
    ...numbersOf(resources),
    cpus: host.cpus,
    realtime: host.cgroup.cpuRealtime,
    purpose,
  };
  const broken = RULES.find(([applies]) => applies(asked));
  if (broken !== undefined) {
    const [, sentence] = broken;
    throw invalidArgument(typeof sentence === 'string' ? sentence : sentence(asked));
  }
  validateSwappiness(resources.MemorySwappiness);
  validateCpuset(resources, host);
  validateWeights(resources);
}

const NUMBERS = [
  'Memory',
  'MemorySwap',
  'MemoryReservation',
  'NanoCpus',
  'CpuPeriod',
  'CpuQuota',
  'CpuShares',
  'CpuRealtimePeriod',
  'CpuRealtimeRuntime',
  'IOMaximumBandwidth',
  'IOMaximumIOps',
] as const;

type Numbers = Readonly<Record<(typeof NUMBERS)[number], number>>;

interface Asked extends Numbers {
  readonly cpus: number;
  readonly realtime: boolean;
  readonly purpose: 'create' | 'update';
}

const numbersOf = (wish: Wish): Numbers =>
  Object.fromEntries(NUMBERS.map((name) => [name, wish[name] ?? 0])) as Numbers;

type Rule = readonly [
  applies: (asked: Asked) => boolean,
  sentence: string | ((asked: Asked) => string),
];

const MINIMUM_MEMORY = 6 * 1024 ** 2;

/** In the order in which dockerd looks. */
const RULES: readonly Rule[] = [
  [
    (n) => n.IOMaximumBandwidth !== 0,
    'invalid option: QoS maximum bandwidth configuration is not supported on linux',
  ],
  [
    (n) => n.IOMaximumIOps !== 0,
    'invalid option: QoS maximum IOPs configuration is not supported on linux',
  ],
  [
    (n) => !n.realtime && (n.CpuRealtimePeriod !== 0 || n.CpuRealtimeRuntime !== 0),
    'kernel does not support CPU real-time scheduler',
  ],
  [
    (n) => n.CpuRealtimePeriod !== 0 && n.CpuRealtimeRuntime > n.CpuRealtimePeriod,
    'cpu real-time runtime cannot be higher than cpu real-time period',
  ],
  [
    (n) => n.CpuShares < 0,
    (n) => `invalid CPU shares (${n.CpuShares}): value must be a positive integer`,
  ],
  [(n) => n.Memory !== 0 && n.Memory < MINIMUM_MEMORY, 'Minimum memory limit allowed is 6MB'],
  [
    (n) => n.Memory > 0 && n.MemorySwap > 0 && n.MemorySwap < n.Memory,
    'Minimum memoryswap limit should be larger than memory limit, see usage',
  ],
  [
    (n) => n.Memory === 0 && n.MemorySwap > 0 && n.purpose === 'create',
    'You should always set the Memory limit when using Memoryswap limit, see usage',
  ],
  [
    (n) => n.MemoryReservation > 0 && n.MemoryReservation < MINIMUM_MEMORY,
    'Minimum memory reservation allowed is 6MB',
  ],
  [
    (n) => n.Memory > 0 && n.MemoryReservation > n.Memory,
    'Minimum memory limit can not be less than memory reservation limit, see usage',
  ],
  [
    (n) => n.NanoCpus > 0 && n.CpuPeriod > 0,
    'Conflicting options: Nano CPUs and CPU Period cannot both be set',
  ],
  [
    (n) => n.NanoCpus > 0 && n.CpuQuota > 0,
    'Conflicting options: Nano CPUs and CPU Quota cannot both be set',
  ],
  [
    (n) => n.NanoCpus < 0 || n.NanoCpus > n.cpus * 1e9,
    (n) => `Range of CPUs is from 0.01 to ${n.cpus}.00, as there are only ${n.cpus} CPUs available`,
  ],
  [
    (n) => n.CpuPeriod !== 0 && (n.CpuPeriod < 1000 || n.CpuPeriod > 1_000_000),
    'CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)',
  ],
  [
    (n) => n.CpuQuota > 0 && n.CpuQuota < 1000,
    'CPU cfs quota can not be less than 1ms (i.e. 1000)',
  ],
];

function validateSwappiness(value: number | null | undefined): void {
  if (value == null || (value >= 0 && value <= 100)) return;
  throw invalidArgument(`Invalid value: ${value}, valid memory swappiness range is 0-100`);
}

function validateCpuset(resources: Wish, { cgroup }: HostFacts): void {
  const { CpusetCpus: cpus = '', CpusetMems: mems = '' } = resources;
  if (!isAvailable('cpuset cpus', cpus, cgroup.cpusetCpus)) {
    throw invalidArgument(
      `Requested CPUs are not available - requested ${cpus}, available: ${cgroup.cpusetCpus}`,
    );
  }
  if (!isAvailable('cpuset mems', mems, cgroup.cpusetMems)) {
    throw invalidArgument(
      `Requested memory nodes are not available - requested ${mems}, available: ${cgroup.cpusetMems}`,
    );
  }
}

function isAvailable(what: string, asked: string, available: string): boolean {
  try {
    return isCpusetAvailable(asked, available);
  } catch (err) {
    throw invalidArgument(`Invalid value ${asked} for ${what}: ${messageOf(err)}`, err);
  }
}

function validateWeights(resources: Wish): void {
  const devices = resources.BlkioWeightDevice ?? [];
  const weights = [resources.BlkioWeight ?? 0, ...devices.map(({ Weight }) => Weight ?? 0)];
  if (weights.some((weight) => weight !== 0 && (weight < 10 || weight > 1000))) {
    throw invalidArgument('Range of blkio weight is from 10 to 1000');
  }
}
