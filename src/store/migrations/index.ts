import { containers } from './0001-containers.ts';
import { networks } from './0002-networks.ts';
import { events } from './0003-events.ts';
import { meta } from './0004-meta.ts';
import { networkFamilies } from './0005-network-families.ts';
import { volumes } from './0006-volumes.ts';

/** In order, never changed once released, never removed. */
export const MIGRATIONS: readonly string[] = [
  containers,
  networks,
  events,
  meta,
  networkFamilies,
  volumes,
];
