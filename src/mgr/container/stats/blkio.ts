import type { ContainerBlkioStatEntry, ContainerBlkioStats } from '../../../api/schemas.ts';
import type { CgroupFiles } from './cgroup-files.ts';

const KINDS = [
  'io_service_bytes_recursive',
  'io_serviced_recursive',
  'io_queue_recursive',
  'io_service_time_recursive',
  'io_wait_time_recursive',
  'io_merged_recursive',
  'io_time_recursive',
  'sectors_recursive',
] as const satisfies readonly (keyof ContainerBlkioStats)[];

const allKinds = (value: () => ContainerBlkioStatEntry[] | null): ContainerBlkioStats =>
  Object.fromEntries(KINDS.map((kind) => [kind, value()])) as unknown as ContainerBlkioStats;

/** What Docker shows of a container without processes. */
export const NO_BLKIO: ContainerBlkioStats = allKinds(() => null);

export function blkioStats(group: CgroupFiles): ContainerBlkioStats {
  return group.version === 2 ? unified(group) : legacy(group);
}

/** The throttling layer counts for every scheduler; only some schedulers have counters of their own. */
function legacy(group: CgroupFiles): ContainerBlkioStats {
  const entries = (name: string): ContainerBlkioStatEntry[] => {
    const files = [`blkio.${name}`, `blkio.throttle.${name}`, `blkio.bfq.${name}`];
    for (const file of files) {
      const found = readLegacy(group.read('blkio', file));
      if (found.length > 0) return found;
    }
    return [];
  };
  return {
    ...allKinds(() => []),
    io_service_bytes_recursive: entries('io_service_bytes_recursive'),
    io_serviced_recursive: entries('io_serviced_recursive'),
  };
}

/** Lines such as `8:0 Read 4096`; the grand total at the end has no device. */
function readLegacy(text: string): ContainerBlkioStatEntry[] {
  return [...text.matchAll(/^(\d+):(\d+) (\w+) (\d+)$/gm)].map(([, major, minor, op = '', value]) =>
    entry(major, minor, op, value),
  );
}

/** `8:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=0 dios=0` */
function unified(group: CgroupFiles): ContainerBlkioStats {
  const text = group.read('', 'io.stat');
  const lines = [...text.matchAll(/^(\d+):(\d+) rbytes=(\d+) wbytes=(\d+)/gm)];
  return {
    ...NO_BLKIO,
    io_service_bytes_recursive: lines.flatMap(([, major, minor, read, write]) => [
      entry(major, minor, 'read', read),
      entry(major, minor, 'write', write),
    ]),
  };
}

const entry = (
  major: string | undefined,
  minor: string | undefined,
  op: string,
  value: string | undefined,
): ContainerBlkioStatEntry => ({
  major: Number(major),
  minor: Number(minor),
  op,
  value: Number(value),
});
