import { isCode } from '../../lib/errors.ts';
import { NO_FILTERS } from '../../lib/filters.ts';
import type { ContainerDeps } from './deps.ts';

type AncestorDeps = Pick<ContainerDeps, 'images'>;

/**
 * Ids of the images that the `ancestor` filter names, and of all that begin with the same layers. A name
 * that no image has matches nothing.
 */
export async function ancestorIds(
  deps: AncestorDeps,
  refs: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (refs.length === 0) return new Set();
  const named = (await Promise.all(refs.map((ref) => layersOf(deps, ref, signal)))).flat();
  const listed = await deps.images.list(
    { all: true, filters: NO_FILTERS, sharedSize: false, manifests: false, digests: false },
    signal,
  );
  const others = (await Promise.all(listed.map(({ Id }) => layersOf(deps, Id, signal)))).flat();
  const isBuiltOn = (layers: readonly string[]): boolean =>
    named.some((base) => base.layers.every((layer, index) => layers[index] === layer));
  return new Set(
    [...named, ...others.filter(({ layers }) => isBuiltOn(layers))].map(({ id }) => id),
  );
}

interface ImageLayers {
  readonly id: string;
  readonly layers: readonly string[];
}

async function layersOf(
  deps: AncestorDeps,
  ref: string,
  signal: AbortSignal,
): Promise<ImageLayers[]> {
  try {
    const { Id, RootFS } = await deps.images.inspect(ref, { manifests: false }, signal);
    return [{ id: Id, layers: RootFS.Layers ?? [] }];
  } catch (err) {
    if (isCode(err, 'notFound') || isCode(err, 'invalidArgument')) return [];
    throw err;
  }
}
