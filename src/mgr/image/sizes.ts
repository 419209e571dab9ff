import type { PlatformImage } from '../../image/describe.ts';
import type { UnpackedLayers } from '../../image/unpacked-layers.ts';

/**
 * The sizes of an image's layers, bottom first: what their files hold, as Docker counts it. A layer that is
 * not unpacked counts as its blob.
 */
export async function layerSizes(
  unpacked: UnpackedLayers,
  image: Pick<PlatformImage, 'chainIds' | 'layers'>,
  signal: AbortSignal,
): Promise<number[]> {
  const sizes: number[] = [];
  for (const [at, chainId] of image.chainIds.entries()) {
    const size = await unpacked.size(chainId, signal);
    sizes.push(size ?? image.layers[at]?.size ?? 0);
  }
  return sizes;
}

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);
