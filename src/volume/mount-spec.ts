import { posix } from 'node:path';

import type { Mount } from '../api/schemas.ts';
import type { DeepReadonly } from '../lib/deep-readonly.ts';
import { type EngineError, invalidArgument, messageOf, notImplemented } from '../lib/errors.ts';
import { cleanDestination, cleanPath } from './mount-destination.ts';
import { defaultPropagation, isPropagation, isWithin } from './mount-mode.ts';
import type { MountPoint } from './mount-point.ts';
import { mergeTmpfsOptions, tmpfsWords } from './tmpfs-options.ts';

type Wish = DeepReadonly<Mount>;

export interface MountContext {
  /** Asked, with the path as written, of each bind of `Mounts`: its source must be there. See existingSources(). */
  readonly sourceExists: (path: string) => boolean;
  /** Our own data: a bind of it, or of a directory above it, gets slave propagation by default. */
  readonly dataRoot: string;
}

type Option = 'BindOptions' | 'VolumeOptions' | 'ImageOptions' | 'TmpfsOptions';

/** Which option objects a mount of a type must not carry, in the order in which Docker complains. */
const FOREIGN: Readonly<Record<string, readonly Option[]>> = {
  bind: ['VolumeOptions', 'ImageOptions', 'TmpfsOptions'],
  volume: ['BindOptions', 'ImageOptions', 'TmpfsOptions'],
  tmpfs: ['BindOptions', 'VolumeOptions', 'ImageOptions'],
  image: ['BindOptions', 'VolumeOptions', 'TmpfsOptions'],
};

/**
 * One entry of `HostConfig.Mounts`.
 * @throws invalidArgument `invalid mount config for type "bind": …`; notImplemented for volumes and images
 */
export function mountOfSpec(mount: Wish, context: MountContext): MountPoint {
  try {
    const destination = checkCommon(mount);
    return mount.Type === 'tmpfs'
      ? tmpfsMount(mount, destination)
      : bindMount(mount, destination, context);
  } catch (err) {
    throw wrap(mount, err);
  }
}

function wrap(mount: Wish, err: unknown): unknown {
  const code = (err as Partial<EngineError>).code;
  if (code !== 'invalidArgument') return err;
  const type = JSON.stringify(mount.Type ?? '');
  return invalidArgument(`invalid mount config for type ${type}: ${messageOf(err)}`, err);
}

function checkCommon(mount: Wish): string {
  const foreign = FOREIGN[mount.Type ?? ''];
  if (!mount.Target) throw invalidArgument('field Target must not be empty');
  const destination = cleanDestination(mount.Target, mount.Source);
  if (foreign === undefined) throw invalidArgument('mount type unknown');
  for (const field of foreign) {
    if (mount[field] != null) throw invalidArgument(`field ${field} must not be specified`);
  }
  refuseUnserved(mount);
  return destination;
}

function refuseUnserved(mount: Wish): void {
  if (mount.Type !== 'volume' && mount.Type !== 'image') return;
  if (mount.Type === 'image' && !mount.Source) {
    throw invalidArgument('field Source must not be empty');
  }
  throw notImplemented(
    `a mount of type ${mount.Type} (${mount.Target ?? ''}) is not implemented yet: this engine serves bind mounts and tmpfs only`,
  );
}

function bindMount(mount: Wish, destination: string, context: MountContext): MountPoint {
  if (!mount.Source) throw invalidArgument('field Source must not be empty');
  const options = mount.BindOptions ?? {};
  if (options.Propagation && !isPropagation(options.Propagation)) {
    throw invalidArgument(`invalid propagation mode: ${options.Propagation}`);
  }
  if (!posix.isAbsolute(mount.Source)) {
    throw invalidArgument(`invalid mount path: '${mount.Source}' mount path must be absolute`);
  }
  const source = cleanPath(mount.Source);
  const createSource = options.CreateMountpoint ?? false;
  if (!createSource && !context.sourceExists(mount.Source)) {
    throw invalidArgument(`bind source path does not exist: ${mount.Source}`);
  }
  return {
    type: 'bind',
    source,
    destination,
    readWrite: mount.ReadOnly !== true,
    mode: '',
    propagation: chosenPropagation(options.Propagation, source, context.dataRoot),
    options: [options.NonRecursive ? 'bind' : 'rbind'],
    createSource,
    origin: 'mounts',
    recursiveReadOnly: recursiveReadOnly(options),
  };
}

/** Docker insists here that what sees our own data is not private to the container. */
function chosenPropagation(wish: string | undefined, source: string, dataRoot: string): string {
  if (isWithin(source, dataRoot) && wish && wish !== 'rslave' && wish !== 'rshared') {
    throw invalidArgument(
      'must use either propagation mode "rslave" or "rshared" when mount source is within the daemon root',
    );
  }
  return wish === undefined || wish === '' ? defaultPropagation(source, dataRoot) : wish;
}

function recursiveReadOnly(
  options: NonNullable<Wish['BindOptions']>,
): NonNullable<MountPoint['recursiveReadOnly']> {
  if (options.ReadOnlyNonRecursive && options.ReadOnlyForceRecursive) {
    throw invalidArgument('mount options conflict: ReadOnlyNonRecursive && ReadOnlyForceRecursive');
  }
  if (options.ReadOnlyForceRecursive) return 'force';
  return options.ReadOnlyNonRecursive || options.NonRecursive ? 'never' : 'try';
}

function tmpfsMount(mount: Wish, destination: string): MountPoint {
  if (mount.Source) throw invalidArgument('field Source must not be specified');
  const readOnly = mount.ReadOnly === true;
  return {
    type: 'tmpfs',
    source: '',
    destination,
    readWrite: !readOnly,
    mode: '',
    propagation: '',
    options: mergeTmpfsOptions(tmpfsWords(mount.TmpfsOptions ?? {}, readOnly)),
    createSource: false,
    origin: 'mounts',
  };
}
