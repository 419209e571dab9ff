import { invalidArgument } from '../lib/errors.ts';
import { isMountMode, isNoCopyMode, isReadOnlyMode, propagationOf } from './mount-mode.ts';
import type { MountPoint } from './mount-point.ts';
import type { MountContext } from './mount-spec.ts';

/**
 * `container[:mode]`: everything that the container has mounted, but what `HostConfig.Tmpfs` made.
 * moby: daemon/volume/mounts/linux_parser.go ParseVolumesFrom
 *
 * @throws invalidArgument in Docker's words, notFound
 */
export function mountsFrom(wish: string, { mountsOf }: MountContext): MountPoint[] {
  const { container, mode } = split(wish);
  return mountsOf(container)
    .filter(({ origin }) => origin !== 'tmpfs')
    .map((mount) => inherit(mount, mode));
}

function split(wish: string): { container: string; mode: string } {
  if (wish === '') throw invalidArgument('volumes-from specification cannot be an empty string');
  const colon = wish.indexOf(':');
  if (colon === -1) return { container: wish, mode: 'rw' };
  const mode = wish.slice(colon + 1);
  const isUsable = isMountMode(mode) && propagationOf(mode) === undefined && !isNoCopyMode(mode);
  if (!isUsable) throw invalidArgument(`invalid mode: ${mode}`);
  return { container: wish.slice(0, colon), mode };
}

/** What the other container may only read, this one may only read, too. */
function inherit(mount: MountPoint, mode: string): MountPoint {
  return {
    ...mount,
    readWrite: mount.readWrite && !isReadOnlyMode(mode),
    mode: '',
    origin: 'from',
    ...(mount.volume === undefined ? {} : { volume: { ...mount.volume, copy: false } }),
  };
}
