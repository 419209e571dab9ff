import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Containerd } from '../../ctrd/containerd.ts';
import { systemClock } from '../../lib/clock.ts';
import type { HostFacts } from '../../lib/host-facts.ts';
import type { Logger } from '../../lib/logger.ts';
import { createExecMgr, type EngineExecMgr } from '../../mgr/container/exec/create-exec-mgr.ts';
import type { ContainerSettings } from '../../mgr/container/settings.ts';
import { buildExecProcess } from '../../mgr/container/spec/exec-process.ts';
import { isAlive } from '../../mgr/container/state.ts';
import type { Config } from '../config/schema.ts';
import type { Storage } from './storage.ts';

export interface ExecParts {
  readonly config: () => Config;
  readonly settings: () => ContainerSettings;
  readonly storage: Storage;
  readonly host: HostFacts;
  readonly runtime: Containerd;
  readonly log: Logger;
}

/** Further processes in running containers. */
export async function composeExecs(
  { config, settings, storage, host, runtime, log }: ExecParts,
  stack: AsyncDisposableStack,
): Promise<EngineExecMgr> {
  const ioDir = join(config().execRoot, 'exec-io');
  // Whoever read the execs of an earlier daemon is gone.
  await rm(ioDir, { recursive: true, force: true });
  return stack.use(
    createExecMgr({
      lookup: (ref) => storage.registry.resolve(ref),
      tasks: runtime.tasks,
      buildProcess: (container, body) =>
        buildExecProcess({
          container,
          body,
          host,
          engine: settings().spec,
          rootfs: `/proc/${isAlive(container.state) ? container.state.pid : 0}/root`,
        }),
      events: storage.events,
      ioDir,
      log,
      clock: systemClock,
    }),
  );
}
