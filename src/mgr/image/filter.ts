import { chooseForHost } from '../../image/choose-platform.ts';
import type { ImageDetails } from '../../image/describe.ts';
import { throwIfCanceled } from '../../image/throw-if-canceled.ts';
import { booleanFilter, type Filters, matchesLabels } from '../../lib/filters.ts';
import { parseTimestampMs } from '../../lib/go-time.ts';
import { familiarName, familiarRepository } from '../../lib/image-ref.ts';
import type { CatalogImage } from './catalog.ts';
import type { ImageScope } from './deps.ts';
import { invalidFilter } from './errors.ts';
import { lookUp, parseStoredName } from './lookup.ts';
import { matchesPattern } from './match-pattern.ts';
import { repoTags } from './view/names.ts';

/** An image with what filters ask about. */
export interface Candidate {
  readonly image: CatalogImage;
  readonly details: ImageDetails;
  readonly labels: Readonly<Record<string, string>> | undefined;
  /** ms since 1970 */
  readonly createdMs: number;
}

export type CandidateFilter = (candidate: Candidate) => boolean;

export const LIST_FILTERS = [
  'before',
  'dangling',
  'label',
  'label!',
  'reference',
  'since',
  'until',
] as const;

/** All images, with their documents read. An image whose documents are broken is left out and logged. */
export async function candidates(scope: ImageScope, signal: AbortSignal): Promise<Candidate[]> {
  const all = await Promise.all(
    scope.catalog.images().map((image) => toCandidate(scope, image, signal)),
  );
  return all.filter((candidate) => candidate !== undefined);
}

async function toCandidate(
  scope: Pick<ImageScope, 'catalog' | 'host' | 'log'>,
  image: CatalogImage,
  signal: AbortSignal,
): Promise<Candidate | undefined> {
  try {
    const details = await scope.catalog.details(image.target.digest, signal);
    if (details === undefined) return undefined;
    const document = chooseForHost(details, scope.host)?.image.document;
    const created = Date.parse(document?.created ?? '');
    const createdMs = Number.isNaN(created) ? 0 : created;
    return { image, details, labels: document?.config.Labels ?? undefined, createdMs };
  } catch (err) {
    throwIfCanceled(signal);
    scope.log.warn({ err, image: image.target.digest }, 'image documents could not be read');
    return undefined;
  }
}

export function checkFilterKeys(filters: Filters, known: readonly string[]): void {
  for (const key of filters.keys()) if (!known.includes(key)) throw invalidFilter(key);
}

/** All filters of the list but `reference`, which also decides what is shown. @throws invalidArgument, notFound */
export async function listFilter(
  scope: ImageScope,
  filters: Filters,
  signal: AbortSignal,
): Promise<CandidateFilter> {
  checkFilterKeys(filters, LIST_FILTERS);
  const dangling = booleanFilter(filters, 'dangling');
  const before = await createdTimes(scope, filters.get('before'), signal);
  const since = await createdTimes(scope, filters.get('since'), signal);
  const matchesOthers = labelAndTimeFilter(scope, filters);
  return (candidate) =>
    (dangling === undefined || dangling === (repoTags(candidate.image).length === 0)) &&
    before.every((time) => candidate.createdMs < time) &&
    since.every((time) => candidate.createdMs > time) &&
    matchesOthers(candidate);
}

/** `label`, `label!` and `until`, which list and prune share. @throws invalidArgument */
export function labelAndTimeFilter(
  { clock }: Pick<ImageScope, 'clock'>,
  filters: Filters,
): CandidateFilter {
  const now = clock.now();
  const until = (filters.get('until') ?? []).map((text) => parseTimestampMs(text, now));
  const unwanted = filters.get('label!') ?? [];
  return ({ createdMs, labels }) =>
    until.every((time) => createdMs < time) &&
    matchesLabels(labels, filters.get('label')) &&
    !unwanted.some((label) => matchesLabels(labels, [label]));
}

async function createdTimes(
  scope: ImageScope,
  refs: readonly string[] = [],
  signal: AbortSignal,
): Promise<number[]> {
  const found = refs.map((ref) => lookUp(scope.catalog, ref).image);
  const all = await Promise.all(found.map((image) => toCandidate(scope, image, signal)));
  return all.map((candidate) => candidate?.createdMs ?? 0);
}

/** What a `reference` filter leaves of an image's names; undefined where nothing is left. */
export function namesMatching(
  image: CatalogImage,
  patterns: readonly string[] | undefined,
): CatalogImage | undefined {
  if (patterns === undefined || patterns.length === 0) return image;
  const names = image.names.filter(({ name }) => {
    const ref = parseStoredName(name);
    if (ref === undefined) return false;
    const shown = [familiarName(ref), familiarRepository(ref)];
    return patterns.some((pattern) => shown.some((text) => matchesPattern(pattern, text)));
  });
  return names.length === 0 ? undefined : { ...image, names };
}
