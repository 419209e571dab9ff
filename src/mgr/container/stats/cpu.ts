import { join } from 'node:path';

import type { ContainerCpuStats } from '../../../api/schemas.ts';
import {
  type CgroupFiles,
  type HostPaths,
  readNumber,
  readPairs,
  readText,
} from './cgroup-files.ts';

/** USER_HZ is 100 on every Linux that user space sees. */
const NANOSECONDS_A_TICK = 10_000_000;

export const NO_CPU: ContainerCpuStats = {
  cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 },
  throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
};

/** All times in nanoseconds. */
export function cpuStats(group: CgroupFiles, host: HostPaths): ContainerCpuStats {
  const own = group.version === 2 ? unifiedCpu(group) : legacyCpu(group);
  return { ...own, ...systemCpu(host) };
}

function legacyCpu(group: CgroupFiles): ContainerCpuStats {
  const { user = 0, system = 0 } = readPairs(group.read('cpuacct', 'cpuacct.stat'));
  const throttling = readPairs(group.read('cpu', 'cpu.stat'));
  const each = group.read('cpuacct', 'cpuacct.usage_percpu').trim();
  return {
    cpu_usage: {
      total_usage: readNumber(group.read('cpuacct', 'cpuacct.usage')) ?? 0,
      ...(each === '' ? {} : { percpu_usage: each.split(' ').map(Number) }),
      usage_in_kernelmode: system * NANOSECONDS_A_TICK,
      usage_in_usermode: user * NANOSECONDS_A_TICK,
    },
    throttling_data: {
      periods: throttling['nr_periods'] ?? 0,
      throttled_periods: throttling['nr_throttled'] ?? 0,
      throttled_time: throttling['throttled_time'] ?? 0,
    },
  };
}

function unifiedCpu(group: CgroupFiles): ContainerCpuStats {
  const stat = readPairs(group.read('', 'cpu.stat'));
  const nanoseconds = (name: string): number => (stat[name] ?? 0) * 1000;
  return {
    cpu_usage: {
      total_usage: nanoseconds('usage_usec'),
      usage_in_kernelmode: nanoseconds('system_usec'),
      usage_in_usermode: nanoseconds('user_usec'),
    },
    throttling_data: {
      periods: stat['nr_periods'] ?? 0,
      throttled_periods: stat['nr_throttled'] ?? 0,
      throttled_time: nanoseconds('throttled_usec'),
    },
  };
}

/** What the whole machine spent, idle time included: user to softirq, as Docker adds it up. */
function systemCpu(
  host: HostPaths,
): Required<Pick<ContainerCpuStats, 'system_cpu_usage' | 'online_cpus'>> {
  const text = readText(join(host.proc, 'stat'));
  const [, ...ticks] = text.slice(0, text.indexOf('\n')).trim().split(/ +/);
  const sum = ticks.slice(0, 7).reduce((total, tick) => total + Number(tick), 0);
  return {
    system_cpu_usage: sum * NANOSECONDS_A_TICK,
    online_cpus: [...text.matchAll(/^cpu\d/gm)].length,
  };
}
