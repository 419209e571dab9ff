import { rmdirSync } from 'node:fs';

import { isErrno } from '../../lib/errors.ts';
import { errnoOf } from '../../lib/sys/errno.ts';
import { umount } from '../../lib/sys/mount.ts';

/** Unmounts and removes the directory; that it is not mounted, or not there, is not an error. */
export function removeMountPoint(target: string): void {
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
