import type { Descriptor } from '../../ctrd/containerd.ts';
import { canonicalName, familiarName, type ImageRef } from '../../lib/image-ref.ts';
import { announce } from './announce.ts';
import { danglingName } from './catalog.ts';
import type { ImageScope } from './deps.ts';
import { putName } from './put-name.ts';

/** What the engine itself has made. */
export interface NewImage {
  readonly target: Descriptor;
  /** Absent: it is known by its id only. */
  readonly name: ImageRef | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

/** Gives a new image its name and tells of it; under the names lock. */
export async function nameNewImage(
  scope: ImageScope,
  { target, name, labels }: NewImage,
  signal: AbortSignal,
): Promise<void> {
  const id = target.digest;
  await putName(scope, name === undefined ? danglingName(id) : canonicalName(name), target, signal);
  if (name !== undefined) announce(scope, 'tag', { id, name: familiarName(name), labels });
}
