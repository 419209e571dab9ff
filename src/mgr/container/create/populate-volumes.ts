import { closeSync, constants } from 'node:fs';

import { invalidArgument } from '../../../lib/errors.ts';
import { errnoOf } from '../../../lib/sys/errno.ts';
import { openInRoot } from '../../../lib/sys/openat2.ts';
import type { ContainerDeps } from '../deps.ts';
import type { MountPoint } from '../mount-point.ts';
import type { ContainerRecord } from '../record.ts';
import { mountRootfs, unmountRootfs } from '../rootfs.ts';

/**
 * Copies what the image has at the places of volumes into those that are empty. The image's directory is
 * found as a process in the container would find it, and held by its descriptor from then on.
 * moby: daemon/create_unix.go populateVolumes
 */
export async function populateVolumes(
  deps: Pick<ContainerDeps, 'volumes' | 'runtime' | 'settings'>,
  record: ContainerRecord,
  signal: AbortSignal,
): Promise<void> {
  const wishing = record.mounts.filter(({ volume }) => volume?.copy === true);
  if (wishing.length === 0) return;
  const { execRoot } = deps.settings();
  const layers = await deps.runtime.snapshots.mounts(record.snapshotter, record.id, signal);
  const rootfs = mountRootfs(execRoot, record.id, layers);
  try {
    for (const mount of wishing) await populateOne(deps, rootfs, mount, signal);
  } finally {
    unmountRootfs(execRoot, record.id);
  }
}

async function populateOne(
  { volumes }: Pick<ContainerDeps, 'volumes'>,
  rootfs: string,
  { destination, name = '' }: MountPoint,
  signal: AbortSignal,
): Promise<void> {
  const directory = openDirectory(rootfs, destination);
  if (directory === undefined) return;
  try {
    await volumes.populate(name, directory, signal);
  } finally {
    closeSync(directory);
  }
}

function openDirectory(rootfs: string, path: string): number | undefined {
  try {
    return openInRoot(rootfs, path, constants.O_RDONLY | constants.O_DIRECTORY);
  } catch (err) {
    if (errnoOf(err) === 'ENOENT') return undefined;
    if (errnoOf(err) !== 'ENOTDIR') throw err;
    throw invalidArgument(`cannot mount volume over existing file, file exists ${path}`, err);
  }
}
