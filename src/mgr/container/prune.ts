import { isCode } from '../../lib/errors.ts';
import type { Filters } from '../../lib/filters.ts';
import { pruneFilter } from '../../lib/prune-filter.ts';
import type { ContainerDeps } from './deps.ts';
import { withLock } from './locked.ts';
import type { ContainerRecord } from './record.ts';
import { remove } from './remove.ts';

/** Removes stopped containers. Filters: `until`, `label`, `label!`. */
export async function prune(
  deps: ContainerDeps,
  filters: Filters,
  signal: AbortSignal,
): Promise<{ ContainersDeleted: string[]; SpaceReclaimed: number }> {
  const chosen = [...deps.registry.all()].filter(prunable(filters, deps.clock.now()));
  const ContainersDeleted: string[] = [];
  let SpaceReclaimed = 0;
  for (const record of chosen) {
    try {
      const { size } = await deps.runtime.snapshots.usage(record.snapshotter, record.id, signal);
      const options = { force: false, volumes: false, link: false };
      await withLock(deps, record.id, signal, (c) => remove(deps, c, options, signal));
      ContainersDeleted.push(record.id);
      SpaceReclaimed += size;
    } catch (err) {
      if (!isCode(err, 'notFound') && !isCode(err, 'conflict')) throw err;
    }
  }
  deps.events.publish({
    type: 'container',
    action: 'prune',
    id: '',
    attributes: { reclaimed: String(SpaceReclaimed) },
    time: deps.clock.now(),
  });
  return { ContainersDeleted, SpaceReclaimed };
}

function prunable(filters: Filters, now: Date): (record: ContainerRecord) => boolean {
  const matches = pruneFilter(filters, now);
  return ({ state, config, createdAt }) =>
    ['created', 'exited', 'dead'].includes(state.status) &&
    matches({ createdAt, labels: config.Labels });
}
