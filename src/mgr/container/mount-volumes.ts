import { closeSync, fstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { invalidArgument, isErrno } from '../../lib/errors.ts';
import { errnoOf } from '../../lib/sys/errno.ts';
import { mount, umount } from '../../lib/sys/mount.ts';
import { O_PATH, openInRoot } from '../../lib/sys/openat2.ts';
import type { ContainerDeps } from './deps.ts';
import type { MountPoint } from './mount-point.ts';
import type { ContainerRecord } from './record.ts';

/** Makes a container's volumes reachable. @returns its mounts, with the sources that they have now */
export async function mountVolumes(
  deps: Pick<ContainerDeps, 'volumes' | 'settings'>,
  { id, mounts }: Pick<ContainerRecord, 'id' | 'mounts'>,
  signal: AbortSignal,
): Promise<MountPoint[]> {
  const answer: MountPoint[] = [];
  for (const [index, point] of mounts.entries()) {
    if (point.type !== 'volume') {
      answer.push(point);
      continue;
    }
    const { name = '', destination, readWrite } = point;
    const path = await deps.volumes.mount(
      { name, containerId: id, destination, readWrite },
      signal,
    );
    const { subpath } = point.volume ?? {};
    const pinned = join(pinnedMounts(deps.settings().execRoot, id), String(index));
    const source = subpath === undefined ? path : pin(path, subpath, pinned);
    answer.push({ ...point, source });
  }
  return answer;
}

/** Where parts of volumes are mounted, below a directory for each container. */
export const pinnedRoot = (execRoot: string): string => join(execRoot, 'mounts');

const pinnedMounts = (execRoot: string, id: string): string => join(pinnedRoot(execRoot), id);

/**
 * Mounts a part of a volume at a path of ours. Who writes to the volume may exchange the part for a link
 * at any time: it is looked up once, without leaving the volume, and mounted by its descriptor.
 */
function pin(path: string, subpath: string, target: string): string {
  const part = openPart(path, subpath);
  try {
    mkdirSync(join(target, '..'), { recursive: true, mode: 0o700 });
    if (fstatSync(part).isDirectory()) mkdirSync(target, { recursive: true });
    else writeFileSync(target, '');
    mount({ target, source: `/proc/self/fd/${part}`, flags: ['bind', 'rec'] });
    return target;
  } finally {
    closeSync(part);
  }
}

function openPart(path: string, subpath: string): number {
  try {
    return openInRoot(path, subpath, O_PATH);
  } catch (err) {
    const isMissing = errnoOf(err) === 'ENOENT' || errnoOf(err) === 'ENOTDIR';
    const reason = isMissing ? 'no such file or directory' : 'it leaves the volume';
    throw invalidArgument(`cannot access path ${join(path, subpath)}: ${reason}`, err);
  }
}

/** Not mounted is not an error. */
export function unpinMounts(execRoot: string, id: string): void {
  const directory = pinnedMounts(execRoot, id);
  for (const name of namesIn(directory)) {
    const target = join(directory, name);
    try {
      umount(target, { detach: true });
    } catch (err) {
      if (!['EINVAL', 'ENOENT'].includes(errnoOf(err) ?? '')) throw err;
    }
  }
  rmSync(directory, { recursive: true, force: true });
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (err) {
    if (isErrno(err, 'ENOENT')) return [];
    throw err;
  }
}
