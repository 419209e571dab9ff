import type { ImageSearchItem } from '../../api/schemas.ts';
import { decodeRegistryAuth } from '../../image/registry/credentials.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { booleanFilter, type Filters } from '../../lib/filters.ts';
import type { ImageScope } from './deps.ts';
import type { RegistryOptions } from './image-mgr.ts';

export interface SearchOptions extends RegistryOptions {
  readonly limit: number | undefined;
  readonly filters: Filters;
}

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 100;

/**
 * Searches Docker Hub, or the registry that the term begins with. moby: registry/search.go
 * @throws invalidArgument; internal when the registry offers no search
 */
export async function search(
  { registries }: Pick<ImageScope, 'registries'>,
  term: string,
  options: SearchOptions,
  signal: AbortSignal,
): Promise<ImageSearchItem[]> {
  const { limit: given = 0, filters, registryAuth, userAgent } = options;
  const limit = given === 0 ? DEFAULT_LIMIT : given;
  if (limit < 1 || limit > MAX_LIMIT) {
    throw invalidArgument(`Limit ${given} is outside the range of [1, ${MAX_LIMIT}]`);
  }
  const isOfficial = booleanFilter(filters, 'is-official');
  const isAutomated = booleanFilter(filters, 'is-automated');
  const stars = leastStars(filters);
  const user = { credentials: decodeRegistryAuth(registryAuth), client: userAgent };
  const found = await registries.search(splitTerm(term), { user, limit }, signal);
  return found.filter(
    (item) =>
      item.star_count >= stars &&
      item.is_official === (isOfficial ?? item.is_official) &&
      item.is_automated === (isAutomated ?? item.is_automated),
  );
}

function leastStars(filters: Filters): number {
  const counts = (filters.get('stars') ?? []).map((text) => {
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw invalidArgument(`invalid filter 'stars=${text}'`);
  });
  return Math.max(0, ...counts);
}

/** `host/name` asks that host; official images of Docker Hub may be written with `library/`. */
function splitTerm(term: string): { readonly domain: string; readonly text: string } {
  const slash = term.indexOf('/');
  const first = term.slice(0, Math.max(slash, 0));
  if (first.includes('.') || first.includes(':') || first === 'localhost') {
    return { domain: first, text: term.slice(slash + 1) };
  }
  return { domain: 'docker.io', text: term.replace(/^library\//, '') };
}
