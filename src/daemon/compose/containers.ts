import type { Containerd } from '../../ctrd/containerd.ts';
import { systemClock } from '../../lib/clock.ts';
import { canceled } from '../../lib/errors.ts';
import type { HostFacts } from '../../lib/host-facts.ts';
import { KeyedLock } from '../../lib/keyed-lock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { ContainerMgr } from '../../mgr/container/container-mgr.ts';
import type { ContainerDeps } from '../../mgr/container/deps.ts';
import { createContainerMgr, startContainers } from '../../mgr/container/engine-container-mgr.ts';
import type { ExecMgr } from '../../mgr/container/exec/exec-mgr.ts';
import { withLock } from '../../mgr/container/locked.ts';
import type { ExecExit } from '../../mgr/container/monitor.ts';
import { Runs } from '../../mgr/container/run.ts';
import { startAgain } from '../../mgr/container/start.ts';
import { Tickers } from '../../mgr/container/stats/ticker.ts';
import { Waiters } from '../../mgr/container/waiters.ts';
import type { ImageMgr } from '../../mgr/image/image-mgr.ts';
import type { NetworkMgr } from '../../mgr/network/network-mgr.ts';
import type { EngineMetrics } from '../../mgr/system/metrics.ts';
import type { ContainerVolumes } from '../../mgr/volume/container-volumes.ts';
import type { Config } from '../config/schema.ts';
import { currentSettings } from './container-settings.ts';
import { composeExecs } from './execs.ts';
import type { Storage } from './storage.ts';
import { composeStreams } from './streams.ts';

export interface ContainerParts {
  readonly config: () => Config;
  readonly storage: Storage;
  readonly host: HostFacts;
  readonly runtime: Containerd;
  readonly images: ImageMgr;
  readonly networks: NetworkMgr;
  readonly volumes: ContainerVolumes;
  readonly metrics: EngineMetrics;
  readonly log: Logger;
}

/** Containers and execs, compared with containerd and ready to serve. */
export async function composeContainers(
  parts: ContainerParts,
  stack: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<{ readonly containers: ContainerMgr; readonly execs: ExecMgr }> {
  const lifetime = new AbortController();
  const own = { ...parts, settings: currentSettings(parts.config), lifetime: lifetime.signal };
  const hub = composeStreams(own, stack);
  const execs = await composeExecs(own, stack);
  const deps: ContainerDeps = {
    ...own,
    registry: parts.storage.registry,
    events: parts.storage.events,
    hub,
    execs,
    locks: new KeyedLock(),
    runs: new Runs(),
    waiters: new Waiters(),
    tickers: new Tickers(),
    backOffs: new Map(),
    healthWatches: new Map(),
    attempts: new Map(),
    clock: systemClock,
    startAgain: (id, until) => withLock(deps, id, until, (c) => startAgain(deps, c, until)),
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
