import { posix } from 'node:path';

import type { Mount } from '../api/schemas.ts';
import type { DeepReadonly } from '../lib/deep-readonly.ts';
import { type EngineError, invalidArgument, messageOf } from '../lib/errors.ts';
import { cleanDestination, cleanPath } from './mount-destination.ts';
import {
  defaultPropagation,
  isMountMode,
  isNoCopyMode,
  isReadOnlyMode,
  propagationOf,
} from './mount-mode.ts';
import type { MountPoint } from './mount-point.ts';
import { type MountContext, mountOfSpec } from './mount-spec.ts';
import { mergeTmpfsOptions } from './tmpfs-options.ts';
import { volumeMount } from './volume-mount.ts';
import { mountsFrom } from './volumes-from.ts';

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
 * Reads every wish into mount points. Binds, Mounts and Tmpfs cover what comes from other containers, and
 * all of them what the image wants.
 * moby: daemon/volumes_unix.go registerMountPoints, daemon/volume/mounts/linux_parser.go
 *
 * @throws invalidArgument with Docker's sentences; notImplemented for images
 */
export function parseMounts(wishes: MountWishes, context: MountContext): MountPoint[] {
  const inherited = (wishes.VolumesFrom ?? []).flatMap((from) => mountsFrom(from, context));
  const own = [
    ...(wishes.Binds ?? []).map((raw) => parseBind(raw, context)),
    ...(wishes.Mounts ?? []).map((mount) => mountOfSpec(mount, context)),
    ...Object.entries(wishes.Tmpfs ?? {}).map(parseTmpfs),
  ];
  refuseDuplicates(own);
  const named = covering([...inherited, ...own]);
  const anonymous = Object.keys(wishes.Volumes ?? {}).map((path) => declared(path, context));
  return covering([...anonymous, ...named]);
}

/** Later ones take the place of earlier ones. */
const covering = (mounts: readonly MountPoint[]): MountPoint[] => [
  ...new Map(mounts.map((mount) => [mount.destination, mount])).values(),
];

/** A volume that the configuration asks for, of an image or of the container. */
function declared(path: string, context: MountContext): MountPoint {
  return volumeMount({ destination: cleanDestination(path), driver: context.volumeDriver });
}

/** `/host:/container[:mode]`, a volume's name in the place of the host path, or `/container` alone. */
function parseBind(raw: string, context: MountContext): MountPoint {
  const { source, target, mode } = splitBind(raw);
  if (!posix.isAbsolute(source)) return parseVolume({ raw, source, target, mode }, context);
  const clean = cleanPath(source);
  return {
    type: 'bind',
    source: clean,
    destination: checkedDestination({ raw, type: 'bind' }, target, clean),
    readWrite: !isReadOnlyMode(mode),
    mode,
    propagation: propagationOf(mode) ?? defaultPropagation(clean, context.dataRoot),
    options: ['rbind'],
    createSource: true,
    origin: 'binds',
  };
}

interface SplitBind {
  readonly source: string;
  readonly target: string;
  readonly mode: string;
}

function parseVolume(
  { raw, source, target, mode }: SplitBind & { readonly raw: string },
  context: MountContext,
): MountPoint {
  const destination = checkedDestination({ raw, type: 'volume' }, target, source);
  if (propagationOf(mode) !== undefined) {
    const because =
      'invalid mount config for type "volume": field BindOptions must not be specified';
    throw invalidSpecification(raw, `: ${because}`);
  }
  return volumeMount({
    name: source,
    destination,
    driver: context.volumeDriver,
    readWrite: !isReadOnlyMode(mode),
    mode,
    copy: !isNoCopyMode(mode),
    origin: 'binds',
  });
}

function splitBind(raw: string): SplitBind {
  const parts = raw.split(':');
  const [source = '', target = '', mode = ''] = parts;
  const isBare = parts.length === 2 && isMountMode(target);
  if (source === '' || parts.length > 3 || isBare) throw invalidSpecification(raw);
  if (parts.length === 1) return { source: '', target: source, mode };
  if (!isMountMode(mode)) throw invalidArgument(`invalid mode: ${mode}`);
  return { source, target, mode };
}

const invalidSpecification = (raw: string, because = ''): EngineError =>
  invalidArgument(`invalid volume specification: '${raw}'${because}`);

function checkedDestination(
  { raw, type }: { readonly raw: string; readonly type: 'bind' | 'volume' },
  target: string,
  source: string,
): string {
  try {
    if (target === '') throw invalidArgument('field Target must not be empty');
    return cleanDestination(target, source);
  } catch (err) {
    throw invalidSpecification(raw, `: invalid mount config for type "${type}": ${messageOf(err)}`);
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
