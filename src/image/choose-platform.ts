import type { ImageDetails, ManifestNode, PlatformImage } from './describe.ts';
import { type Platform, platformDistance } from './platform.ts';

export type UsableNode = ManifestNode & {
  readonly image: PlatformImage;
  readonly platform: Platform;
};

const isUsable = (node: ManifestNode): node is UsableNode =>
  node.kind === 'image' && node.image !== undefined && node.platform !== undefined;

/** The images that are here with their configuration, in the order of the index. */
export function usableImages(details: ImageDetails): readonly UsableNode[] {
  return details.manifests.filter(isUsable);
}

/** The one that serves the wanted platform best, whole ones first. */
export function chooseImage(details: ImageDetails, wanted: Platform): UsableNode | undefined {
  return usableImages(details)
    .map((node) => ({ node, distance: platformDistance(wanted, node.platform) }))
    .filter(
      (choice): choice is { node: UsableNode; distance: number } => choice.distance !== undefined,
    )
    .sort((a, b) => Number(b.node.available) - Number(a.node.available) || a.distance - b.distance)
    .at(0)?.node;
}

/** For this machine; failing that any, which an emulator may run. */
export function chooseForHost(details: ImageDetails, host: Platform): UsableNode | undefined {
  return chooseImage(details, host) ?? usableImages(details)[0];
}
