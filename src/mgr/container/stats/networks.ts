import { join } from 'node:path';

import type { ContainerNetworkStats } from '../../../api/schemas.ts';
import { type HostPaths, readText } from './cgroup-files.ts';

/**
 * The counters of a container's interfaces, read through its process: /proc/PID/net is that of the
 * process's network namespace, so nobody has to enter it.
 * @param wanted whether an interface counts
 */
export function networkStats(
  pid: number,
  host: HostPaths,
  wanted: (name: string) => boolean,
): Record<string, ContainerNetworkStats> {
  const text = readText(join(host.proc, String(pid), 'net/dev'));
  const stats: Record<string, ContainerNetworkStats> = {};
  for (const [, name = '', counters = ''] of text.matchAll(/^ *([^\s:]+):(.*)$/gm)) {
    if (wanted(name)) stats[name] = counts(counters);
  }
  return stats;
}

/** Sixteen columns: bytes packets errs drop and four more, received and then transmitted. */
function counts(text: string): ContainerNetworkStats {
  const column = text.trim().split(/ +/).map(Number);
  const at = (index: number): number => column[index] ?? 0;
  return {
    rx_bytes: at(0),
    rx_packets: at(1),
    rx_errors: at(2),
    rx_dropped: at(3),
    tx_bytes: at(8),
    tx_packets: at(9),
    tx_errors: at(10),
    tx_dropped: at(11),
  };
}
