import { containers } from './0001-containers.ts';
import { networks } from './0002-networks.ts';
import { events } from './0003-events.ts';

/** In order, never changed once released, never removed. */
export const MIGRATIONS: readonly string[] = [containers, networks, events];
