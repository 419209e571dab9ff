import type { Descriptor } from '../../ctrd/containerd.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { isIndexType, isManifestType } from '../media-types.ts';
import { parseDescriptor, type PlatformDescriptor } from './descriptor.ts';
import { isAbsent, type JsonObject, parseJsonObject } from './json-document.ts';

export type Manifest =
  | { readonly kind: 'index'; readonly manifests: readonly PlatformDescriptor[] }
  | {
      readonly kind: 'manifest';
      readonly config: Descriptor;
      readonly layers: readonly Descriptor[];
    };

const MAX_CHILDREN = 4096;

/**
 * Reads an index or a manifest by the media type of its descriptor, which must agree with the document:
 * one that could be read as both is refused (CVE-2021-41190).
 * @throws invalidArgument
 */
export function parseManifest(bytes: Uint8Array, descriptor: Descriptor): Manifest {
  const { mediaType, digest } = descriptor;
  const document = parseJsonObject(bytes, `manifest ${digest}`);
  checkAgreement(document, mediaType, digest);
  if (isIndexType(mediaType)) return { kind: 'index', manifests: parseIndex(document, digest) };
  const { config, layers } = document;
  return {
    kind: 'manifest',
    config: parseDescriptor(config, `manifest ${digest}`),
    layers: children(layers, `manifest ${digest}`),
  };
}

/** The entries of an index document, such as an OCI layout's index.json. @throws invalidArgument */
export function parseIndex(document: JsonObject, name: string): readonly PlatformDescriptor[] {
  return children(document['manifests'], `index ${name}`);
}

function children(value: unknown, what: string): readonly PlatformDescriptor[] {
  if (isAbsent(value)) return [];
  if (!Array.isArray(value)) throw invalidArgument(`${what} has no list of descriptors`);
  if (value.length > MAX_CHILDREN) {
    throw invalidArgument(`${what} has more than ${MAX_CHILDREN} descriptors`);
  }
  return value.map((child) => parseDescriptor(child, what));
}

function checkAgreement(document: JsonObject, mediaType: string, digest: string): void {
  if (!isIndexType(mediaType) && !isManifestType(mediaType)) {
    throw invalidArgument(`unsupported media type ${JSON.stringify(mediaType)} of ${digest}`);
  }
  const said = document['mediaType'];
  if (!isAbsent(said) && said !== '' && said !== mediaType) {
    throw invalidArgument(`manifest ${digest} is not what its descriptor says: ${mediaType}`);
  }
  const foreign = isIndexType(mediaType)
    ? ['layers', 'config', 'fsLayers']
    : ['manifests', 'fsLayers'];
  if (foreign.some((key) => !isAbsent(document[key]))) {
    throw invalidArgument(`manifest ${digest} is ambiguous: an index and a manifest at once`);
  }
}
