import pLimit from 'p-limit';

import type { ContainerSummary } from '../../api/schemas.ts';
import { ancestorIds } from './ancestors.ts';
import type { ListOptions } from './container-mgr.ts';
import type { ContainerDeps } from './deps.ts';
import type { ContainerRecord } from './record.ts';
import { sizeOf } from './size.ts';
import { isAlive } from './state.ts';
import { byAge, containerFilters, impliesAll } from './view/filters.ts';
import { listView } from './view/list.ts';

type ListDeps = Pick<ContainerDeps, 'registry' | 'images' | 'runtime' | 'clock'>;

/** How many sizes are asked for at once. */
const SIZES_AT_ONCE = 8;

/**
 * `docker ps`, newest first. Reads memory only, so that no stuck container can hold it up; sizes, when
 * asked for, come from containerd.
 */
export async function list(
  deps: ListDeps,
  options: ListOptions,
  signal: AbortSignal,
): Promise<ContainerSummary[]> {
  const chosen = await choose(deps, options, signal);
  const now = deps.clock.now();
  const limit = pLimit(SIZES_AT_ONCE);
  return await Promise.all(
    chosen.map(async (record) => {
      const size = options.size ? await limit(() => sizeOf(deps, record, signal)) : undefined;
      const image = record.config.Image ?? '';
      return listView(record, {
        now,
        isImageNameValid: deps.images.referenceStillPointsTo(image, record.image.id),
        ...(size === undefined ? {} : { size }),
      });
    }),
  );
}

async function choose(
  deps: ListDeps,
  { all, limit, filters }: ListOptions,
  signal: AbortSignal,
): Promise<ContainerRecord[]> {
  const matches = containerFilters(filters, {
    resolve: (ref) => deps.registry.resolve(ref),
    ancestorIds: await ancestorIds(deps, filters.get('ancestor') ?? [], signal),
    healthOf: () => 'none',
  });
  const showsStopped = all || limit > 0 || impliesAll(filters);
  const shown = ({ state }: ContainerRecord): boolean =>
    showsStopped || isAlive(state) || state.status === 'restarting';
  const found = [...deps.registry.all()].filter((record) => shown(record) && matches(record));
  found.sort(byAge);
  return limit > 0 ? found.slice(0, limit) : found;
}
