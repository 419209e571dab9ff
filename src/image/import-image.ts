import { randomUUID } from 'node:crypto';

import type { ImageConfig } from '../api/schemas.ts';
import type { Descriptor } from '../ctrd/containerd.ts';
import { invalidArgument, messageOf } from '../lib/errors.ts';
import { storeDocument } from './archive/store-document.ts';
import { peekCompression } from './compression.ts';
import { gcLabelsOf } from './gc-labels.ts';
import { type Lease, UNDO_TIMEOUT_MS } from './lease.ts';
import { MEDIA_TYPES, ociLayerType } from './media-types.ts';
import type { Platform } from './platform.ts';
import { LayerSize } from './tar/layer-size.ts';
import { extractLayer, type UnpackDeps } from './unpack.ts';

export interface ImportRequest {
  readonly config: ImageConfig;
  readonly platform: Platform;
  readonly message: string;
  readonly createdAt: Date;
}

interface Layer {
  readonly descriptor: Descriptor;
  readonly size: number | undefined;
  /** What is wrong with it, as far as could be seen while it went by. */
  readonly damage: unknown;
}

interface Scope {
  readonly lease: Lease;
  readonly signal: AbortSignal;
}

/**
 * Makes an image of one layer from the tar of a root file system. The layer is stored as it came, gzip and
 * zstd included; containerd computes its DiffID while it unpacks it.
 * @returns the manifest's descriptor, which has no name yet
 * @throws invalidArgument on what containerd cannot unpack
 */
export async function importImage(
  deps: UnpackDeps,
  source: AsyncIterable<Uint8Array>,
  request: ImportRequest,
  scope: Scope,
): Promise<Descriptor> {
  const layer = await storeLayer(deps, source, scope);
  const diffId = await unpackLayer(deps, layer, scope);
  const { content } = deps.containerd;
  const { lease, signal } = scope;
  const config = await storeDocument(
    content,
    {
      mediaType: MEDIA_TYPES.ociConfig,
      json: configDocument(request, diffId),
      labels: { [`containerd.io/gc.ref.snapshot.${deps.snapshotter}`]: diffId },
    },
    lease,
    signal,
  );
  const manifest = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociManifest,
    config,
    layers: [layer.descriptor],
  };
  const labels = gcLabelsOf({ kind: 'manifest', ...manifest });
  const document = { mediaType: MEDIA_TYPES.ociManifest, json: manifest, labels };
  return await storeDocument(content, document, lease, signal);
}

async function storeLayer(
  { containerd }: UnpackDeps,
  source: AsyncIterable<Uint8Array>,
  { lease, signal }: Scope,
): Promise<Layer> {
  const peeked = await peekCompression(source);
  const mediaType = ociLayerType(peeked.compression);
  if (mediaType === undefined) {
    throw invalidArgument(`unsupported archive compression: ${peeked.compression}`);
  }
  const counter = peeked.compression === 'none' ? new LayerSize() : undefined;
  const ref = `${lease.id}/${randomUUID()}`;
  try {
    const bytes = observed(peeked.source, counter);
    const stored = await containerd.content.write({ ref, lease: lease.id }, bytes, signal);
    await lease.holdContent(stored.digest, signal);
    return {
      descriptor: { mediaType, ...stored },
      size: counter?.result(),
      damage: counter?.failure(),
    };
  } catch (err) {
    await containerd.content
      .abort(ref, AbortSignal.timeout(UNDO_TIMEOUT_MS))
      .catch(() => undefined);
    throw err;
  }
}

async function* observed(
  source: AsyncIterable<Uint8Array>,
  counter: LayerSize | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    counter?.observe(chunk);
    yield chunk;
  }
}

async function unpackLayer(deps: UnpackDeps, layer: Layer, scope: Scope): Promise<string> {
  await using extracted = await extractLayer(deps, layer.descriptor, '', scope).catch(
    (err: unknown) => {
      throw layer.damage === undefined ? err : unreadableTar(layer.damage);
    },
  );
  await scope.lease.holdSnapshot(deps.snapshotter, extracted.diffId, scope.signal);
  await extracted.commit(extracted.diffId, layer.size);
  return extracted.diffId;
}

/** containerd's own words name its folders. */
function unreadableTar(damage: unknown): Error {
  return invalidArgument(`Error processing tar file: ${messageOf(damage)}`, damage);
}

function configDocument(request: ImportRequest, diffId: string): unknown {
  const created = request.createdAt.toISOString();
  const { os, architecture, variant } = request.platform;
  return {
    architecture,
    ...(variant === undefined ? {} : { variant }),
    os,
    created,
    config: request.config,
    rootfs: { type: 'layers', diff_ids: [diffId] },
    history: [{ created, comment: request.message }],
  };
}
