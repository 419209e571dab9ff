import type { MountPoint, VolumePart } from './mount-point.ts';

/** A mount of a volume as it was asked for. */
export interface VolumeMountWish {
  /** Absent or empty: the engine names it. */
  readonly name?: string;
  readonly destination: string;
  /** Empty for whatever the volume has. */
  readonly driver: string;
  readonly readWrite?: boolean;
  readonly mode?: string;
  readonly copy?: boolean;
  readonly origin?: MountPoint['origin'];
  readonly subpath?: string;
  readonly labels?: VolumePart['labels'];
  readonly options?: VolumePart['options'];
}

/** The mount point of a volume that is not made or found yet. */
export function volumeMount(wish: VolumeMountWish): MountPoint {
  const { name = '', destination, driver, readWrite = true, mode = '', origin = 'image' } = wish;
  return {
    type: 'volume',
    ...(name === '' ? {} : { name }),
    source: '',
    destination,
    ...(driver === '' ? {} : { driver }),
    readWrite,
    mode,
    propagation: '',
    options: ['rbind'],
    createSource: false,
    origin,
    volume: partOf(wish),
  };
}

function partOf(wish: VolumeMountWish): VolumePart {
  const { name = '', copy = true, subpath = '', labels = null, options = null } = wish;
  const part = subpath === '' ? {} : { subpath };
  return { anonymous: name === '', copy, ...part, labels, options };
}
