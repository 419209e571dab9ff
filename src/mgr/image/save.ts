import type { Readable } from 'node:stream';

import {
  type SavedImage,
  type SavedName,
  writeArchive,
} from '../../image/archive/write-archive.ts';
import type { UsableNode } from '../../image/choose-platform.ts';
import { describeImage, type ImageDetails, type ManifestNode } from '../../image/describe.ts';
import { type Lease, takeLease } from '../../image/lease.ts';
import { formatPlatform } from '../../image/platform.ts';
import { notFound } from '../../lib/errors.ts';
import { familiarName } from '../../lib/image-ref.ts';
import { announce, labelsForEvents } from './announce.ts';
import type { ImageScope } from './deps.ts';
import { noSuchImage, platformMissing } from './errors.ts';
import { lookUp, parseStoredName } from './lookup.ts';
import { choose } from './resolve.ts';

export interface SaveOptions {
  /** `linux/arm64`; none for all that are here. */
  readonly platforms: readonly string[];
}

/**
 * Images as one archive. Everything is found, and held by a lease until the last byte is read, before
 * this answers: a refusal is no broken archive.
 * @throws notFound
 */
export async function save(
  scope: ImageScope,
  refs: readonly string[],
  options: SaveOptions,
  signal: AbortSignal,
): Promise<Readable> {
  const lease = await takeLease(scope.containerd, scope.log, signal);
  try {
    const images: SavedImage[] = [];
    for (const { ref, digest, names } of distinct(scope, refs)) {
      const details = await hold(scope, digest, lease, signal);
      if (details === undefined) throw noSuchImage(ref);
      images.push(...selectImages(scope, details, { ref, names, ...options }));
    }
    const archive = writeArchive(scope.containerd.content, images, signal);
    archive.once('close', () => {
      void lease[Symbol.asyncDispose]();
    });
    for (const id of new Set(images.map(({ target }) => target.digest))) {
      announce(scope, 'save', { id, labels: await labelsForEvents(scope, id, signal) });
    }
    return archive;
  } catch (err) {
    await lease[Symbol.asyncDispose]();
    throw err;
  }
}

interface Wanted {
  /** As it was asked for first. */
  readonly ref: string;
  readonly digest: string;
  readonly names: SavedName[];
}

/** An image that is asked for under several names is one with all of them. */
function distinct({ catalog }: ImageScope, refs: readonly string[]): Wanted[] {
  const byDigest = new Map<string, Wanted>();
  for (const ref of refs) {
    const { image, name } = lookUp(catalog, ref);
    const { digest } = image.target;
    const wanted = byDigest.get(digest) ?? { ref, digest, names: [] };
    byDigest.set(digest, wanted);
    const saved = name === undefined ? undefined : savedName(name);
    if (saved === undefined) continue;
    if (wanted.names.every(({ canonical }) => canonical !== saved.canonical)) {
      wanted.names.push(saved);
    }
  }
  return [...byDigest.values()];
}

/** Only tags are names in an archive. */
function savedName(canonical: string): SavedName | undefined {
  const ref = parseStoredName(canonical);
  if (ref?.tag === undefined) return undefined;
  return { canonical, familiar: familiarName(ref), tag: ref.tag };
}

/** Read anew after the lease holds everything: what is gone by then is not in the archive. */
async function hold(
  scope: ImageScope,
  digest: string,
  lease: Lease,
  signal: AbortSignal,
): Promise<ImageDetails | undefined> {
  const known = await scope.catalog.details(digest, signal);
  if (known === undefined) return undefined;
  for (const blob of known.blobs) await lease.holdContent(blob.digest, signal);
  return await describeImage(scope.containerd.content, known.target, signal);
}

interface Selection extends SaveOptions {
  readonly ref: string;
  readonly names: readonly SavedName[];
}

/**
 * The image as it is, its index included, so that it keeps its id; or single manifests out of it. An index may
 * name platforms that are not here, and loading allows that.
 */
function selectImages(
  scope: ImageScope,
  details: ImageDetails,
  { ref, names, platforms }: Selection,
): SavedImage[] {
  if (platforms.length > 0) {
    return platforms.map((platform) => {
      const node = choose(scope, details, { ref, platform });
      if (!node.available) throw platformMissing(ref, formatPlatform(node.platform));
      return { target: node.descriptor, legacy: node, blobs: blobsOf(node), names };
    });
  }
  const legacy = choose(scope, details, { ref, platform: undefined });
  if (!legacy.available) {
    throw notFound(
      `image with reference ${ref} is not complete: no layers for ${formatPlatform(legacy.platform)}`,
    );
  }
  return [{ target: details.target, legacy, blobs: completeBlobs(details), names }];
}

const blobsOf = ({ descriptor, image }: UsableNode): SavedImage['blobs'] => [
  descriptor,
  image.configDescriptor,
  ...image.layers,
];

/** Without those of manifests that lack some. */
function completeBlobs({ blobs, manifests }: ImageDetails): SavedImage['blobs'] {
  const partial = manifests.filter(({ available }) => !available).flatMap(digestsOf);
  const whole = new Set(manifests.filter(({ available }) => available).flatMap(digestsOf));
  const left = new Set(partial.filter((digest) => !whole.has(digest)));
  return blobs.filter(({ digest }) => !left.has(digest));
}

function digestsOf({ descriptor, image }: ManifestNode): string[] {
  if (image === undefined) return [descriptor.digest];
  const { configDescriptor, layers } = image;
  return [descriptor, configDescriptor, ...layers].map(({ digest }) => digest);
}
