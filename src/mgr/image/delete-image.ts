import type { ImageDeleteItem } from '../../api/schemas.ts';
import { usableImages } from '../../image/choose-platform.ts';
import type { ImageDetails } from '../../image/describe.ts';
import { isCode } from '../../lib/errors.ts';
import { announce, labelsForEvents } from './announce.ts';
import { type CatalogImage, isDanglingName } from './catalog.ts';
import type { ImageScope } from './deps.ts';
import { dropName } from './put-name.ts';
import { familiarStoredName } from './view/names.ts';

/**
 * Takes all names of an image away and waits until containerd has collected what only they held. Under
 * the names lock, with all conflicts checked.
 * @returns one record a name, then the image's id, then the layers that are gone, top first
 */
export async function deleteImage(
  scope: ImageScope,
  image: CatalogImage,
  signal: AbortSignal,
): Promise<ImageDeleteItem[]> {
  const id = image.target.digest;
  const labels = await labelsForEvents(scope, id, signal);
  const chainIds = chainIdsOf(await readDetails(scope, id, signal));
  const items: ImageDeleteItem[] = [];
  for (const [at, { name }] of image.names.entries()) {
    const isLast = at === image.names.length - 1;
    await dropName(scope, name, signal, { sync: isLast });
    if (isDanglingName(name)) continue;
    items.push({ Untagged: familiarStoredName(name) });
    announce(scope, 'untag', { id, labels });
  }
  announce(scope, 'delete', { id });
  items.push({ Deleted: id });
  return [...items, ...(await goneLayers(scope, chainIds, signal))];
}

/** A broken image can be deleted too. */
async function readDetails(
  { catalog, log }: ImageScope,
  digest: string,
  signal: AbortSignal,
): Promise<ImageDetails | undefined> {
  try {
    return await catalog.details(digest, signal);
  } catch (err) {
    if (isCode(err, 'canceled')) throw err;
    log.debug({ err, image: digest }, 'image documents could not be read');
    return undefined;
  }
}

function chainIdsOf(details: ImageDetails | undefined): readonly string[] {
  if (details === undefined) return [];
  const all = usableImages(details).flatMap(({ image }) => [...image.chainIds].reverse());
  return [...new Set(all)];
}

async function goneLayers(
  { unpacked }: ImageScope,
  chainIds: readonly string[],
  signal: AbortSignal,
): Promise<ImageDeleteItem[]> {
  const were = chainIds.filter((chainId) => unpacked.has(chainId));
  if (were.length === 0) return [];
  await unpacked.refresh(signal);
  return were.filter((chainId) => !unpacked.has(chainId)).map((Deleted) => ({ Deleted }));
}
