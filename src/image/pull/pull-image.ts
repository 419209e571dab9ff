import type { Descriptor } from '../../ctrd/containerd.ts';
import { invalidArgument, notFound } from '../../lib/errors.ts';
import { labelsIfThere } from '../content-presence.ts';
import type { PlatformDescriptor } from '../documents/descriptor.ts';
import { type ImageDocument, parseImageDocument } from '../documents/image-document.ts';
import { MAX_DOCUMENT } from '../documents/json-document.ts';
import { type Manifest, parseManifest } from '../documents/manifest.ts';
import { isConfigType, isLayerType } from '../media-types.ts';
import { formatPlatform, type Platform, platformDistance } from '../platform.ts';
import { readDocument } from '../read-document.ts';
import type { Resolved } from '../registry/repository.ts';
import { fetchManifest } from './fetch-manifest.ts';
import { beginLayers } from './pull-layers.ts';
import type { PullDeps, PullTask } from './pull-task.ts';
import { addSource, sourceLabel } from './source-label.ts';

const MAX_DEPTH = 4;

type ImageManifest = Extract<Manifest, { kind: 'manifest' }>;

/**
 * Brings an image into the store and unpacks it: its index if it has one, and the manifest, configuration and layers of
 * one platform. What is there is not fetched again. It has no name yet: the lease holds it.
 * @throws notFound when no manifest is for the platform; invalidArgument; RegistryError, NetworkFailure, canceled
 */
export async function pullImage(deps: PullDeps, resolved: Resolved, task: PullTask): Promise<void> {
  const { descriptor, manifest } = await descend(deps, resolved, task);
  checkKind(manifest, descriptor);
  const { layers, config } = manifest;
  const own = new AbortController();
  const signal = AbortSignal.any([task.signal, own.signal]);
  const mine = { ...task, signal };
  const isKnown = await addSourceIfThere(deps, config, mine);
  const document = fetchConfig(deps, config, isKnown, mine).then((read) => {
    if (read.diffIds.length === layers.length) return read;
    throw invalidArgument(
      `invalid manifest, layers length mismatch: expected ${read.diffIds.length}, got ${layers.length}`,
    );
  });
  // It may fail before the layers have begun to wait for it.
  document.catch(() => undefined);
  const work = beginLayers(deps, { layers, configDigest: config.digest, isKnown, document }, mine);
  try {
    await Promise.all(await work);
  } finally {
    // Whatever failed, nothing goes on behind the answer's back.
    own.abort();
    await Promise.allSettled([document, ...(await work.catch(() => []))]);
  }
}

/** From the index to the platform's manifest. */
async function descend(
  deps: PullDeps,
  resolved: Resolved,
  task: PullTask,
): Promise<{ descriptor: Descriptor; manifest: ImageManifest }> {
  let current: Resolved = resolved;
  for (let depth = 0; depth <= MAX_DEPTH; depth += 1) {
    const { descriptor } = current;
    const bytes = await fetchManifest(deps, current, task);
    const manifest = parseManifest(bytes, descriptor);
    if (manifest.kind === 'manifest') return { descriptor, manifest };
    current = { descriptor: chooseManifest(manifest.manifests, task.platform) };
  }
  throw invalidArgument(`index ${resolved.descriptor.digest}: indexes are nested too deeply`);
}

/** moby: distribution/pull_v2.go, "no matching manifest for …" */
function chooseManifest(
  manifests: readonly PlatformDescriptor[],
  wanted: Platform,
): PlatformDescriptor {
  const distance = ({ platform }: PlatformDescriptor): number =>
    platform === undefined ? Infinity : (platformDistance(wanted, platform) ?? Infinity);
  const [best] = manifests
    .filter((manifest) => distance(manifest) < Infinity)
    .sort((a, b) => distance(a) - distance(b));
  if (best !== undefined) return best;
  throw notFound(`no matching manifest for ${formatPlatform(wanted)} in the manifest list entries`);
}

/** Charts, signatures and other things that registries keep are no images. */
function checkKind({ config, layers }: ImageManifest, { digest }: Descriptor): void {
  const odd = [
    ...(isConfigType(config.mediaType) ? [] : [config]),
    ...layers.filter(({ mediaType }) => !isLayerType(mediaType)),
  ];
  const [first] = odd;
  if (first !== undefined) {
    throw invalidArgument(`unsupported media type ${first.mediaType.slice(0, 200)}`);
  }
  if (config.size > MAX_DOCUMENT) {
    throw invalidArgument(
      `manifest ${digest}: the configuration is larger than ${MAX_DOCUMENT} bytes`,
    );
  }
}

async function addSourceIfThere(
  { containerd: { content } }: PullDeps,
  blob: Descriptor,
  { ref, lease, signal }: PullTask,
): Promise<boolean> {
  await lease.holdContent(blob.digest, signal);
  if ((await labelsIfThere(content, blob, signal)) === undefined) return false;
  await addSource(content, blob.digest, ref, signal);
  return true;
}

async function fetchConfig(
  { containerd, downloads }: PullDeps,
  config: Descriptor,
  isThere: boolean,
  { repository, ref, signal }: PullTask,
): Promise<ImageDocument> {
  const wanted = { blob: config, labels: sourceLabel(ref), repository };
  if (!isThere) await downloads.fetch(wanted, () => undefined, signal);
  return parseImageDocument(await readDocument(containerd.content, config, signal));
}
