import { posix } from 'node:path';

import type { Mount } from '../api/schemas.ts';
import type { DeepReadonly } from '../lib/deep-readonly.ts';
import { type EngineError, invalidArgument, messageOf, notImplemented } from '../lib/errors.ts';
import { cleanDestination, cleanPath } from './mount-destination.ts';
import { defaultPropagation, isPropagation, isWithin } from './mount-mode.ts';
import type { MountPoint } from './mount-point.ts';
import { mergeTmpfsOptions, tmpfsWords } from './tmpfs-options.ts';
import { volumeMount } from './volume-mount.ts';

type Wish = DeepReadonly<Mount>;

export interface MountContext {
  /** Asked, with the path as written, of each bind of `Mounts`: its source must be there. See existingSources(). */
  readonly sourceExists: (path: string) => boolean;
  /** Our own data: a bind of it, or of a directory above it, gets slave propagation by default. */
  readonly dataRoot: string;
  /** `HostConfig.VolumeDriver`: of the volumes that Binds and images ask for; empty for the default. */
  readonly volumeDriver: string;
  /** The mounts of a container, for VolumesFrom. @throws notFound */
  readonly mountsOf: (container: string) => readonly MountPoint[];
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
 * @throws invalidArgument `invalid mount config for type "bind": …`; notImplemented for images
 */
export function mountOfSpec(mount: Wish, context: MountContext): MountPoint {
  try {
    const destination = checkCommon(mount);
    if (mount.Type === 'tmpfs') return tmpfsMount(mount, destination);
    if (mount.Type === 'volume') return volumeOfSpec(mount, destination);
    return bindMount(mount, destination, context);
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
  if (mount.Type !== 'image') return;
  if (!mount.Source) throw invalidArgument('field Source must not be empty');
  throw notImplemented(`a mount of type image (${mount.Target ?? ''}) is not implemented yet`);
}

/** moby: daemon/volume/mounts/linux_parser.go, validate.go */
function volumeOfSpec(mount: Wish, destination: string): MountPoint {
  const { NoCopy, Labels = null, DriverConfig, Subpath = '' } = mount.VolumeOptions ?? {};
  const { Name: driver = '', Options: options = null } = DriverConfig ?? {};
  const name = mount.Source ?? '';
  checkSubpath(name, Subpath);
  return volumeMount({
    ...{ name, destination, driver, labels: Labels, options },
    readWrite: mount.ReadOnly !== true,
    copy: NoCopy !== true && Subpath === '',
    origin: 'mounts',
    subpath: Subpath,
  });
}

function checkSubpath(volume: string, subpath: string): void {
  if (subpath === '') return;
  if (volume === '') throw invalidArgument('must not set Subpath when using anonymous volumes');
  if (isLocalPath(subpath)) return;
  throw invalidArgument('subpath must be a relative path within the volume');
}

/** Go's filepath.IsLocal. */
function isLocalPath(path: string): boolean {
  const clean = posix.normalize(path);
  return !posix.isAbsolute(path) && clean !== '..' && !clean.startsWith('../');
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
