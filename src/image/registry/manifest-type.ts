import { invalidArgument } from '../../lib/errors.ts';
import { isAbsent, parseJsonObject } from '../documents/json-document.ts';
import { isIndexType, isManifestType, MEDIA_TYPES } from '../media-types.ts';

const isKnown = (type: unknown): type is string =>
  typeof type === 'string' && (isIndexType(type) || isManifestType(type));

/**
 * The media type of a manifest as it came: the registry's word if it is one of ours, else the document's own.
 * @throws invalidArgument on schema 1 and on what is no manifest
 */
export function sniffManifestType(contentType: string, bytes: Buffer): string {
  if (isKnown(contentType)) return contentType;
  const document = parseJsonObject(bytes, 'manifest');
  if (document['schemaVersion'] === 1 || /manifest\.v1\+/.test(contentType)) throw schema1();
  const { mediaType } = document;
  if (isKnown(mediaType)) return mediaType;
  if (typeof mediaType === 'string' && mediaType !== '') throw unsupported(mediaType);
  if (!isAbsent(document['config']) && !isAbsent(document['layers']))
    return MEDIA_TYPES.ociManifest;
  if (!isAbsent(document['manifests'])) return MEDIA_TYPES.ociIndex;
  throw unsupported(contentType);
}

const unsupported = (mediaType: string): Error =>
  invalidArgument(`unsupported manifest media type ${JSON.stringify(mediaType.slice(0, 200))}`);

/** moby: distribution/pull_v2.go, since schema 1 is off by default. */
const schema1 = (): Error =>
  invalidArgument(
    '[DEPRECATION NOTICE] Docker Image Format v1 and Docker Image manifest version 2, schema 1 support is disabled by default and will be removed in an upcoming release. Suggest the author of the image to upgrade the image to the OCI Format or Docker Image manifest v2, schema 2. More information at https://docs.docker.com/go/deprecated-image-specs/',
  );
