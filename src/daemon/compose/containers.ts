import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import type { Containerd } from '../../ctrd/containerd.ts';
import { systemClock } from '../../lib/clock.ts';
import { canceled } from '../../lib/errors.ts';
import type { HostFacts } from '../../lib/host-facts.ts';
import { KeyedLock } from '../../lib/keyed-lock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { ContainerMgr } from '../../mgr/container/container-mgr.ts';
import type { ContainerDeps } from '../../mgr/container/deps.ts';
import { createContainerMgr, startContainers } from '../../mgr/container/engine-container-mgr.ts';
import { createExecMgr } from '../../mgr/container/exec/create-exec-mgr.ts';
import type { ExecMgr } from '../../mgr/container/exec/exec-mgr.ts';
import { createStreamHub } from '../../mgr/container/io/stream-hub.ts';
import { withLock } from '../../mgr/container/locked.ts';
import type { ExecExit } from '../../mgr/container/monitor.ts';
import { Runs } from '../../mgr/container/run.ts';
import type { ContainerSettings } from '../../mgr/container/settings.ts';
import { buildExecProcess } from '../../mgr/container/spec/exec-process.ts';
import { start } from '../../mgr/container/start.ts';
import { isAlive } from '../../mgr/container/state.ts';
import { Tickers } from '../../mgr/container/stats/ticker.ts';
import { Waiters } from '../../mgr/container/waiters.ts';
import type { ImageMgr } from '../../mgr/image/image-mgr.ts';
import type { NetworkMgr } from '../../mgr/network/network-mgr.ts';
import type { EngineMetrics } from '../../mgr/system/metrics.ts';
import type { Config } from '../config/schema.ts';
import { containerSettings } from './container-settings.ts';
import type { Storage } from './storage.ts';

export interface ContainerParts {
  readonly config: () => Config;
  readonly storage: Storage;
  readonly host: HostFacts;
  readonly runtime: Containerd;
  readonly images: ImageMgr;
  readonly networks: NetworkMgr;
  readonly metrics: EngineMetrics;
  readonly log: Logger;
}

/** Logs are read and written by so many threads at most. */
const MAX_LOG_WORKERS = 4;

/** Containers and execs, compared with containerd and ready to serve. */
export async function composeContainers(
  parts: ContainerParts,
  stack: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<{ readonly containers: ContainerMgr; readonly execs: ExecMgr }> {
  const { runtime, log, storage, host } = parts;
  const lifetime = new AbortController();
  const settings = settingsOf(parts.config);
  const hub = stack.use(
    createStreamHub({
      stateDir: parts.config().execRoot,
      log,
      workers: Math.min(availableParallelism(), MAX_LOG_WORKERS),
      closeStdin: (containerId) => runtime.tasks.closeIo({ containerId }, lifetime.signal),
    }),
  );
  const ioDir = join(parts.config().execRoot, 'exec-io');
  // Whoever read the execs of an earlier daemon is gone.
  await rm(ioDir, { recursive: true, force: true });
  const execs = stack.use(
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
  const deps: ContainerDeps = {
    ...parts,
    registry: storage.registry,
    events: storage.events,
    hub,
    execs,
    settings,
    locks: new KeyedLock(),
    runs: new Runs(),
    waiters: new Waiters(),
    tickers: new Tickers(),
    backOffs: new Map(),
    attempts: new Map(),
    clock: systemClock,
    lifetime: lifetime.signal,
    startAgain: (id, until) => withLock(deps, id, until, (c) => start(deps, c, until)),
  };
  stack.defer(async () => {
    lifetime.abort(canceled('the daemon stops'));
    await deps.runs.allCleanedUp();
  });
  const onExecExit: ExecExit = (containerId, execId, exit) =>
    execs.onExit(containerId, execId, exit);
  await startContainers(deps, onExecExit, signal);
  return { containers: createContainerMgr(deps), execs };
}

/** Computed once a configuration: a reload brings another object. */
function settingsOf(config: () => Config): () => ContainerSettings {
  let source: Config | undefined;
  let settings: ContainerSettings | undefined;
  return () => {
    const now = config();
    if (settings === undefined || now !== source) {
      source = now;
      settings = containerSettings(now, profileText(now.seccompProfile));
    }
    return settings;
  };
}

/** The configuration names a file, or one of two words. */
function profileText(seccompProfile: string): string {
  if (['', 'builtin', 'unconfined'].includes(seccompProfile)) return seccompProfile;
  return readFileSync(seccompProfile, 'utf8');
}
