import type { Descriptor } from '../../ctrd/containerd.ts';
import { throwIfCanceled } from '../../image/throw-if-canceled.ts';
import { danglingName, isDanglingName } from './catalog.ts';
import type { ImageScope } from './deps.ts';

/**
 * A change of names that has begun is finished although the client left: what containerd did and what we
 * have in memory stay the same. Long enough for a garbage collection.
 */
const steady = (): AbortSignal => AbortSignal.timeout(120_000);

type PutDeps = Pick<ImageScope, 'catalog' | 'clock' | 'containerd'>;

/**
 * Gives a target a name, under the names lock. The image that loses the name stays: as a dangling one if
 * that was its last; the target's own dangling name goes. In this order nothing is unreferenced in between.
 */
export async function putName(
  deps: PutDeps,
  name: string,
  target: Descriptor,
  signal: AbortSignal,
): Promise<void> {
  const previous = deps.catalog.name(name);
  if (previous !== undefined && previous.target.digest !== target.digest) {
    await keepAsDangling(deps, previous.target, name, signal);
  }
  await store(deps, name, target, signal);
  const dangling = danglingName(target.digest);
  if (!isDanglingName(name) && deps.catalog.name(dangling) !== undefined) {
    await dropName(deps, dangling, signal);
  }
}

/** Makes sure that an image outlives the name that is about to go. */
export async function keepAsDangling(
  deps: PutDeps,
  target: Descriptor,
  leaving: string,
  signal: AbortSignal,
): Promise<void> {
  const names = deps.catalog.image(target.digest)?.names ?? [];
  if (names.some(({ name }) => name !== leaving)) return;
  await store(deps, danglingName(target.digest), target, signal);
}

/** Takes a name away. `sync` waits until what it held is collected. */
export async function dropName(
  deps: PutDeps,
  name: string,
  signal: AbortSignal,
  options: { readonly sync?: boolean } = {},
): Promise<void> {
  throwIfCanceled(signal);
  await deps.containerd.images.delete(name, steady(), options);
  deps.catalog.remove(name);
}

async function store(
  { catalog, clock, containerd }: PutDeps,
  name: string,
  target: Descriptor,
  signal: AbortSignal,
): Promise<void> {
  const { mediaType, digest, size } = target;
  const descriptor = { mediaType, digest, size };
  throwIfCanceled(signal);
  await containerd.images.put({ name, labels: {}, target: descriptor }, steady());
  const now = clock.now();
  const createdAt = catalog.name(name)?.createdAt ?? now;
  catalog.put({ name, labels: {}, target: descriptor, createdAt, updatedAt: now });
}
