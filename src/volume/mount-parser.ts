import { posix } from 'node:path';

import type { Mount } from '../api/schemas.ts';
import type { DeepReadonly } from '../lib/deep-readonly.ts';
import { type EngineError, invalidArgument, messageOf, notImplemented } from '../lib/errors.ts';
import { cleanDestination, cleanPath } from './mount-destination.ts';
import { defaultPropagation, isMountMode, isReadOnlyMode, propagationOf } from './mount-mode.ts';
import type { MountPoint } from './mount-point.ts';
import { type MountContext, mountOfSpec } from './mount-spec.ts';
import { mergeTmpfsOptions } from './tmpfs-options.ts';

/** The five fields of a create body in which mounts are asked for. */
export interface MountWishes {
  readonly Binds?: readonly string[] | null | undefined;
  readonly Mounts?: readonly DeepReadonly<Mount>[] | null | undefined;
  readonly Tmpfs?: Readonly<Record<string, string>> | null | undefined;
  readonly VolumesFrom?: readonly string[] | null | undefined;
  /** `Config.Volumes`, with those of the image. */
  readonly Volumes?: Readonly<Record<string, object>> | null | undefined;
}

/**
 * Reads every wish into mount points, in the order Binds, Mounts, Tmpfs.
 * moby: daemon/volumes_unix.go registerMountPoints, daemon/volume/mounts/linux_parser.go
 *
 * @throws invalidArgument with Docker's sentences; notImplemented for anything that needs a volume
 */
export function parseMounts(wishes: MountWishes, context: MountContext): MountPoint[] {
  if (wishes.VolumesFrom?.length) throw needsVolumes('VolumesFrom');
  const mounts = [
    ...(wishes.Binds ?? []).map((raw) => parseBind(raw, context)),
    ...(wishes.Mounts ?? []).map((mount) => mountOfSpec(mount, context)),
    ...Object.entries(wishes.Tmpfs ?? {}).map(parseTmpfs),
  ];
  refuseDuplicates(mounts);
  refuseAnonymousVolumes(wishes.Volumes ?? {}, mounts);
  return mounts;
}

function needsVolumes(what: string): EngineError {
  return notImplemented(
    `${what} is not implemented yet: this engine serves bind mounts and tmpfs only`,
  );
}

/** `/host:/container[:mode]`, or a volume's name in the place of the host path. */
function parseBind(raw: string, context: MountContext): MountPoint {
  const { source, target, mode } = splitBind(raw);
  if (!posix.isAbsolute(source)) throw needsVolumes(`a named volume (${raw})`);
  const clean = cleanPath(source);
  return {
    type: 'bind',
    source: clean,
    destination: checkedDestination(raw, target, clean),
    readWrite: !isReadOnlyMode(mode),
    mode,
    propagation: propagationOf(mode) ?? defaultPropagation(clean, context.dataRoot),
    options: ['rbind'],
    createSource: true,
    origin: 'binds',
  };
}

function splitBind(raw: string): { source: string; target: string; mode: string } {
  const parts = raw.split(':');
  const [source = '', target = '', mode = ''] = parts;
  if (source === '' || parts.length > 3) throw invalidSpecification(raw);
  if (parts.length === 1) throw needsVolumes(`an anonymous volume (${raw})`);
  if (parts.length === 2 && isMountMode(target)) throw invalidSpecification(raw);
  if (!isMountMode(mode)) throw invalidArgument(`invalid mode: ${mode}`);
  return { source, target, mode };
}

const invalidSpecification = (raw: string, because = ''): EngineError =>
  invalidArgument(`invalid volume specification: '${raw}'${because}`);

function checkedDestination(raw: string, target: string, source: string): string {
  try {
    if (target === '') throw invalidArgument('field Target must not be empty');
    return cleanDestination(target, source);
  } catch (err) {
    throw invalidSpecification(raw, `: invalid mount config for type "bind": ${messageOf(err)}`);
  }
}

function parseTmpfs([destination, words]: readonly [string, string]): MountPoint {
  return {
    type: 'tmpfs',
    source: '',
    destination: cleanDestination(destination),
    readWrite: !words.split(',').includes('ro'),
    mode: '',
    propagation: '',
    options: mergeTmpfsOptions(words),
    createSource: false,
    origin: 'tmpfs',
  };
}

function refuseDuplicates(mounts: readonly MountPoint[]): void {
  const seen = new Set<string>();
  for (const { destination } of mounts) {
    if (seen.has(destination)) throw invalidArgument(`Duplicate mount point: ${destination}`);
    seen.add(destination);
  }
}

/** A volume that another mount covers is not made; any other one we cannot make yet. */
function refuseAnonymousVolumes(
  volumes: Readonly<Record<string, object>>,
  mounts: readonly MountPoint[],
): void {
  const covered = new Set(mounts.map(({ destination }) => destination));
  for (const path of Object.keys(volumes)) {
    const destination = cleanDestination(path);
    if (!covered.has(destination)) throw needsVolumes(`an anonymous volume (${destination})`);
  }
}
