import { randomUUID } from 'node:crypto';

import type { Containerd, Descriptor, Mount } from '../ctrd/containerd.ts';
import { undoQuietly } from '../lib/dispose.ts';
import { internal, invalidArgument, isCode } from '../lib/errors.ts';
import type { KeyedLock } from '../lib/keyed-lock.ts';
import type { Logger } from '../lib/logger.ts';
import { chainIdsOf } from './digest.ts';
import { extractionLimit, withinLimit } from './extraction-limit.ts';
import { type Lease, UNDO_TIMEOUT_MS } from './lease.ts';
import { SIZE_LABEL, type UnpackedLayers } from './unpacked-layers.ts';

export interface UnpackDeps {
  readonly containerd: Pick<Containerd, 'content' | 'diff' | 'leases' | 'snapshots'>;
  readonly snapshotter: string;
  readonly unpacked: UnpackedLayers;
  readonly locks: KeyedLock;
  readonly log: Logger;
  /** Bytes that one layer may unpack to. */
  readonly maxLayerSize: number;
}

export interface UnpackRequest {
  readonly configDigest: string;
  readonly layers: readonly Descriptor[];
  readonly diffIds: readonly string[];
  /** Layer digest → its size as Docker counts it, where it was seen going by. */
  readonly sizes?: ReadonlyMap<string, number>;
  /** Awaited before a layer is extracted: its blob may still be on its way. */
  readonly ready?: (layer: Descriptor) => Promise<void>;
  readonly onLayer?: (layer: { readonly diffId: string; readonly descriptor: Descriptor }) => void;
  /** The layer's snapshot is there, whoever made it. */
  readonly onUnpacked?: (layer: Descriptor) => Promise<void>;
}

/**
 * Turns an image's layers into snapshots named after their chain ids and ties the top one to the image's
 * configuration, so that it lives as long as the image. Each chain id is unpacked once: others wait for it.
 * @returns the chain id of the top layer; '' without layers
 */
export async function unpack(
  deps: UnpackDeps,
  request: UnpackRequest,
  lease: Lease,
  signal: AbortSignal,
): Promise<string> {
  const chainIds = chainIdsOf(request.diffIds);
  let parent = '';
  for (const [at, chainId] of chainIds.entries()) {
    const descriptor = request.layers[at];
    if (descriptor === undefined) throw internal('an image has fewer layers than DiffIDs');
    const diffId = request.diffIds[at] ?? '';
    const layer = {
      descriptor,
      diffId,
      chainId,
      parent,
      size: request.sizes?.get(descriptor.digest),
    };
    using _held = await deps.locks.acquire(`layer:${chainId}`, signal);
    if (!(await isThere(deps, chainId, lease, signal))) {
      await request.ready?.(descriptor);
      request.onLayer?.({ diffId, descriptor });
      await unpackLayer(deps, layer, lease, signal);
    }
    await request.onUnpacked?.(descriptor);
    parent = chainId;
  }
  await tieToConfig(deps, request.configDigest, parent, signal);
  return parent;
}

/** Holds it first and looks then: in between nobody can collect it. */
async function isThere(
  deps: UnpackDeps,
  chainId: string,
  lease: Lease,
  signal: AbortSignal,
): Promise<boolean> {
  await lease.holdSnapshot(deps.snapshotter, chainId, signal);
  try {
    const info = await deps.containerd.snapshots.stat(deps.snapshotter, chainId, signal);
    const size = info.labels[SIZE_LABEL];
    deps.unpacked.add(chainId, size === undefined ? undefined : Number(size));
    return true;
  } catch (err) {
    if (isCode(err, 'notFound')) return false;
    throw err;
  }
}

interface LayerToUnpack {
  readonly descriptor: Descriptor;
  readonly diffId: string;
  readonly chainId: string;
  readonly parent: string;
  readonly size: number | undefined;
}

async function unpackLayer(
  deps: UnpackDeps,
  layer: LayerToUnpack,
  lease: Lease,
  signal: AbortSignal,
): Promise<void> {
  const extracted = await extractLayer(deps, layer.descriptor, layer.parent, { lease, signal });
  await using _undo = extracted;
  if (extracted.diffId !== layer.diffId) {
    throw invalidArgument(
      `wrong diff id calculated on extraction "${extracted.diffId}", expected "${layer.diffId}"`,
    );
  }
  await extracted.commit(layer.chainId, layer.size);
}

export interface ExtractedLayer extends AsyncDisposable {
  /** Digest of the uncompressed tar, as containerd computed it. */
  readonly diffId: string;
  /** Gives the extraction its name; without it, disposing removes it. */
  commit(chainId: string, size: number | undefined): Promise<void>;
}

/** Unpacks one layer over `parent` into a snapshot that has no name yet. */
export async function extractLayer(
  deps: UnpackDeps,
  layer: Descriptor,
  parent: string,
  scope: { readonly lease: Lease; readonly signal: AbortSignal },
): Promise<ExtractedLayer> {
  const { containerd, snapshotter, unpacked } = deps;
  const { lease, signal } = scope;
  const key = `joey-extract-${randomUUID()}`;
  const leased = { lease: lease.id };
  let pending = true;
  const removeLeftover = async (): Promise<void> => {
    if (!pending) return;
    const undoSignal = AbortSignal.timeout(UNDO_TIMEOUT_MS);
    await undoQuietly(deps.log, 'removing an unfinished layer', () =>
      containerd.snapshots.remove(snapshotter, key, undoSignal),
    );
  };
  const mounts = await containerd.snapshots.prepare(snapshotter, key, parent, signal, leased);
  const diffId = await apply(deps, layer, { key, mounts }, scope).catch(async (err: unknown) => {
    await removeLeftover();
    throw err;
  });
  return {
    diffId,
    async commit(chainId, size) {
      const labels: Record<string, string> =
        size === undefined ? {} : { [SIZE_LABEL]: String(size) };
      try {
        await containerd.snapshots.commit(snapshotter, chainId, key, signal, { labels, ...leased });
        pending = false;
      } catch (err) {
        if (!isCode(err, 'conflict')) throw err;
      }
      unpacked.add(chainId, size);
    },
    [Symbol.asyncDispose]: removeLeftover,
  };
}

async function apply(
  deps: UnpackDeps,
  layer: Descriptor,
  target: { readonly key: string; readonly mounts: readonly Mount[] },
  scope: { readonly lease: Lease; readonly signal: AbortSignal },
): Promise<string> {
  const { content, diff, snapshots } = deps.containerd;
  const { key, mounts } = target;
  const { digest } = await withinLimit(
    await extractionLimit(deps.maxLayerSize, mounts),
    (signal) => snapshots.usage(deps.snapshotter, key, signal),
    (signal) => diff.apply(layer, mounts, signal, scope.lease.id),
    scope.signal,
  );
  await content.updateLabels(layer.digest, { 'containerd.io/uncompressed': digest }, scope.signal);
  return digest;
}

async function tieToConfig(
  deps: UnpackDeps,
  configDigest: string,
  chainId: string,
  signal: AbortSignal,
): Promise<void> {
  if (chainId === '') return;
  const label = `containerd.io/gc.ref.snapshot.${deps.snapshotter}`;
  await deps.containerd.content.updateLabels(configDigest, { [label]: chainId }, signal);
}
