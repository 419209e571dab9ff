import { randomUUID } from 'node:crypto';

import type { ImageConfig } from '../api/schemas.ts';
import type { Containerd, Content, Descriptor, Mount } from '../ctrd/containerd.ts';
import { undoQuietly } from '../lib/dispose.ts';
import type { Logger } from '../lib/logger.ts';
import { overlayLayers } from '../lib/mount-options.ts';
import { storeDocument } from './archive/store-document.ts';
import type { PlatformImage } from './describe.ts';
import { parseJsonObject } from './documents/json-document.ts';
import { gcLabelsOf } from './gc-labels.ts';
import { type Lease, UNDO_TIMEOUT_MS } from './lease.ts';
import { MEDIA_TYPES } from './media-types.ts';
import type { Platform } from './platform.ts';
import { readDocument } from './read-document.ts';

export interface CommitRequest {
  /** Name and key of the container's writable snapshot. */
  readonly snapshotter: string;
  readonly key: string;
  /** The snapshot that it was prepared from; '' for none. */
  readonly parentChainId: string;
  /** The image that the container was made of; absent for none. */
  readonly parent: PlatformImage | undefined;
  readonly platform: Platform;
  readonly config: ImageConfig;
  readonly author: string;
  readonly comment: string;
  /** What the history says it was made by. */
  readonly createdBy: string;
  readonly createdAt: Date;
}

export interface CommittedImage {
  readonly manifest: Descriptor;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly diffIds: readonly string[];
}

interface Scope {
  readonly lease: Lease;
  readonly signal: AbortSignal;
}

interface Deps {
  readonly containerd: Pick<Containerd, 'content' | 'diff' | 'snapshots'>;
  readonly log: Logger;
}

/** The tar of nothing: two blocks of zeros. A container that changed nothing adds no layer, as with Docker. */
const EMPTY_LAYER = 'sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef';

/**
 * What a container wrote, as a layer on top of its image. containerd compares the two trees and writes the
 * tar (whiteouts, hard links, owners, times, capabilities); plain, as Docker keeps it: its digest is the DiffID.
 */
export async function diffLayer(
  { containerd, log }: Deps,
  { snapshotter, key, parentChainId }: CommitRequest,
  { lease, signal }: Scope,
): Promise<Descriptor> {
  const { diff, snapshots } = containerd;
  const view = `${lease.id}-parent`;
  const ref = `${lease.id}/${randomUUID()}`;
  try {
    const options = { lease: lease.id };
    const left = await snapshots.view(snapshotter, view, parentChainId, signal, options);
    const right = readOnly(await snapshots.mounts(snapshotter, key, signal));
    const request = { mediaType: MEDIA_TYPES.ociLayer, ref, ...options };
    const { digest, size } = await diff.diff(left, right, request, signal);
    await lease.holdContent(digest, signal);
    return { mediaType: MEDIA_TYPES.ociLayer, digest, size };
  } finally {
    await undoQuietly(log, 'removing the view of a commit', () =>
      snapshots.remove(snapshotter, view, AbortSignal.timeout(UNDO_TIMEOUT_MS)),
    );
  }
}

/**
 * The same tree without a writable layer: an overlay may have one upper directory in one mount only, and the
 * container has it.
 */
function readOnly(mounts: readonly Mount[]): Mount[] {
  return mounts.map((mount) => {
    if (mount.type !== 'overlay') return { ...mount, options: withReadOnly(mount.options) };
    const { upper, lower, options } = overlayLayers(mount.options);
    const layers = upper === undefined ? lower : [upper.dir, ...lower];
    return { ...mount, options: withReadOnly([...options, `lowerdir=${layers.join(':')}`]) };
  });
}

const withReadOnly = (options: readonly string[]): string[] => [
  'ro',
  ...options.filter((option) => option !== 'rw' && option !== 'ro'),
];

/** Writes configuration and manifest. The image has no name yet. */
export async function commitImage(
  { containerd: { content } }: Deps,
  layer: Descriptor,
  request: CommitRequest,
  { lease, signal }: Scope,
): Promise<CommittedImage> {
  const { parent } = request;
  const isEmpty = layer.digest === EMPTY_LAYER;
  const added = isEmpty ? [] : [layer];
  const layers = [...(parent?.layers ?? []), ...added];
  const diffIds = [...(parent?.document.diffIds ?? []), ...added.map(({ digest }) => digest)];
  const past = parent === undefined ? [] : await historyOf(content, parent, signal);
  const json = {
    ...header(request),
    rootfs: { type: 'layers', diff_ids: diffIds },
    history: [...past, historyEntry(request, isEmpty)],
  };
  const config = await storeDocument(
    content,
    { mediaType: MEDIA_TYPES.ociConfig, json },
    lease,
    signal,
  );
  const manifest = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociManifest, config, layers };
  const labels = gcLabelsOf({ kind: 'manifest', ...manifest });
  const document = { mediaType: MEDIA_TYPES.ociManifest, json: manifest, labels };
  return {
    manifest: await storeDocument(content, document, lease, signal),
    config,
    layers,
    diffIds,
  };
}

/** As it is written, whatever else its entries have. */
async function historyOf(
  content: Content,
  { configDescriptor }: PlatformImage,
  signal: AbortSignal,
): Promise<unknown[]> {
  const bytes = await readDocument(content, configDescriptor, signal);
  const { history } = parseJsonObject(bytes, 'image configuration');
  return Array.isArray(history) ? (history as unknown[]) : [];
}

function header({ platform, createdAt, author, config, parent }: CommitRequest): object {
  const { os, architecture, variant } = platform;
  const osVersion = parent?.document.osVersion ?? '';
  return {
    architecture,
    ...(variant === undefined ? {} : { variant }),
    os,
    ...(osVersion === '' ? {} : { 'os.version': osVersion }),
    created: createdAt.toISOString(),
    ...(author === '' ? {} : { author }),
    config,
  };
}

function historyEntry(
  { createdAt, createdBy, author, comment }: CommitRequest,
  isEmpty: boolean,
): object {
  return {
    created: createdAt.toISOString(),
    ...(author === '' ? {} : { author }),
    created_by: createdBy,
    ...(comment === '' ? {} : { comment }),
    ...(isEmpty ? { empty_layer: true } : {}),
  };
}
