import { availableParallelism } from 'node:os';

import type { Containerd } from '../../ctrd/containerd.ts';
import type { Logger } from '../../lib/logger.ts';
import type { StreamHub } from '../../mgr/container/io/container-io.ts';
import { createStreamHub } from '../../mgr/container/io/stream-hub.ts';
import type { Config } from '../config/schema.ts';

export interface StreamParts {
  readonly config: () => Config;
  readonly runtime: Containerd;
  readonly log: Logger;
  /** Aborts when the daemon stops. */
  readonly lifetime: AbortSignal;
}

/** Logs are read and written by so many threads at most. */
const MAX_LOG_WORKERS = 4;

/** The streams of all containers. */
export function composeStreams(
  { config, runtime, log, lifetime }: StreamParts,
  stack: AsyncDisposableStack,
): StreamHub {
  return stack.use(
    createStreamHub({
      stateDir: config().execRoot,
      log,
      workers: Math.min(availableParallelism(), MAX_LOG_WORKERS),
      closeStdin: (containerId) => runtime.tasks.closeIo({ containerId }, lifetime),
    }),
  );
}
