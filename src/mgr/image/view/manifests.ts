import type { ImageManifestSummary, OciDescriptor } from '../../../api/schemas.ts';
import { chooseForHost } from '../../../image/choose-platform.ts';
import type { ImageDetails, ManifestNode } from '../../../image/describe.ts';
import type { PlatformDescriptor } from '../../../image/documents/descriptor.ts';
import type { ImageScope } from '../deps.ts';
import { sum } from '../sizes.ts';

type ViewDeps = Pick<ImageScope, 'host' | 'unpacked' | 'users'>;

/** A descriptor on the wire, with what its index says of the platform. */
export function toWireDescriptor(descriptor: PlatformDescriptor): OciDescriptor {
  const { mediaType, digest, size, annotations, platform } = descriptor;
  return {
    mediaType,
    digest,
    size,
    ...(annotations === undefined ? {} : { annotations: { ...annotations } }),
    ...(platform === undefined ? {} : { platform }),
  };
}

/** The manifests of an image with their sizes: content in the store, and unpacked beside it. */
export async function manifestSummaries(
  deps: ViewDeps,
  details: ImageDetails,
  signal: AbortSignal,
): Promise<ImageManifestSummary[]> {
  const own = chooseForHost(details, deps.host);
  const users = deps.users.usersOf(details.target.digest).map(({ id }) => id);
  return await Promise.all(
    details.manifests.map(async (node) => {
      const containers = node === own ? users : [];
      return toSummary(node, await unpackedSize(deps, node, signal), containers);
    }),
  );
}

async function unpackedSize(
  { unpacked }: ViewDeps,
  { image }: ManifestNode,
  signal: AbortSignal,
): Promise<number> {
  const sizes = (image?.chainIds ?? []).map(
    async (chainId) => (await unpacked.size(chainId, signal)) ?? 0,
  );
  return sum(await Promise.all(sizes));
}

function toSummary(
  node: ManifestNode,
  unpacked: number,
  containers: string[],
): ImageManifestSummary {
  const platform = node.platform ?? { os: 'unknown', architecture: 'unknown' };
  return {
    ID: node.descriptor.digest,
    Descriptor: toWireDescriptor(node.descriptor),
    Available: node.available,
    Size: { Total: node.contentSize + unpacked, Content: node.contentSize },
    Kind: node.kind,
    ...(node.kind === 'image'
      ? { ImageData: { Platform: platform, Containers: containers, Size: { Unpacked: unpacked } } }
      : {}),
    ...(node.attests === undefined ? {} : { AttestationData: { For: node.attests } }),
  };
}
