import type { OciDescriptor } from '../../../api/schemas.ts';
import type { ContainerImage } from '../record.ts';

/** `ImageManifestDescriptor`: which of an image's platforms the container runs. */
export function imageDescriptor({ manifest, platform }: ContainerImage): {
  readonly ImageManifestDescriptor?: OciDescriptor;
} {
  if (manifest === null) return {};
  const { mediaType, digest, size } = manifest;
  return { ImageManifestDescriptor: { mediaType, digest, size, platform: { ...platform } } };
}
