import type { Compression } from './compression.ts';

/** Media types of OCI's image-spec and of Docker's schema 2, which say the same in other words. */
export const MEDIA_TYPES = {
  ociIndex: 'application/vnd.oci.image.index.v1+json',
  ociManifest: 'application/vnd.oci.image.manifest.v1+json',
  ociConfig: 'application/vnd.oci.image.config.v1+json',
  ociLayer: 'application/vnd.oci.image.layer.v1.tar',
  dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerConfig: 'application/vnd.docker.container.image.v1+json',
  dockerLayer: 'application/vnd.docker.image.rootfs.diff.tar',
} as const;

export function isIndexType(mediaType: string): boolean {
  return mediaType === MEDIA_TYPES.ociIndex || mediaType === MEDIA_TYPES.dockerIndex;
}

export function isManifestType(mediaType: string): boolean {
  return mediaType === MEDIA_TYPES.ociManifest || mediaType === MEDIA_TYPES.dockerManifest;
}

/** Of an image; other artifacts have configurations of their own. */
export function isConfigType(mediaType: string): boolean {
  return mediaType === MEDIA_TYPES.ociConfig || mediaType === MEDIA_TYPES.dockerConfig;
}

/** Whether containerd's diff service unpacks it. */
export function isLayerType(mediaType: string): boolean {
  return /^application\/vnd\.(?:oci\.image\.layer\.(?:nondistributable\.)?v1\.tar(?:\+(?:gzip|zstd))?|docker\.image\.rootfs\.(?:foreign\.)?diff\.tar(?:\.gzip|\.zstd)?)$/.test(
    mediaType,
  );
}

/** @returns the media type of an OCI layer; `undefined` for a compression that layers do not have */
export function ociLayerType(compression: Compression): string | undefined {
  if (compression === 'none') return MEDIA_TYPES.ociLayer;
  return compression === 'gzip' || compression === 'zstd'
    ? `${MEDIA_TYPES.ociLayer}+${compression}`
    : undefined;
}

/** As containerd names the layers of a docker-archive. */
export function dockerLayerType(compression: Compression): string | undefined {
  if (compression === 'none') return MEDIA_TYPES.dockerLayer;
  return compression === 'gzip' || compression === 'zstd'
    ? `${MEDIA_TYPES.dockerLayer}.${compression}`
    : undefined;
}
