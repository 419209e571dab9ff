import type { Content, Descriptor } from '../ctrd/containerd.ts';
import { isCode } from '../lib/errors.ts';
import { chainIdsOf } from './digest.ts';
import type { PlatformDescriptor } from './documents/descriptor.ts';
import { type ImageDocument, parseImageDocument } from './documents/image-document.ts';
import { type Manifest, parseManifest } from './documents/manifest.ts';
import { isIndexType, isLayerType, isManifestType } from './media-types.ts';
import type { Platform } from './platform.ts';
import { readDocument } from './read-document.ts';

/** One image for one platform, with its configuration read. */
export interface PlatformImage {
  readonly configDescriptor: Descriptor;
  readonly document: ImageDocument;
  readonly layers: readonly Descriptor[];
  readonly chainIds: readonly string[];
}

export interface ManifestNode {
  readonly descriptor: PlatformDescriptor;
  readonly kind: 'image' | 'attestation' | 'unknown';
  readonly platform: Platform | undefined;
  /** Of an attestation: the manifest it speaks of. */
  readonly attests?: string;
  /** All blobs are here. */
  readonly available: boolean;
  /** Bytes of its blobs that are here, its own document included. */
  readonly contentSize: number;
  readonly image?: PlatformImage;
}

/** What stands behind an image id, read from the content store once. */
export interface ImageDetails {
  readonly target: Descriptor;
  /** In the order of the index; a single one for a plain manifest. */
  readonly manifests: readonly ManifestNode[];
  /** Every document and blob that it refers to and that is here, itself included. */
  readonly blobs: readonly Descriptor[];
}

const ATTESTATION_TYPE = 'vnd.docker.reference.type';
const ATTESTED_DIGEST = 'vnd.docker.reference.digest';
const MAX_DEPTH = 4;
const MAX_MANIFESTS = 1024;

interface Walk {
  readonly content: Content;
  readonly signal: AbortSignal;
  readonly manifests: ManifestNode[];
  readonly blobs: Map<string, Descriptor>;
}

/**
 * Reads index, manifests and configurations. Children that are not here are skipped (a partial pull is
 * an image too); the target itself must be.
 * @throws notFound, invalidArgument
 */
export async function describeImage(
  content: Content,
  target: Descriptor,
  signal: AbortSignal,
): Promise<ImageDetails> {
  const walk: Walk = { content, signal, manifests: [], blobs: new Map() };
  await visit(walk, target, 0);
  return { target, manifests: walk.manifests, blobs: [...walk.blobs.values()] };
}

async function visit(walk: Walk, descriptor: PlatformDescriptor, depth: number): Promise<void> {
  if (depth > MAX_DEPTH || walk.manifests.length >= MAX_MANIFESTS) return;
  if (walk.blobs.has(descriptor.digest)) return;
  if (!isIndexType(descriptor.mediaType) && !isManifestType(descriptor.mediaType)) return;
  const manifest = await readManifest(walk, descriptor, depth === 0);
  if (manifest === undefined) {
    walk.manifests.push(absentNode(descriptor));
    return;
  }
  walk.blobs.set(descriptor.digest, descriptor);
  if (manifest.kind === 'manifest') {
    walk.manifests.push(await readNode(walk, descriptor, manifest));
    return;
  }
  for (const child of manifest.manifests) await visit(walk, child, depth + 1);
}

async function readManifest(
  walk: Walk,
  descriptor: Descriptor,
  mustExist: boolean,
): Promise<Manifest | undefined> {
  try {
    const bytes = await readDocument(walk.content, descriptor, walk.signal);
    return parseManifest(bytes, descriptor);
  } catch (err) {
    if (!mustExist && isCode(err, 'notFound')) return undefined;
    throw err;
  }
}

function absentNode(descriptor: PlatformDescriptor): ManifestNode {
  const isAttestation = descriptor.annotations?.[ATTESTATION_TYPE] !== undefined;
  return {
    descriptor,
    kind: isAttestation ? 'attestation' : 'image',
    platform: descriptor.platform,
    available: false,
    contentSize: 0,
  };
}

async function readNode(
  walk: Walk,
  descriptor: PlatformDescriptor,
  manifest: Extract<Manifest, { kind: 'manifest' }>,
): Promise<ManifestNode> {
  const { config, layers } = manifest;
  const present = await presentBlobs(walk, [config, ...layers]);
  for (const blob of present) walk.blobs.set(blob.digest, blob);
  const available = present.length === 1 + layers.length;
  const contentSize = present.reduce((sum, { size }) => sum + size, descriptor.size);
  const node = { descriptor, available, contentSize, platform: descriptor.platform };
  const attested = attestedBy(descriptor);
  if (attested !== undefined) return { ...node, kind: 'attestation', attests: attested };
  if (!layers.every((layer) => isLayerType(layer.mediaType))) return { ...node, kind: 'unknown' };
  if (!present.includes(config)) return { ...node, kind: 'image' };
  const document = parseImageDocument(await readDocument(walk.content, config, walk.signal));
  const chainIds = chainIdsOf(document.diffIds);
  const image = { configDescriptor: config, document, layers, chainIds };
  return { ...node, kind: 'image', platform: descriptor.platform ?? document.platform, image };
}

function attestedBy(descriptor: Descriptor): string | undefined {
  const { annotations } = descriptor;
  if (annotations?.[ATTESTATION_TYPE] === undefined) return undefined;
  return annotations[ATTESTED_DIGEST] ?? '';
}

async function presentBlobs(
  walk: Walk,
  wanted: readonly Descriptor[],
): Promise<readonly Descriptor[]> {
  const found = await Promise.all(
    wanted.map(async (blob) => {
      try {
        await walk.content.info(blob.digest, walk.signal);
        return blob;
      } catch (err) {
        if (isCode(err, 'notFound')) return undefined;
        throw err;
      }
    }),
  );
  return found.filter((blob) => blob !== undefined);
}
