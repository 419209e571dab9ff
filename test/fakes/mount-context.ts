import { notFound } from '../../src/lib/errors.ts';
import type { MountPoint } from '../../src/volume/mount-point.ts';
import type { MountContext } from '../../src/volume/mount-spec.ts';

/** A host that has every path but `/missing`; of the containers given, by name. */
export function mountContext(
  containers: Readonly<Record<string, readonly MountPoint[]>> = {},
): MountContext {
  return {
    sourceExists: (path) => path !== '/missing',
    dataRoot: '/var/lib/joey',
    volumeDriver: '',
    mountsOf: (name) => {
      const mounts = containers[name];
      if (mounts === undefined) throw notFound(`No such container: ${name}`);
      return mounts;
    },
  };
}
