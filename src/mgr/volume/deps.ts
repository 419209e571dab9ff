import type { Clock } from '../../lib/clock.ts';
import type { EventSink } from '../../lib/engine-event.ts';
import type { KeyedLock } from '../../lib/keyed-lock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { VolumeStore } from '../../store/volume-store.ts';
import type { VolumeDriver } from '../../volume/driver.ts';
import { noSuchDriver } from './errors.ts';
import type { VolumeBook } from './volume-book.ts';

export interface VolumeMgrDeps {
  readonly store: VolumeStore;
  /** By name. */
  readonly drivers: ReadonlyMap<string, VolumeDriver>;
  readonly users: VolumeUsers;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What volumes know of containers: their rows are the count of a volume's references. */
export interface VolumeUsers {
  /** Ids of the containers that have the volume, also of those that are being made. */
  usersOf(volume: string): readonly string[];
}

/** What the verbs of this folder work on. */
export interface VolumeContext extends VolumeMgrDeps {
  readonly book: VolumeBook;
  /** By the volume's name. */
  readonly locks: KeyedLock;
  /** Volume → container → what is mounted there now. */
  readonly mounted: Map<string, Set<string>>;
}

/** @throws notFound */
export function driverOf({ drivers }: Pick<VolumeContext, 'drivers'>, name: string): VolumeDriver {
  const driver = drivers.get(name);
  if (driver === undefined) throw noSuchDriver(name);
  return driver;
}
