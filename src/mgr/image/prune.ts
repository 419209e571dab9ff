import type { ImageDeleteItem } from '../../api/schemas.ts';
import { usableImages } from '../../image/choose-platform.ts';
import { invalidArgument, isCode } from '../../lib/errors.ts';
import { booleanFilter, type Filters } from '../../lib/filters.ts';
import { deleteImage } from './delete-image.ts';
import { type ImageScope, NAMES_LOCK } from './deps.ts';
import { type Candidate, candidates, checkFilterKeys, labelAndTimeFilter } from './filter.ts';
import { repoTags } from './view/names.ts';

const PRUNE_FILTERS = ['dangling', 'label', 'label!', 'until'] as const;

export interface PruneReport {
  ImagesDeleted: ImageDeleteItem[];
  /** Bytes of blobs and unpacked layers that are gone from the disk. */
  SpaceReclaimed: number;
}

/** Deletes images that no container uses: those without a name, or all with `dangling=false`. */
export async function prune(
  scope: ImageScope,
  filters: Filters,
  signal: AbortSignal,
): Promise<PruneReport> {
  const matches = pruneFilter(scope, filters);
  const doomed = (await candidates(scope, signal)).filter(matches);
  const before = await weigh(scope, doomed, signal);
  const report: PruneReport = { ImagesDeleted: [], SpaceReclaimed: 0 };
  for (const candidate of doomed) {
    report.ImagesDeleted.push(...(await deleteIfUnused(scope, candidate, matches, signal)));
  }
  report.SpaceReclaimed = await reclaimed(scope, before, signal);
  const attributes = { reclaimed: String(report.SpaceReclaimed) };
  scope.events.publish({
    type: 'image',
    action: 'prune',
    id: '',
    attributes,
    time: scope.clock.now(),
  });
  return report;
}

function pruneFilter(scope: ImageScope, filters: Filters): (candidate: Candidate) => boolean {
  checkFilterKeys(filters, PRUNE_FILTERS);
  if ((filters.get('until') ?? []).length > 1) {
    throw invalidArgument('more than one until filter specified');
  }
  const danglingOnly = booleanFilter(filters, 'dangling') ?? true;
  const matchesOthers = labelAndTimeFilter(scope, filters);
  return (candidate) =>
    (!danglingOnly || repoTags(candidate.image).length === 0) &&
    scope.users.usersOf(candidate.image.target.digest).length === 0 &&
    matchesOthers(candidate);
}

/** Looks again under the lock: a name or a container may have come meanwhile. */
async function deleteIfUnused(
  scope: ImageScope,
  candidate: Candidate,
  matches: (candidate: Candidate) => boolean,
  signal: AbortSignal,
): Promise<ImageDeleteItem[]> {
  using _names = await scope.locks.acquire(NAMES_LOCK, signal);
  const image = scope.catalog.image(candidate.image.target.digest);
  if (image === undefined || !matches({ ...candidate, image })) return [];
  return await deleteImage(scope, image, signal);
}

interface Weight {
  readonly blobs: ReadonlyMap<string, number>;
  readonly layers: ReadonlyMap<string, number>;
}

async function weigh(
  { unpacked }: ImageScope,
  doomed: readonly Candidate[],
  signal: AbortSignal,
): Promise<Weight> {
  const blobs = new Map(
    doomed.flatMap(({ details }) =>
      details.blobs.map(({ digest, size }) => [digest, size] as const),
    ),
  );
  const layers = new Map<string, number>();
  for (const { details } of doomed) {
    for (const chainId of usableImages(details).flatMap(({ image }) => image.chainIds)) {
      const size = await unpacked.size(chainId, signal);
      if (size !== undefined) layers.set(chainId, size);
    }
  }
  return { blobs, layers };
}

async function reclaimed(
  { containerd, unpacked }: ImageScope,
  before: Weight,
  signal: AbortSignal,
): Promise<number> {
  let total = 0;
  for (const [digest, size] of before.blobs) {
    if (!(await isThere(containerd.content, digest, signal))) total += size;
  }
  for (const [chainId, size] of before.layers) if (!unpacked.has(chainId)) total += size;
  return total;
}

async function isThere(
  content: ImageScope['containerd']['content'],
  digest: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await content.info(digest, signal);
    return true;
  } catch (err) {
    if (isCode(err, 'notFound')) return false;
    throw err;
  }
}
