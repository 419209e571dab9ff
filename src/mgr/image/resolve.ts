import {
  chooseForHost,
  chooseImage,
  usableImages,
  type UsableNode,
} from '../../image/choose-platform.ts';
import type { ImageDetails } from '../../image/describe.ts';
import { takeLease } from '../../image/lease.ts';
import { isIndexType } from '../../image/media-types.ts';
import {
  formatPlatform,
  normalizePlatform,
  parsePlatform,
  platformDistance,
} from '../../image/platform.ts';
import { unpack } from '../../image/unpack.ts';
import type { CatalogImage } from './catalog.ts';
import type { ImageScope } from './deps.ts';
import { noSuchImage, platformMissing, wrongPlatform } from './errors.ts';
import type { ResolvedImage } from './image-mgr.ts';
import { lookUp } from './lookup.ts';
import { repoTags } from './view/names.ts';

/**
 * By name, id or beginning of an id; unpacks it when it is not. An image that is unpacked is answered from
 * memory: this is on the way of every container that is created.
 * @throws notFound, invalidArgument
 */
export async function resolve(
  scope: ImageScope,
  ref: string,
  platform: string | undefined,
  signal: AbortSignal,
): Promise<ResolvedImage> {
  const { image } = lookUp(scope.catalog, ref);
  const details = await scope.catalog.details(image.target.digest, signal);
  if (details === undefined) throw noSuchImage(ref);
  const node = choose(scope, details, { ref, platform });
  const { chainIds } = node.image;
  const top = chainIds.at(-1) ?? '';
  if (top !== '' && !scope.unpacked.has(top)) await unpackNode(scope, node, signal);
  return toResolved(image, node, top);
}

/** @throws notFound with the sentence for a single image, or for an index that lacks the platform */
export function choose(
  scope: Pick<ImageScope, 'host'>,
  details: ImageDetails,
  wanted: { readonly ref: string; readonly platform: string | undefined },
): UsableNode {
  const { ref, platform } = wanted;
  if (platform === undefined || platform === '') {
    const node = chooseForHost(details, scope.host);
    if (node !== undefined) return node;
    throw noSuchImage(ref);
  }
  const parsed = parsePlatform(platform, scope.host);
  const node = chooseImage(details, parsed);
  if (node !== undefined && platformDistance(parsed, node.platform) !== undefined) return node;
  const [only] = usableImages(details);
  if (isIndexType(details.target.mediaType) || only === undefined) {
    throw platformMissing(ref, formatPlatform(parsed));
  }
  const actual = formatPlatform(normalizePlatform(only.platform));
  throw wrongPlatform(ref, formatPlatform(parsed), actual);
}

async function unpackNode(scope: ImageScope, node: UsableNode, signal: AbortSignal): Promise<void> {
  await using lease = await takeLease(scope.containerd, scope.log, signal);
  const { configDescriptor, document, layers } = node.image;
  const request = { configDigest: configDescriptor.digest, layers, diffIds: document.diffIds };
  await unpack(scope, request, lease, signal);
}

function toResolved(image: CatalogImage, node: UsableNode, chainId: string): ResolvedImage {
  const { mediaType, digest, size } = node.descriptor;
  return {
    id: image.target.digest,
    manifest: { mediaType, digest, size },
    platform: normalizePlatform(node.platform),
    config: node.image.document.config,
    chainId,
    references: repoTags(image),
  };
}
