import type { ContainerMemoryStats } from '../../../api/schemas.ts';
import { type CgroupFiles, readNumber, readPairs } from './cgroup-files.ts';

/**
 * Bytes. `usage` is the kernel's figure with the page cache in it; clients subtract `total_inactive_file`
 * (version 1) or `inactive_file` (version 2), so both are among `stats`.
 */
export function memoryStats(group: CgroupFiles, hostMemory: number): ContainerMemoryStats {
  return group.version === 2 ? unified(group, hostMemory) : legacy(group, hostMemory);
}

function legacy(group: CgroupFiles, hostMemory: number): ContainerMemoryStats {
  const number = (file: string): number | undefined => readNumber(group.read('memory', file));
  const failures = number('memory.failcnt') ?? 0;
  return {
    usage: number('memory.usage_in_bytes') ?? 0,
    max_usage: number('memory.max_usage_in_bytes') ?? 0,
    stats: readPairs(group.read('memory', 'memory.stat')),
    ...(failures === 0 ? {} : { failcnt: failures }),
    limit: atMost(number('memory.limit_in_bytes'), hostMemory),
  };
}

function unified(group: CgroupFiles, hostMemory: number): ContainerMemoryStats {
  const failures = readPairs(group.read('', 'memory.events'))['oom'] ?? 0;
  return {
    usage: readNumber(group.read('', 'memory.current')) ?? 0,
    stats: readPairs(group.read('', 'memory.stat')),
    ...(failures === 0 ? {} : { failcnt: failures }),
    limit: atMost(readNumber(group.read('', 'memory.max')), hostMemory),
  };
}

/** A container without a limit has the host's memory as its limit. */
const atMost = (limit: number | undefined, hostMemory: number): number =>
  Math.min(limit ?? hostMemory, hostMemory);
