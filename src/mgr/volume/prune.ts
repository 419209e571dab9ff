import type { VolumePruneResponse } from '../../api/schemas.ts';
import { isCode } from '../../lib/errors.ts';
import { booleanFilter, type Filters } from '../../lib/filters.ts';
import { pruneFilter } from '../../lib/prune-filter.ts';
import type { VolumeContext } from './deps.ts';
import { removeVolume } from './remove.ts';
import { usageOf } from './usage.ts';
import { isAnonymous, type VolumeRecord } from './volume-record.ts';

/**
 * Removes the volumes that no container has: those that nobody named, with the filter `all` any.
 * moby: volume/service/service.go LocalVolumesPrune
 */
export async function pruneVolumes(
  deps: VolumeContext,
  filters: Filters,
  signal: AbortSignal,
): Promise<VolumePruneResponse> {
  const all = booleanFilter(filters, 'all') ?? false;
  const matches = pruneFilter(filters, deps.clock.now());
  const isChosen = (volume: VolumeRecord): boolean =>
    volume.driver === 'local' &&
    (all || isAnonymous(volume)) &&
    matches(volume) &&
    deps.users.usersOf(volume.name).length === 0;
  const removed: string[] = [];
  let reclaimed = 0;
  for (const volume of deps.book.volumes()) {
    if (!isChosen(volume)) continue;
    try {
      const size = await usageOf(deps, volume, signal);
      await removeVolume(deps, volume.name, { force: false }, signal);
      removed.push(volume.name);
      reclaimed += Math.max(size, 0);
    } catch (err) {
      // Somebody took it, or removed it, in between.
      if (!isCode(err, 'conflict') && !isCode(err, 'notFound')) throw err;
    }
  }
  const attributes = { reclaimed: String(reclaimed) };
  deps.events.publish({
    type: 'volume',
    action: 'prune',
    id: '',
    attributes,
    time: deps.clock.now(),
  });
  return { VolumesDeleted: removed, SpaceReclaimed: reclaimed };
}
