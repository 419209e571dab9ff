import type { ImageSummary } from '../../api/schemas.ts';
import { chooseForHost } from '../../image/choose-platform.ts';
import type { Filters } from '../../lib/filters.ts';
import type { CatalogImage } from './catalog.ts';
import type { ImageScope } from './deps.ts';
import { type Candidate, candidates, listFilter, namesMatching } from './filter.ts';
import { layerSizes, sum } from './sizes.ts';
import { manifestSummaries, toWireDescriptor } from './view/manifests.ts';
import { repoDigests, repoTags } from './view/names.ts';

export interface ListOptions {
  readonly filters: Filters;
  readonly sharedSize: boolean;
  readonly manifests: boolean;
}

const NOT_ASKED = -1;
const MS_PER_SECOND = 1000;

/**
 * The images, newest first. `Size` is what the layers' files hold, shared layers included; the space in
 * the content store beside it is told by `Manifests`.
 */
export async function list(
  scope: ImageScope,
  options: ListOptions,
  signal: AbortSignal,
): Promise<ImageSummary[]> {
  const matches = await listFilter(scope, options.filters, signal);
  const patterns = options.filters.get('reference');
  const all = await candidates(scope, signal);
  const usage = options.sharedSize ? countLayers(scope, all) : undefined;
  const rows = all
    .filter(matches)
    .map((candidate) => ({ candidate, shown: namesMatching(candidate.image, patterns) }))
    .filter((row): row is { candidate: Candidate; shown: CatalogImage } => row.shown !== undefined)
    .sort((a, b) => b.candidate.createdMs - a.candidate.createdMs);
  return await Promise.all(
    rows.map(async ({ candidate, shown }) => ({
      ...(await toSummary(scope, candidate, shown, signal)),
      ...(usage === undefined ? {} : { SharedSize: await shared(scope, candidate, usage, signal) }),
      ...(options.manifests
        ? { Manifests: await manifestSummaries(scope, candidate.details, signal) }
        : {}),
    })),
  );
}

async function toSummary(
  scope: ImageScope,
  candidate: Candidate,
  shown: CatalogImage,
  signal: AbortSignal,
): Promise<ImageSummary> {
  const { target } = candidate.image;
  const own = chooseForHost(candidate.details, scope.host)?.image;
  const sizes = own === undefined ? [] : await layerSizes(scope.unpacked, own, signal);
  return {
    Id: target.digest,
    ParentId: '',
    RepoTags: repoTags(shown),
    RepoDigests: repoDigests(shown),
    Created: Math.floor(candidate.createdMs / MS_PER_SECOND),
    Size: sum(sizes),
    SharedSize: NOT_ASKED,
    Labels: candidate.labels === undefined ? null : { ...candidate.labels },
    Containers: scope.users.usersOf(target.digest).length,
    Descriptor: toWireDescriptor(target),
  };
}

const ownChainIds = (scope: ImageScope, { details }: Candidate): readonly string[] =>
  chooseForHost(details, scope.host)?.image.chainIds ?? [];

function countLayers(scope: ImageScope, all: readonly Candidate[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const chainId of all.flatMap((candidate) => ownChainIds(scope, candidate))) {
    counts.set(chainId, (counts.get(chainId) ?? 0) + 1);
  }
  return counts;
}

async function shared(
  scope: ImageScope,
  candidate: Candidate,
  usage: ReadonlyMap<string, number>,
  signal: AbortSignal,
): Promise<number> {
  const chainIds = ownChainIds(scope, candidate).filter((id) => (usage.get(id) ?? 0) > 1);
  const sizes = chainIds.map(async (id) => (await scope.unpacked.size(id, signal)) ?? 0);
  return sum(await Promise.all(sizes));
}
