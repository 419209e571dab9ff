import pLimit from 'p-limit';

import type { Content, Descriptor } from '../../ctrd/containerd.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { parseManifest } from '../documents/manifest.ts';
import { isIndexType, isManifestType } from '../media-types.ts';
import { LayerLine, type Report } from '../progress.ts';
import { readDocument } from '../read-document.ts';
import { type BlobPush, pushBlob } from './push-blob.ts';

export interface ImagePush extends BlobPush {
  readonly maxConcurrent: number;
  readonly report: Report;
}

/** What stands behind a target: its documents, children before parents, and the blobs that they refer to. */
interface Contents {
  readonly documents: readonly { readonly descriptor: Descriptor; readonly bytes: Uint8Array }[];
  readonly configs: readonly Descriptor[];
  readonly layers: readonly Descriptor[];
}

const MAX_DEPTH = 4;

/**
 * Pushes an index or manifest with everything that it refers to, and gives it a tag there: blobs first and side by side,
 * then documents from the leaves up.
 * @throws notFound when a part is not in the store; RegistryError, NetworkFailure, canceled
 */
export async function pushImage(
  push: ImagePush,
  target: Descriptor,
  tag: string,
  signal: AbortSignal,
): Promise<void> {
  const { documents, configs, layers } = await contentsOf(push.content, target, signal);
  const lines = new Map(layers.map(({ digest }) => [digest, new LayerLine(digest, push.report)]));
  // Docker tells of the top layer first.
  for (const line of [...lines.values()].reverse()) line.status('Preparing');
  const own = new AbortController();
  const each = AbortSignal.any([signal, own.signal]);
  const limit = pLimit(push.maxConcurrent);
  const work = [...layers, ...configs].map((blob) => {
    const line = lines.get(blob.digest);
    if (limit.activeCount + limit.pendingCount >= push.maxConcurrent) line?.status('Waiting');
    return limit(() => pushBlob(push, blob, line, each));
  });
  try {
    await Promise.all(work);
  } finally {
    // Whatever failed, nothing goes on behind the answer's back.
    own.abort();
    await Promise.allSettled(work);
  }
  for (const { descriptor, bytes } of documents) {
    const reference = descriptor.digest === target.digest ? tag : descriptor.digest;
    await push.uploads.putManifest(descriptor, reference, bytes, signal);
  }
}

async function contentsOf(
  content: Content,
  target: Descriptor,
  signal: AbortSignal,
): Promise<Contents> {
  const documents = new Map<string, Contents['documents'][number]>();
  const configs = new Map<string, Descriptor>();
  const layers = new Map<string, Descriptor>();
  const visit = async (descriptor: Descriptor, depth: number): Promise<void> => {
    if (documents.has(descriptor.digest)) return;
    if (depth > MAX_DEPTH) throw invalidArgument('indexes are nested too deeply');
    const bytes = await readDocument(content, descriptor, signal);
    const manifest = parseManifest(bytes, descriptor);
    if (manifest.kind === 'index') {
      for (const child of manifest.manifests) {
        if (isIndexType(child.mediaType) || isManifestType(child.mediaType))
          await visit(child, depth + 1);
      }
    } else {
      configs.set(manifest.config.digest, manifest.config);
      for (const layer of manifest.layers) layers.set(layer.digest, layer);
    }
    documents.set(descriptor.digest, { descriptor, bytes });
  };
  await visit(target, 0);
  return {
    documents: [...documents.values()],
    configs: [...configs.values()],
    layers: [...layers.values()],
  };
}
