import type { DistributionInspect } from '../../api/schemas.ts';
import type { Descriptor } from '../../ctrd/containerd.ts';
import { parseImageDocument } from '../../image/documents/image-document.ts';
import { parseManifest } from '../../image/documents/manifest.ts';
import { isConfigType } from '../../image/media-types.ts';
import { decodeRegistryAuth } from '../../image/registry/credentials.ts';
import type { Repository } from '../../image/registry/repository.ts';
import { parseImageRef, withDefaultTag } from '../../lib/image-ref.ts';
import type { ImageScope } from './deps.ts';
import type { RegistryOptions } from './image-mgr.ts';

type Platforms = DistributionInspect['Platforms'];

/**
 * What a registry has under a name, without pulling it. moby: daemon/server/router/distribution
 * @throws invalidArgument and the classes of the registry's refusals
 */
export async function distribution(
  { registries }: Pick<ImageScope, 'registries'>,
  name: string,
  { registryAuth, userAgent }: RegistryOptions,
  signal: AbortSignal,
): Promise<DistributionInspect> {
  const ref = withDefaultTag(parseImageRef(name));
  const credentials = decodeRegistryAuth(registryAuth);
  const repository = await registries.open(ref, { credentials, client: userAgent });
  const resolved = await repository.resolve(ref.digest ?? ref.tag ?? '', signal);
  const { mediaType, digest, size } = resolved.descriptor;
  const bytes = resolved.bytes ?? (await repository.manifest(resolved.descriptor, signal));
  return {
    Descriptor: { mediaType, digest, size },
    Platforms: await platformsOf(repository, resolved.descriptor, bytes, signal),
  };
}

async function platformsOf(
  repository: Repository,
  descriptor: Descriptor,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<Platforms> {
  const manifest = parseManifest(bytes, descriptor);
  if (manifest.kind === 'index') {
    return manifest.manifests.flatMap(({ platform }) => (platform === undefined ? [] : [platform]));
  }
  const { config } = manifest;
  if (!isConfigType(config.mediaType)) return [];
  const { platform } = parseImageDocument(await repository.smallBlob(config, signal));
  return [platform];
}
