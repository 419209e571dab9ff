import pLimit from 'p-limit';

import type { ContainerSummary } from '../../api/schemas.ts';
import { ancestorIds } from './ancestors.ts';
import type { ListOptions } from './container-mgr.ts';
import type { ContainerDeps } from './deps.ts';
import type { ContainerRecord } from './record.ts';
import { type ContainerSize, sizeOf } from './size.ts';
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
  const sizes = options.size ? await sizesOf(deps, chosen, signal) : undefined;
  const now = deps.clock.now();
  const isNameValid = rememberingNames(deps);
  return chosen.map((record) => {
    const size = sizes?.get(record);
    const isImageNameValid = isNameValid(record);
    return listView(record, { now, isImageNameValid, ...(size === undefined ? {} : { size }) });
  });
}

async function sizesOf(
  deps: ListDeps,
  records: readonly ContainerRecord[],
  signal: AbortSignal,
): Promise<ReadonlyMap<ContainerRecord, ContainerSize>> {
  const limit = pLimit(SIZES_AT_ONCE);
  const sized = records.map((record) =>
    limit(async () => [record, await sizeOf(deps, record, signal)] as const),
  );
  return new Map(await Promise.all(sized));
}

/** Many containers are of few images: each name is looked up once a list. */
function rememberingNames({ images }: ListDeps): (record: ContainerRecord) => boolean {
  const known = new Map<string, boolean>();
  return ({ config, image }) => {
    const name = config.Image ?? '';
    const key = `${name} ${image.id}`;
    const answer = known.get(key) ?? images.referenceStillPointsTo(name, image.id);
    known.set(key, answer);
    return answer;
  };
}

async function choose(
  deps: ListDeps,
  { all, limit, filters }: ListOptions,
  signal: AbortSignal,
): Promise<ContainerRecord[]> {
  const matches = containerFilters(filters, {
    resolve: (ref) => deps.registry.resolve(ref),
    ancestorIds: await ancestorIds(deps, filters.get('ancestor') ?? [], signal),
    healthOf: ({ health }) => health?.status ?? 'none',
  });
  const showsStopped = all || limit > 0 || impliesAll(filters);
  const shown = ({ state }: ContainerRecord): boolean =>
    showsStopped || isAlive(state) || state.status === 'restarting';
  const found = [...deps.registry.all()].filter((record) => shown(record) && matches(record));
  found.sort(byAge);
  return limit > 0 ? found.slice(0, limit) : found;
}
