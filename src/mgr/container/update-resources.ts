import type { ContainerUpdateBody, HostConfig, Resources } from '../../api/schemas.ts';
import type { DeepReadonly } from '../../lib/deep-readonly.ts';
import { conflict } from '../../lib/errors.ts';
import type { HostFacts } from '../../lib/host-facts.ts';
import type { OciResources } from '../../lib/oci.ts';
import { validateRestartPolicy } from './create/validate-host-config.ts';
import { validateResources } from './create/validate-resources.ts';
import { discardUnsupported } from './create/warnings.ts';
import { cannotUpdate } from './errors.ts';
import type { ContainerRecord } from './record.ts';
import type { BlockDevice } from './spec/context.ts';
import { ociResources } from './spec/resources.ts';

type Host = DeepReadonly<HostConfig>;
type Body = DeepReadonly<ContainerUpdateBody>;

/** What an update comes to. */
export interface ResourceUpdate {
  /** To be stored instead of the old one. */
  readonly hostConfig: Host;
  /** For a living task; absent when only the restart policy changes. */
  readonly ociResources?: OciResources;
  readonly warnings: readonly string[];
}

export interface UpdateContext {
  readonly host: HostFacts;
  /** Of the devices that the body names: see gatherBlockDevices(). */
  readonly blockDevices: ReadonlyMap<string, BlockDevice>;
}

/**
 * Checks an update and lays it over what is: members that are absent, null, zero or empty stay as they
 * were. moby: daemon/update.go, daemon/container UpdateContainer
 *
 * @throws invalidArgument for values that make no sense; conflict for those that do not go with the others
 */
export function updateResources(
  container: Pick<ContainerRecord, 'id' | 'hostConfig'>,
  body: Body,
  { host, blockDevices }: UpdateContext,
): ResourceUpdate {
  const { RestartPolicy: policy, ...sent } = body;
  validateRestartPolicy(policy ?? {});
  const { resources, warnings } = discardUnsupported(sent, host);
  validateResources(resources, host, 'update');
  refuseConflicts(container, { ...resources, RestartPolicy: policy });
  const changes = changesOf(resources);
  const hasPolicy = policy?.Name !== undefined && policy.Name !== '';
  const hostConfig: Host = {
    ...container.hostConfig,
    ...changes,
    ...(hasPolicy
      ? {
          RestartPolicy: { Name: policy.Name, MaximumRetryCount: policy.MaximumRetryCount ?? 0 },
        }
      : {}),
  };
  return {
    hostConfig,
    ...(Object.keys(changes).length === 0
      ? {}
      : { ociResources: liveResources(hostConfig, changes, blockDevices) }),
    warnings,
  };
}

const UPDATABLE = [
  'BlkioWeight',
  'BlkioWeightDevice',
  'BlkioDeviceReadBps',
  'BlkioDeviceWriteBps',
  'BlkioDeviceReadIOps',
  'BlkioDeviceWriteIOps',
  'CpuPeriod',
  'CpuQuota',
  'CpuRealtimePeriod',
  'CpuRealtimeRuntime',
  'CpuShares',
  'CpusetCpus',
  'CpusetMems',
  'KernelMemory',
  'Memory',
  'MemoryReservation',
  'MemorySwap',
  'NanoCpus',
] as const satisfies readonly (keyof Resources)[];

/** A limit on processes may be set to 0, which takes it away; everything else keeps at zero. */
function changesOf(wish: DeepReadonly<Resources>): DeepReadonly<Resources> {
  const changed = UPDATABLE.filter((name) => Boolean(wish[name])).map((name) => [name, wish[name]]);
  const pids = wish.PidsLimit == null ? [] : [['PidsLimit', wish.PidsLimit]];
  return Object.fromEntries([...changed, ...pids]) as DeepReadonly<Resources>;
}

type Rule = readonly [
  applies: (wish: DeepReadonly<Resources>, now: Host) => boolean,
  sentence: string,
];

const positive = (value: number | undefined): boolean => (value ?? 0) > 0;

const RULES: readonly Rule[] = [
  [
    (wish, now) => positive(wish.NanoCpus) && positive(now.CpuPeriod),
    'Conflicting options: Nano CPUs cannot be updated as CPU Period has already been set',
  ],
  [
    (wish, now) => positive(wish.NanoCpus) && positive(now.CpuQuota),
    'Conflicting options: Nano CPUs cannot be updated as CPU Quota has already been set',
  ],
  [
    (wish, now) => positive(wish.CpuPeriod) && positive(now.NanoCpus),
    'Conflicting options: CPU Period cannot be updated as NanoCPUs has already been set',
  ],
  [
    (wish, now) => positive(wish.CpuQuota) && positive(now.NanoCpus),
    'Conflicting options: CPU Quota cannot be updated as NanoCPUs has already been set',
  ],
  [
    (wish, now) => !wish.MemorySwap && (wish.Memory ?? 0) > (now.MemorySwap ?? 0),
    'Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time',
  ],
];

function refuseConflicts(
  { id, hostConfig }: Pick<ContainerRecord, 'id' | 'hostConfig'>,
  body: Body,
): void {
  const broken = RULES.find(([applies]) => applies(body, hostConfig));
  if (broken !== undefined) throw cannotUpdate(id, conflict(broken[1]));
  const policy = body.RestartPolicy?.Name ?? '';
  if (hostConfig.AutoRemove && policy !== '' && policy !== 'no') {
    throw cannotUpdate(
      id,
      conflict('Restart policy cannot be updated because AutoRemove is enabled for the container'),
    );
  }
}

/** All limits as they are from now on; unlimited swap has to be said, or the old limit would stay. */
function liveResources(
  hostConfig: Host,
  changes: DeepReadonly<Resources>,
  blockDevices: ReadonlyMap<string, BlockDevice>,
): OciResources {
  const resources = ociResources(hostConfig, blockDevices);
  if (changes.MemorySwap !== -1) return resources;
  return { ...resources, memory: { ...resources.memory, swap: -1 } };
}
