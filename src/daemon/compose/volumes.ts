import { join } from 'node:path';

import { systemClock } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import { volumesOf } from '../../mgr/container/container-volumes.ts';
import type { ContainerRegistry } from '../../mgr/container/registry.ts';
import type { VolumeUsers } from '../../mgr/volume/deps.ts';
import { EngineVolumeMgr } from '../../mgr/volume/engine-volume-mgr.ts';
import { LocalDriver } from '../../volume/local-driver.ts';
import type { Config } from '../config/schema.ts';
import type { Storage } from './storage.ts';

export interface VolumeParts {
  readonly config: () => Config;
  readonly storage: Storage;
  readonly log: Logger;
}

/** Volumes, with what was begun ended. */
export async function composeVolumes({
  config,
  storage,
  log,
}: VolumeParts): Promise<EngineVolumeMgr> {
  const volumes = new EngineVolumeMgr({
    store: storage.volumes,
    drivers: new Map([['local', new LocalDriver(join(config().dataRoot, 'volumes'))]]),
    users: volumeUsers(storage.registry),
    events: storage.events,
    clock: systemClock,
    log,
  });
  await volumes.start();
  return volumes;
}

/** Which containers have a volume, from memory: what volumes know of containers is this and no more. */
function volumeUsers(registry: ContainerRegistry): VolumeUsers {
  return {
    usersOf: (volume) =>
      [...registry.all(), ...registry.reserved()]
        .filter((record) => volumesOf(record).includes(volume))
        .map(({ id }) => id),
  };
}
