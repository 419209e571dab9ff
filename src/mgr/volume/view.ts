import type { Volume } from '../../api/schemas.ts';
import { driverOf, type VolumeContext } from './deps.ts';
import type { VolumeRecord } from './volume-record.ts';

/** What list, inspect and create show. */
export function volumeView(
  deps: Pick<VolumeContext, 'drivers'>,
  { name, driver, createdAt, labels, options }: VolumeRecord,
): Volume {
  return {
    // Go's RFC 3339 of a time in whole seconds.
    CreatedAt: createdAt.toISOString().replace(/\.\d+Z$/, 'Z'),
    Driver: driver,
    Labels: labels === null ? null : { ...labels },
    Mountpoint: driverOf(deps, driver).mountpoint(name),
    Name: name,
    Options: options === null ? null : { ...options },
    Scope: 'local',
  };
}
