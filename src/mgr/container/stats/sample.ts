import type { ContainerStats } from '../../../api/schemas.ts';
import { toGoTime, ZERO_TIME } from '../../../lib/go-time.ts';
import type { ContainerRecord } from '../record.ts';
import { isAlive } from '../state.ts';
import { blkioStats, NO_BLKIO } from './blkio.ts';
import { type CgroupFiles, type HostPaths, openCgroup, readNumber } from './cgroup-files.ts';
import { cpuStats, NO_CPU } from './cpu.ts';
import { memoryStats } from './memory.ts';
import { networkStats } from './networks.ts';

/** The part of a record that a sample needs. */
export type SampledRecord = Pick<
  ContainerRecord,
  'id' | 'name' | 'state' | 'endpoints' | 'hostConfig'
>;

export interface SampleContext {
  readonly host: HostPaths;
  /** bytes */
  readonly hostMemory: number;
  readonly now: Date;
}

/** One look at a container, with nothing yet before it. A container without processes has an empty one. */
export function sample(record: SampledRecord, context: SampleContext): ContainerStats {
  const { state } = record;
  const group = isAlive(state) ? openCgroup(state.pid, context.host) : undefined;
  if (group === undefined || !isAlive(state)) return emptySample(record);
  const networks = networkStats(state.pid, context.host, interfacesOf(record));
  return {
    ...emptySample(record),
    read: toGoTime(context.now),
    pids_stats: pidsStats(group),
    blkio_stats: blkioStats(group),
    cpu_stats: cpuStats(group, context.host),
    memory_stats: memoryStats(group, context.hostMemory),
    ...(Object.keys(networks).length === 0 ? {} : { networks }),
  };
}

function emptySample({ id, name }: SampledRecord): ContainerStats {
  return {
    name: `/${name}`,
    id,
    os_type: 'linux',
    read: ZERO_TIME,
    preread: ZERO_TIME,
    pids_stats: {},
    blkio_stats: NO_BLKIO,
    num_procs: 0,
    storage_stats: {},
    cpu_stats: NO_CPU,
    precpu_stats: NO_CPU,
    memory_stats: {},
  };
}

function pidsStats(group: CgroupFiles): ContainerStats['pids_stats'] {
  const limit = readNumber(group.read('pids', 'pids.max'));
  return {
    current: readNumber(group.read('pids', 'pids.current')) ?? 0,
    ...(limit === undefined ? {} : { limit }),
  };
}

/** Its own endpoints; where it shares another container's namespace, all there are. The host's are nobody's. */
function interfacesOf({ endpoints, hostConfig }: SampledRecord): (name: string) => boolean {
  const mode = hostConfig.NetworkMode ?? 'default';
  if (mode === 'host' || mode === 'none') return () => false;
  if (mode.startsWith('container:')) return (name) => name !== 'lo';
  const own = new Set(Object.values(endpoints).map(({ interfaceName }) => interfaceName));
  return (name) => own.has(name);
}
