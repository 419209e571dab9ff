import { invalidArgument } from '../../lib/errors.ts';
import {
  canonicalName,
  familiarName,
  type ImageRef,
  parseImageRef,
  withDefaultTag,
} from '../../lib/image-ref.ts';
import { announce, labelsForEvents } from './announce.ts';
import { type ImageScope, NAMES_LOCK } from './deps.ts';
import { lookUp } from './lookup.ts';
import { putName } from './put-name.ts';

const TAG = /^\w[\w.-]{0,127}$/;

/**
 * The name that `repo` and `tag` make together; a tag inside `repo` gives way to the other.
 * @throws invalidArgument with dockerd's sentences
 */
export function parseTarget(target: { readonly repo: string; readonly tag: string }): ImageRef {
  const ref = parseImageRef(target.repo);
  if (ref.digest !== undefined) {
    throw invalidArgument('refusing to create a tag with a digest reference');
  }
  if (target.tag !== '' && !TAG.test(target.tag)) throw invalidArgument('invalid tag format');
  const tagged = withDefaultTag(target.tag === '' ? ref : { ...ref, tag: target.tag });
  if (tagged.path === 'library/sha256' && tagged.domain === 'docker.io') {
    throw invalidArgument('refusing to create an ambiguous tag using digest algorithm as name');
  }
  return tagged;
}

/** Gives an image another name; a name that another image had moves. @throws notFound, invalidArgument */
export async function tag(
  scope: ImageScope,
  ref: string,
  target: { readonly repo: string; readonly tag: string },
  signal: AbortSignal,
): Promise<void> {
  const name = parseTarget(target);
  using _names = await scope.locks.acquire(NAMES_LOCK, signal);
  const { image } = lookUp(scope.catalog, ref);
  const id = image.target.digest;
  const labels = await labelsForEvents(scope, id, signal);
  await putName(scope, canonicalName(name), image.target, signal);
  announce(scope, 'tag', { id, name: familiarName(name), labels });
}
