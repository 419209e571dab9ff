import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

import { internal, isErrno, messageOf } from '../../../lib/errors.ts';
import { errnoOf } from '../../../lib/sys/errno.ts';
import { O_PATH, openInRoot } from '../../../lib/sys/openat2.ts';

/** /etc/passwd and /etc/group of real images are a few KiB. */
const MAX_BYTES = 4 * 1024 ** 2;

/**
 * Reads a text file of a container as a process in it would find it: links stay inside, and a pipe or
 * a device in the file's place is not even opened (that could block us, or do something).
 *
 * @param root the mounted root file system, or /proc/PID/root
 * @returns undefined when there is no such regular file
 * @throws internal when it is larger than 4 MiB
 */
export function readRootfsFile(root: string, path: string): string | undefined {
  const handle = openHandle(root, path);
  if (handle === undefined) return undefined;
  try {
    if (!fstatSync(handle).isFile()) return undefined;
    return readWhole(`/proc/self/fd/${handle}`, path);
  } finally {
    closeSync(handle);
  }
}

const ABSENT: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES']);

function openHandle(root: string, path: string): number | undefined {
  try {
    return openInRoot(root, path, O_PATH);
  } catch (err) {
    if (isErrno(err, 'ENOENT') || ABSENT.has(errnoOf(err))) return undefined;
    throw err;
  }
}

function readWhole(handle: string, name: string): string {
  const fd = openSync(handle, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  try {
    const { size } = fstatSync(fd);
    if (size > MAX_BYTES) throw internal(`${name} of the container is too large`);
    const buffer = Buffer.alloc(size);
    let read = 0;
    for (let got = -1; got !== 0 && read < size; read += got) {
      got = readSync(fd, buffer, read, size - read, read);
    }
    return buffer.toString('utf8', 0, read);
  } catch (err) {
    throw internal(messageOf(err), err);
  } finally {
    closeSync(fd);
  }
}
