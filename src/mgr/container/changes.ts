import type { Stats } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';

import type { FilesystemChange } from '../../api/schemas.ts';
import { isErrno } from '../../lib/errors.ts';
import type { ContainerDeps } from './deps.ts';
import { lowerDirsOf, upperDirOf } from './rootfs.ts';

const MODIFIED = 0;
const ADDED = 1;
const DELETED = 2;

/**
 * What the container changed, read from the upper directory of its overlay: a file that no layer has is
 * added, a whiteout (character device 0:0) deleted, anything else modified. Sorted by path; null for none.
 */
export async function changes(
  deps: Pick<ContainerDeps, 'registry' | 'runtime'>,
  ref: string,
  signal: AbortSignal,
): Promise<FilesystemChange[] | null> {
  const record = deps.registry.resolve(ref);
  const mounts = await deps.runtime.snapshots.mounts(record.snapshotter, record.id, signal);
  const upper = upperDirOf(mounts);
  if (upper === undefined) return null;
  const found: FilesystemChange[] = [];
  await walk({ upper, lower: lowerDirsOf(mounts), found, signal }, '/');
  const shown = withoutMountPoints(found);
  return shown.length === 0 ? null : shown.sort((a, b) => (a.Path < b.Path ? -1 : 1));
}

/** Made by the runtime to mount the engine's own files on; Docker hides them in a layer of their own. */
const MOUNT_POINTS = new Set(['/etc/hosts', '/etc/hostname', '/etc/resolv.conf']);

/** /etc itself counts as changed only if something else in it was. */
function withoutMountPoints(found: readonly FilesystemChange[]): FilesystemChange[] {
  const shown = found.filter(({ Path, Kind }) => Kind !== ADDED || !MOUNT_POINTS.has(Path));
  const isEtcTouched = shown.some(({ Path }) => Path.startsWith('/etc/'));
  return shown.filter(({ Path }) => Path !== '/etc' || isEtcTouched);
}

interface Walk {
  readonly upper: string;
  readonly lower: readonly string[];
  readonly found: FilesystemChange[];
  readonly signal: AbortSignal;
}

async function walk(context: Walk, directory: string): Promise<void> {
  context.signal.throwIfAborted();
  for await (const entry of await opendir(join(context.upper, directory))) {
    const path = join(directory, entry.name);
    const stats = await lstat(join(context.upper, path));
    context.found.push({ Path: path, Kind: await kindOf(context, path, stats) });
    if (stats.isDirectory()) await walk(context, path);
  }
}

async function kindOf({ lower }: Walk, path: string, stats: Stats): Promise<0 | 1 | 2> {
  if (stats.isCharacterDevice() && stats.rdev === 0) return DELETED;
  for (const layer of lower) {
    const below = await lookUp(join(layer, path));
    if (below !== undefined)
      return below.isCharacterDevice() && below.rdev === 0 ? ADDED : MODIFIED;
  }
  return ADDED;
}

async function lookUp(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (err) {
    if (isErrno(err, 'ENOENT') || isErrno(err, 'ENOTDIR')) return undefined;
    throw err;
  }
}
