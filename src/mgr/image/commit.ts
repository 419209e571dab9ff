import type { ImageConfig } from '../../api/schemas.ts';
import { applyChanges } from '../../image/changes/apply-changes.ts';
import { commitImage, type CommitRequest, diffLayer } from '../../image/commit-image.ts';
import { describeImage, type PlatformImage } from '../../image/describe.ts';
import { takeLease } from '../../image/lease.ts';
import { unpack } from '../../image/unpack.ts';
import { isCode } from '../../lib/errors.ts';
import { type ImageScope, NAMES_LOCK } from './deps.ts';
import { noSuchImage } from './errors.ts';
import type { CommitSource, ImageMgr } from './image-mgr.ts';
import { nameNewImage } from './name-new-image.ts';
import { parseTarget } from './tag.ts';

type Options = Parameters<ImageMgr['commit']>[1];

/**
 * Makes an image of what a container wrote and of the image that it came from. All parameters are checked
 * before the container is frozen, and it is only while its files are read.
 * @returns the image's id
 * @throws invalidArgument; notFound when the container's image is gone
 */
export async function commit(
  scope: ImageScope,
  source: CommitSource,
  options: Options,
  signal: AbortSignal,
): Promise<string> {
  const name = options.repo === '' ? undefined : parseTarget(options);
  const config = applyChanges(source.config, options.changes);
  await using lease = await takeLease(scope.containerd, scope.log, signal);
  const request = await requestOf(scope, source, { ...options, config }, signal);
  const layer = await source.frozen(() => diffLayer(scope, request, { lease, signal }));
  const image = await commitImage(scope, layer, request, { lease, signal });
  const { layers, diffIds } = image;
  await unpack(scope, { configDigest: image.config.digest, layers, diffIds }, lease, signal);
  using _names = await scope.locks.acquire(NAMES_LOCK, signal);
  const made = { target: image.manifest, name, labels: config.Labels ?? {} };
  await nameNewImage(scope, made, signal);
  return image.manifest.digest;
}

async function requestOf(
  scope: ImageScope,
  source: CommitSource,
  { config, author, comment }: Options & { readonly config: ImageConfig },
  signal: AbortSignal,
): Promise<CommitRequest> {
  const { snapshotter, key, image, createdBy } = source;
  return {
    snapshotter,
    key,
    parentChainId: image.chainId,
    parent: await parentOf(scope, image, signal),
    platform: image.platform,
    config,
    author,
    comment,
    createdBy,
    createdAt: scope.clock.now(),
  };
}

/** The documents of the container's image; it may have been removed by force. */
async function parentOf(
  { containerd }: ImageScope,
  { id, manifest }: CommitSource['image'],
  signal: AbortSignal,
): Promise<PlatformImage | undefined> {
  if (manifest === null) return undefined;
  try {
    const { manifests } = await describeImage(containerd.content, manifest, signal);
    const parent = manifests[0]?.image;
    if (parent !== undefined) return parent;
  } catch (err) {
    if (!isCode(err, 'notFound')) throw err;
  }
  throw noSuchImage(id);
}
