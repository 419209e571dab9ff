import type { MountPoint as WireMount } from '../../../api/schemas.ts';
import type { MountPoint } from '../mount-point.ts';

/** What inspect and list show as `Mounts`: all but `HostConfig.Tmpfs`, which dockerd leaves out. */
export function mountsView(mounts: readonly MountPoint[]): WireMount[] {
  return mounts.filter(({ origin }) => origin !== 'tmpfs').map(mountView);
}

function mountView(mount: MountPoint): WireMount {
  return {
    Type: mount.type,
    ...(mount.name === undefined ? {} : { Name: mount.name }),
    Source: mount.source,
    Destination: mount.destination,
    ...(mount.driver === undefined ? {} : { Driver: mount.driver }),
    Mode: mount.mode,
    RW: mount.readWrite,
    Propagation: mount.propagation,
  };
}
