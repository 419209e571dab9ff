import type { Content, Descriptor } from '../../ctrd/containerd.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { canonicalName, parseImageRef, withDefaultTag } from '../../lib/image-ref.ts';
import { type ImageDocument, parseImageDocument } from '../documents/image-document.ts';
import { isObject, parseJson, stringMember, stringsMember } from '../documents/json-document.ts';
import { gcLabelsOf } from '../gc-labels.ts';
import type { Lease } from '../lease.ts';
import { dockerLayerType, MEDIA_TYPES } from '../media-types.ts';
import { readDocument } from '../read-document.ts';
import type { ArchivedImage } from './archived-image.ts';
import { cleanMemberName } from './member-name.ts';
import type { StagedArchive, StagedFile } from './stage-archive.ts';
import { storeDocument } from './store-document.ts';

interface ArchiveEntry {
  readonly config: string;
  readonly repoTags: readonly string[];
  readonly layers: readonly string[];
}

interface Scope {
  readonly content: Content;
  readonly archive: StagedArchive;
  readonly lease: Lease;
  readonly signal: AbortSignal;
}

const MAX_IMAGES = 1024;
const MAX_LINKS = 16;

/**
 * The images of a docker-archive (`manifest.json`). Its configuration blobs are kept byte for byte; the
 * manifest that the archive lacks is made, in the form that containerd's own importer gives it, so that
 * the same archive has the same id everywhere.
 * @throws invalidArgument
 */
export async function readDockerArchive(scope: Scope): Promise<readonly ArchivedImage[]> {
  const entries = parseEntries(scope.archive.documents.get('manifest.json') ?? new Uint8Array());
  const images: ArchivedImage[] = [];
  for (const entry of entries) images.push(await readImage(scope, entry));
  return images;
}

function parseEntries(bytes: Uint8Array): readonly ArchiveEntry[] {
  const what = 'manifest.json';
  const entries = parseJson(bytes, what);
  if (!Array.isArray(entries)) throw invalidArgument(`${what} is not a list`);
  if (entries.length > MAX_IMAGES)
    throw invalidArgument(`${what} has more than ${MAX_IMAGES} images`);
  return entries.map((entry: unknown) => {
    if (!isObject(entry)) throw invalidArgument(`${what}: an entry is not an object`);
    return {
      config: stringMember(entry, 'Config', what),
      repoTags: stringsMember(entry, 'RepoTags', what) ?? [],
      layers: stringsMember(entry, 'Layers', what) ?? [],
    };
  });
}

async function readImage(scope: Scope, entry: ArchiveEntry): Promise<ArchivedImage> {
  const names = entry.repoTags.map((tag) => canonicalName(withDefaultTag(parseImageRef(tag))));
  const config = findFile(scope.archive, entry.config);
  const document = parseImageDocument(await readDocument(scope.content, config, scope.signal));
  const layers = entry.layers.map((path) => findFile(scope.archive, path));
  checkLayers(layers, document);
  const manifest = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.dockerManifest,
    config: { mediaType: MEDIA_TYPES.dockerConfig, digest: config.digest, size: config.size },
    layers: layers.map(toLayer),
  };
  const labels = gcLabelsOf({ kind: 'manifest', ...manifest });
  const target = await storeDocument(
    scope.content,
    { mediaType: MEDIA_TYPES.dockerManifest, json: manifest, labels },
    scope.lease,
    scope.signal,
  );
  return { target, names };
}

/** Follows links inside the archive: older dockers write an equal layer once and link to it. */
function findFile(archive: StagedArchive, path: string): StagedFile {
  let name = cleanMemberName(path);
  for (let hops = 0; hops < MAX_LINKS; hops += 1) {
    const file = archive.files.get(name);
    if (file !== undefined) return file;
    const next = archive.links.get(name);
    if (next === undefined) break;
    name = next;
  }
  throw invalidArgument(`${JSON.stringify(path.slice(0, 200))} is not in the archive`);
}

/** Uncompressed layers are compared with the configuration here, packed ones when they are unpacked. */
function checkLayers(layers: readonly StagedFile[], { diffIds }: ImageDocument): void {
  if (layers.length !== diffIds.length) {
    throw invalidArgument(
      `invalid manifest, layers length mismatch: expected ${diffIds.length}, got ${layers.length}`,
    );
  }
  for (const [at, layer] of layers.entries()) {
    const diffId = diffIds[at] ?? '';
    if (layer.compression === 'none' && layer.digest !== diffId) {
      throw invalidArgument(
        `invalid diffID for layer ${at}: expected "${diffId}", got "${layer.digest}"`,
      );
    }
  }
}

function toLayer(layer: StagedFile): Descriptor {
  const mediaType = dockerLayerType(layer.compression);
  if (mediaType === undefined) {
    throw invalidArgument(`unsupported layer compression: ${layer.compression}`);
  }
  return { mediaType, digest: layer.digest, size: layer.size };
}
