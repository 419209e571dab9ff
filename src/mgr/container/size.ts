import { isCode } from '../../lib/errors.ts';
import type { ContainerDeps } from './deps.ts';
import type { ContainerRecord } from './record.ts';

export interface ContainerSize {
  /** bytes that the container wrote */
  readonly rw: number;
  /** bytes of its image and what it wrote */
  readonly rootFs: number;
}

/** What a container takes on disk. An image that was removed by force counts as nothing. */
export async function sizeOf(
  deps: Pick<ContainerDeps, 'runtime' | 'images'>,
  record: ContainerRecord,
  signal: AbortSignal,
): Promise<ContainerSize> {
  const [rw, image] = await Promise.all([
    orZero(async () => {
      const { size } = await deps.runtime.snapshots.usage(record.snapshotter, record.id, signal);
      return size;
    }),
    orZero(async () => {
      const { Size } = await deps.images.inspect(record.image.id, { manifests: false }, signal);
      return Size;
    }),
  ]);
  return { rw, rootFs: rw + image };
}

async function orZero(ask: () => Promise<number>): Promise<number> {
  try {
    return await ask();
  } catch (err) {
    if (isCode(err, 'notFound')) return 0;
    throw err;
  }
}
