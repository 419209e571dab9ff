import type { ImageDeleteItem } from '../../api/schemas.ts';
import { parseImageRef } from '../../lib/image-ref.ts';
import { announce, labelsForEvents } from './announce.ts';
import { type CatalogImage, isDanglingName } from './catalog.ts';
import { deleteImage } from './delete-image.ts';
import { type ImageScope, NAMES_LOCK } from './deps.ts';
import { inSeveralRepositories, referenceInUse, usedByRunning, usedByStopped } from './errors.ts';
import { type Found, lookUp, repositoryOf } from './lookup.ts';
import { dropName, keepAsDangling } from './put-name.ts';
import { familiarStoredName } from './view/names.ts';

/**
 * Removes a name, and the image with its last one; by id, the image with its only name. Conflicts:
 * a running container always, a stopped one and further names unless forced. A name that is forced away
 * from under a running container leaves the image without a name.
 * moby: daemon/images/image_delete.go (20.10)
 * @throws notFound, conflict
 */
export async function remove(
  scope: ImageScope,
  ref: string,
  options: { readonly force: boolean },
  signal: AbortSignal,
): Promise<ImageDeleteItem[]> {
  using _names = await scope.locks.acquire(NAMES_LOCK, signal);
  const found = lookUp(scope.catalog, ref);
  return isIdOf(found.image, ref)
    ? await removeById(scope, found.image, options.force, signal)
    : await removeByName(scope, { ...found, ref }, options.force, signal);
}

function isIdOf({ target }: CatalogImage, ref: string): boolean {
  return target.digest.startsWith(ref) || target.digest.startsWith(`sha256:${ref}`);
}

const realNames = ({ names }: CatalogImage): readonly string[] =>
  names.map(({ name }) => name).filter((name) => !isDanglingName(name));

async function removeById(
  scope: ImageScope,
  image: CatalogImage,
  force: boolean,
  signal: AbortSignal,
): Promise<ImageDeleteItem[]> {
  const id = image.target.digest;
  const users = scope.users.usersOf(id);
  const running = users.find((user) => user.running);
  if (running !== undefined) throw usedByRunning(id, running.id);
  if (!force && realNames(image).length > 1) throw inSeveralRepositories(id);
  const [stopped] = users;
  if (!force && stopped !== undefined) throw usedByStopped(id, stopped.id);
  return await deleteImage(scope, image, signal);
}

async function removeByName(
  scope: ImageScope,
  found: Found & { readonly ref: string },
  force: boolean,
  signal: AbortSignal,
): Promise<ImageDeleteItem[]> {
  const { image, ref } = found;
  const id = image.target.digest;
  const names = realNames(image);
  const [user] = scope.users.usersOf(id);
  if (!force && names.length <= 1 && user !== undefined) throw referenceInUse(ref, user.id, id);
  const leaving = namesMeant(found, names);
  const isRunning = scope.users.usersOf(id).some(({ running }) => running);
  if (leaving.length === names.length && !isRunning) return await deleteImage(scope, image, signal);
  return await untag(scope, image, leaving, signal);
}

/** A reference with a digest means every name that its repository has for it. */
function namesMeant(
  { name, ref }: Found & { readonly ref: string },
  names: readonly string[],
): readonly string[] {
  if (name === undefined || parseImageRef(ref).digest === undefined) {
    return names.filter((other) => other === name);
  }
  const repository = repositoryOf(name);
  return names.filter((other) => repositoryOf(other) === repository);
}

async function untag(
  scope: ImageScope,
  image: CatalogImage,
  leaving: readonly string[],
  signal: AbortSignal,
): Promise<ImageDeleteItem[]> {
  const id = image.target.digest;
  const labels = await labelsForEvents(scope, id, signal);
  const items: ImageDeleteItem[] = [];
  for (const name of leaving) {
    await keepAsDangling(scope, image.target, name, signal);
    await dropName(scope, name, signal);
    announce(scope, 'untag', { id, labels });
    items.push({ Untagged: familiarStoredName(name) });
  }
  return items;
}
