import type { ContainerRegistry } from '../../mgr/container/registry.ts';
import type { ContainerCounts } from '../../mgr/system/deps.ts';

/** How many containers there are by what `info` distinguishes; from memory. */
export function countContainers(registry: ContainerRegistry): ContainerCounts {
  const counts = { running: 0, paused: 0, stopped: 0 };
  for (const { state } of registry.all()) {
    if (state.status === 'running' || state.status === 'restarting') counts.running += 1;
    else if (state.status === 'paused') counts.paused += 1;
    else counts.stopped += 1;
  }
  return counts;
}
