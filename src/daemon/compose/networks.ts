import { systemClock } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import { EngineNetworkMgr } from '../../mgr/network/engine-network-mgr.ts';
import { createNetworkKernel } from '../../network/kernel.ts';
import { NetWorkerThread } from '../../network/net-worker.ts';
import type { Config } from '../config/schema.ts';
import { networkConfig } from './network-config.ts';
import type { Storage } from './storage.ts';

export interface NetworkParts {
  readonly config: () => Config;
  readonly storage: Storage;
  readonly log: Logger;
}

/** Networks over the kernel, which a thread of its own talks to. Not started yet. */
export function composeNetworks(
  { config, storage, log }: NetworkParts,
  stack: AsyncDisposableStack,
): EngineNetworkMgr {
  const worker = stack.use(new NetWorkerThread(log));
  const kernel = stack.use(createNetworkKernel(worker, config(), log));
  return stack.use(
    new EngineNetworkMgr({
      networks: storage.networks,
      endpoints: storage.endpoints,
      kernel,
      events: storage.events,
      config: () => networkConfig(config()),
      clock: systemClock,
      log,
    }),
  );
}
