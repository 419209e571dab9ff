import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Mount } from '../../ctrd/containerd.ts';
import { overlayLayers, splitOptions } from '../../lib/mount-options.ts';
import { mount } from '../../lib/sys/mount.ts';
import { mountOverlay } from '../../lib/sys/overlay-mount.ts';
import { removeMountPoint } from './remove-mount-point.ts';

/** mount(2) reads at most one page of options; a longer list cuts silently. */
const PAGE = 4096;

/** Where a container's root is mounted while it lives. */
export function rootfsPath(execRoot: string, id: string): string {
  return join(execRoot, 'rootfs', id);
}

/**
 * Mounts what the snapshotter answered. We do it ourselves (0.3 ms) instead of the shim, because user,
 * groups and working directory are looked up inside before the task exists. Mounted already is fine.
 */
export function mountRootfs(execRoot: string, id: string, mounts: readonly Mount[]): string {
  const target = rootfsPath(execRoot, id);
  unmountRootfs(execRoot, id);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  for (const entry of mounts) mountOne(entry, target);
  return target;
}

/** Not mounted is not an error. */
export function unmountRootfs(execRoot: string, id: string): void {
  removeMountPoint(rootfsPath(execRoot, id));
}

function mountOne(entry: Mount, target: string): void {
  const { flags, data } = splitOptions(entry.options);
  if (entry.type === 'overlay' && data.join(',').length >= PAGE - 1) {
    mountOverlay({ target, ...overlayLayers(data), readOnly: flags.includes('ro') });
    return;
  }
  mount({ target, type: entry.type, source: entry.source, flags, data: data.join(',') });
}

/** The directory that holds what the container wrote; undefined for a snapshotter without one. */
export function upperDirOf(mounts: readonly Mount[]): string | undefined {
  return overlayLayers(mounts.flatMap(({ options }) => options)).upper?.dir;
}

export function lowerDirsOf(mounts: readonly Mount[]): readonly string[] {
  return overlayLayers(mounts.flatMap(({ options }) => options)).lower;
}
