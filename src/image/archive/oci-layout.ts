import type { Content, Descriptor } from '../../ctrd/containerd.ts';
import { invalidArgument, isCode } from '../../lib/errors.ts';
import { canonicalName, parseImageRef, withDefaultTag } from '../../lib/image-ref.ts';
import type { PlatformDescriptor } from '../documents/descriptor.ts';
import { parseImageDocument } from '../documents/image-document.ts';
import { parseJsonObject } from '../documents/json-document.ts';
import { type Manifest, parseIndex, parseManifest } from '../documents/manifest.ts';
import { gcLabelsOf } from '../gc-labels.ts';
import type { Lease } from '../lease.ts';
import { isIndexType, isLayerType, isManifestType } from '../media-types.ts';
import { readDocument } from '../read-document.ts';
import type { ArchivedImage } from './archived-image.ts';
import type { StagedArchive } from './stage-archive.ts';

interface Scope {
  readonly content: Content;
  readonly archive: StagedArchive;
  readonly lease: Lease;
  readonly signal: AbortSignal;
}

const MAX_DEPTH = 4;
const CONTAINERD_NAME = 'io.containerd.image.name';
const OCI_NAME = 'org.opencontainers.image.ref.name';

/**
 * The images of an OCI layout: one for each distinct entry of `index.json`. Platforms that the archive leaves
 * out are allowed; what is there is checked. OCI image-spec, image-layout.md
 * @throws invalidArgument
 */
export async function readOciLayout(scope: Scope): Promise<readonly ArchivedImage[]> {
  const bytes = scope.archive.documents.get('index.json') ?? new Uint8Array();
  const images = new Map<string, { target: Descriptor; names: Set<string> }>();
  const visited = new Set<string>();
  for (const entry of parseIndex(parseJsonObject(bytes, 'index.json'), 'index.json')) {
    await tie(scope, entry, { depth: 0, visited });
    const { mediaType, digest, size } = entry;
    const image = images.get(digest) ?? { target: { mediaType, digest, size }, names: new Set() };
    images.set(digest, image);
    const name = nameOf(entry);
    if (name !== undefined) image.names.add(name);
  }
  return [...images.values()].map(({ target, names }) => ({ target, names: [...names] }));
}

/** A bare tag as `ref.name` names nothing: an image without a repository keeps its id only. */
function nameOf(entry: PlatformDescriptor): string | undefined {
  const full = entry.annotations?.[CONTAINERD_NAME];
  const short = entry.annotations?.[OCI_NAME];
  const text = full ?? (short !== undefined && /[:/]/.test(short) ? short : undefined);
  return text === undefined ? undefined : canonicalName(withDefaultTag(parseImageRef(text)));
}

interface Position {
  readonly depth: number;
  readonly visited: Set<string>;
}

/** Sets the labels that hold a document's children, from the leaves up. */
async function tie(scope: Scope, descriptor: Descriptor, at: Position): Promise<void> {
  if (at.visited.has(descriptor.digest)) return;
  at.visited.add(descriptor.digest);
  if (at.depth > MAX_DEPTH) throw invalidArgument('index.json: indexes are nested too deeply');
  const manifest = await readManifest(scope, descriptor);
  if (manifest === undefined) {
    if (at.depth > 0) return;
    throw invalidArgument(`content digest ${descriptor.digest}: not found`);
  }
  if (manifest.kind === 'index') {
    const below = { depth: at.depth + 1, visited: at.visited };
    for (const child of manifest.manifests) {
      if (isIndexType(child.mediaType) || isManifestType(child.mediaType)) {
        await tie(scope, child, below);
      }
    }
  } else await checkImage(scope, manifest, at.depth === 0);
  await scope.content.updateLabels(descriptor.digest, gcLabelsOf(manifest), scope.signal);
}

async function readManifest(scope: Scope, descriptor: Descriptor): Promise<Manifest | undefined> {
  try {
    await scope.lease.holdContent(descriptor.digest, scope.signal);
    const bytes = await readDocument(scope.content, descriptor, scope.signal);
    return parseManifest(bytes, descriptor);
  } catch (err) {
    if (isCode(err, 'notFound')) return undefined;
    throw err;
  }
}

async function checkImage(
  scope: Scope,
  manifest: Extract<Manifest, { kind: 'manifest' }>,
  mustBeWhole: boolean,
): Promise<void> {
  for (const blob of [manifest.config, ...manifest.layers]) {
    if (!(await isThere(scope, blob)) && mustBeWhole) {
      throw invalidArgument(`content digest ${blob.digest}: not found`);
    }
  }
  const isImage = manifest.layers.every((layer) => isLayerType(layer.mediaType));
  if (!isImage || !(await isThere(scope, manifest.config))) return;
  const bytes = await readDocument(scope.content, manifest.config, scope.signal);
  const { diffIds } = parseImageDocument(bytes);
  if (diffIds.length !== manifest.layers.length) {
    throw invalidArgument(
      `invalid manifest, layers length mismatch: expected ${diffIds.length}, got ${manifest.layers.length}`,
    );
  }
}

/** Holds it first: what another image had stored must not be collected meanwhile. */
async function isThere(scope: Scope, { digest, size }: Descriptor): Promise<boolean> {
  await scope.lease.holdContent(digest, scope.signal);
  try {
    const info = await scope.content.info(digest, scope.signal);
    if (info.size === size) return true;
  } catch (err) {
    if (isCode(err, 'notFound')) return false;
    throw err;
  }
  throw invalidArgument(`blob ${digest} is not of the size that its descriptor says`);
}
