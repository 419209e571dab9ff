import type { Resources, ThrottleDevice } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import type { OciResources, OciThrottle } from '../../../lib/oci.ts';
import type { BlockDevice, SpecStep } from './context.ts';

type Wish = DeepReadonly<Resources>;

export const resources: SpecStep = (spec, { hostConfig, blockDevices }) => {
  spec.linux.resources = ociResources(hostConfig, blockDevices);
};

/**
 * Limits in the runtime specification's words, which are version 1's; the OCI runtimes translate them
 * for version 2. What is not limited is left out. moby: daemon/daemon_unix.go getMemoryResources …
 */
export function ociResources(
  wish: Wish,
  blockDevices: ReadonlyMap<string, BlockDevice>,
): OciResources {
  const memory = memoryOf(wish);
  const cpu = cpuOf(wish);
  const blockIO = blockIoOf(wish, blockDevices);
  return {
    ...(isEmpty(memory) ? {} : { memory }),
    ...(isEmpty(cpu) ? {} : { cpu }),
    ...pidsOf(wish.PidsLimit),
    ...(isEmpty(blockIO) ? {} : { blockIO }),
  };
}

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

/** The entries that hold something. */
function filled<T extends object>(value: {
  readonly [K in keyof T]: T[K] | null | undefined | '';
}): T {
  const entries = Object.entries(value).filter(
    ([, item]) => item !== undefined && item !== null && item !== 0 && item !== '',
  );
  return Object.fromEntries(entries) as T;
}

const positive = (value: number | undefined): number | undefined =>
  value !== undefined && value > 0 ? value : undefined;

function memoryOf(wish: Wish): NonNullable<OciResources['memory']> {
  return {
    ...filled<NonNullable<OciResources['memory']>>({
      limit: positive(wish.Memory),
      reservation: positive(wish.MemoryReservation),
      // −1, unlimited, is what the kernel does anyway.
      swap: positive(wish.MemorySwap),
      kernel: positive(wish.KernelMemory),
      kernelTCP: positive(wish.KernelMemoryTCP),
    }),
    ...(wish.MemorySwappiness == null ? {} : { swappiness: wish.MemorySwappiness }),
    ...(wish.OomKillDisable ? { disableOOMKiller: true } : {}),
  };
}

const PERIOD_US = 100_000;

function cpuOf(wish: Wish): NonNullable<OciResources['cpu']> {
  const nano = wish.NanoCpus ?? 0;
  const fraction = { period: PERIOD_US, quota: Math.floor((nano * PERIOD_US) / 1e9) };
  return filled<NonNullable<OciResources['cpu']>>({
    shares: positive(wish.CpuShares),
    ...(nano > 0 ? fraction : { period: wish.CpuPeriod, quota: wish.CpuQuota }),
    realtimePeriod: wish.CpuRealtimePeriod,
    realtimeRuntime: wish.CpuRealtimeRuntime,
    cpus: wish.CpusetCpus,
    mems: wish.CpusetMems,
  });
}

/** Zero and less take a limit away; absent keeps what is. */
function pidsOf(limit: number | null | undefined): Pick<OciResources, 'pids'> {
  if (limit == null) return {};
  return { pids: { limit: limit > 0 ? limit : -1 } };
}

type BlockIo = NonNullable<OciResources['blockIO']>;

function blockIoOf(wish: Wish, devices: ReadonlyMap<string, BlockDevice>): BlockIo {
  const weights = (wish.BlkioWeightDevice ?? []).map(({ Path = '', Weight = 0 }) => ({
    ...numbersOf(Path, devices),
    weight: Weight,
  }));
  const lists = {
    weightDevice: weights,
    throttleReadBpsDevice: throttles(wish.BlkioDeviceReadBps, devices),
    throttleWriteBpsDevice: throttles(wish.BlkioDeviceWriteBps, devices),
    throttleReadIOPSDevice: throttles(wish.BlkioDeviceReadIOps, devices),
    throttleWriteIOPSDevice: throttles(wish.BlkioDeviceWriteIOps, devices),
  };
  const used = Object.entries(lists).filter(([, list]) => list.length > 0);
  return {
    ...filled<BlockIo>({ weight: positive(wish.BlkioWeight) }),
    ...(Object.fromEntries(used) as Partial<typeof lists>),
  };
}

function throttles(
  limits: readonly DeepReadonly<ThrottleDevice>[] | null | undefined,
  devices: ReadonlyMap<string, BlockDevice>,
): OciThrottle[] {
  return (limits ?? []).map(({ Path = '', Rate = 0 }) => ({
    ...numbersOf(Path, devices),
    rate: Rate,
  }));
}

const NOWHERE: BlockDevice = { major: 0, minor: 0 };

const numbersOf = (path: string, devices: ReadonlyMap<string, BlockDevice>): BlockDevice =>
  devices.get(path) ?? NOWHERE;
