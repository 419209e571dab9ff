import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { mount } from '../../lib/sys/mount.ts';
import { removeMountPoint } from './remove-mount-point.ts';

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
  removeMountPoint(sharedMemoryPath(execRoot, id));
}
