import type { Managers } from '../managers.ts';
import { containerRoutes } from './container.ts';
import { containerLifecycleRoutes } from './container-lifecycle.ts';
import { containerStreamRoutes } from './container-streams.ts';
import { execRoutes } from './exec.ts';
import type { Handlers } from './handler.ts';
import { imageRoutes } from './image.ts';
import { imageTransferRoutes } from './image-transfer.ts';
import { networkRoutes } from './network.ts';
import { notImplementedRoutes } from './not-implemented.ts';
import { pluginRoutes } from './plugin.ts';
import { registryRoutes } from './registry.ts';
import { swarmRoutes } from './swarm.ts';
import { type PingFacts, systemRoutes } from './system.ts';
import { volumeRoutes } from './volume.ts';

/** A handler for every operation of the document: the compiler names the one that is missing. */
export const routes = (managers: Managers, facts: PingFacts) =>
  ({
    ...containerRoutes(managers),
    ...containerLifecycleRoutes(managers),
    ...containerStreamRoutes(managers),
    ...execRoutes(managers),
    ...imageRoutes(managers),
    ...imageTransferRoutes(managers),
    ...networkRoutes(managers),
    ...registryRoutes(managers),
    ...volumeRoutes(managers),
    ...systemRoutes(managers, facts),
    ...pluginRoutes,
    ...notImplementedRoutes,
    ...swarmRoutes,
  }) satisfies Handlers;
