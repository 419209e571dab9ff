import type { ImageHistoryItem } from '../../api/schemas.ts';
import type { HistoryEntry } from '../../image/documents/image-document.ts';
import { internal } from '../../lib/errors.ts';
import type { ImageScope } from './deps.ts';
import { noSuchImage } from './errors.ts';
import { lookUp } from './lookup.ts';
import { choose } from './resolve.ts';
import { layerSizes } from './sizes.ts';
import { repoTags } from './view/names.ts';

/** The rows of an image's history, newest first. Only the image itself has an id: parents are not kept. */
export async function history(
  scope: ImageScope,
  ref: string,
  platform: string | undefined,
  signal: AbortSignal,
): Promise<ImageHistoryItem[]> {
  const { image } = lookUp(scope.catalog, ref);
  const details = await scope.catalog.details(image.target.digest, signal);
  if (details === undefined) throw noSuchImage(ref);
  const node = choose(scope, details, { ref, platform });
  const sizes = await layerSizes(scope.unpacked, node.image, signal);
  const rows = toRows(node.image.document.history, sizes);
  const [first, ...older] = rows.reverse();
  if (first === undefined) return [];
  const tags = repoTags(image);
  return [{ ...first, Id: image.target.digest, Tags: tags.length === 0 ? null : tags }, ...older];
}

function toRows(entries: readonly HistoryEntry[], sizes: readonly number[]): ImageHistoryItem[] {
  let layer = 0;
  return entries.map((entry) => {
    let size = 0;
    if (!entry.emptyLayer) {
      const found = sizes[layer];
      if (found === undefined) throw internal('unable to find the size of the layer');
      size = found;
      layer += 1;
    }
    return {
      Id: '<missing>',
      Created: toUnixSeconds(entry.created),
      CreatedBy: entry.createdBy,
      Tags: null,
      Size: size,
      Comment: entry.comment,
    };
  });
}

/** RFC 3339 → whole seconds since 1970; 0 for a time that is not given. */
export function toUnixSeconds(time: string): number {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? 0 : Math.floor(ms / 1000);
}
