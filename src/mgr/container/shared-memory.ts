import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

import { isErrno } from '../../lib/errors.ts';
import { errnoOf } from '../../lib/sys/errno.ts';
import { mount, umount } from '../../lib/sys/mount.ts';

/** Where the /dev/shm of a container with `--ipc shareable` is mounted, for others to join. */
export const sharedMemoryPath = (execRoot: string, id: string): string => join(execRoot, 'shm', id);

/** Mounted already is fine: it is made anew, empty. @param size bytes */
export function mountSharedMemory(execRoot: string, id: string, size: number): string {
  const target = sharedMemoryPath(execRoot, id);
  unmountSharedMemory(execRoot, id);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  mount({
    target,
    type: 'tmpfs',
    source: 'shm',
    flags: ['noexec', 'nosuid', 'nodev'],
    data: `mode=1777,size=${size}`,
  });
  return target;
}

/** Not mounted is not an error. */
export function unmountSharedMemory(execRoot: string, id: string): void {
  const target = sharedMemoryPath(execRoot, id);
  try {
    umount(target, { detach: true });
  } catch (err) {
    if (!['EINVAL', 'ENOENT'].includes(errnoOf(err) ?? '')) throw err;
  }
  try {
    rmdirSync(target);
  } catch (err) {
    if (!isErrno(err, 'ENOENT')) throw err;
  }
}
