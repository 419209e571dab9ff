import { background } from '../../lib/dispose.ts';
import { containerEvent } from './announce.ts';
import { attach } from './attach.ts';
import { changes } from './changes.ts';
import { commit } from './commit.ts';
import { connectNetwork, disconnectNetwork } from './connect-network.ts';
import type { ContainerMgr } from './container-mgr.ts';
import { create } from './create/create.ts';
import type { ContainerDeps } from './deps.ts';
import { inspect } from './inspect.ts';
import { kill } from './kill.ts';
import { list } from './list.ts';
import { withLock } from './locked.ts';
import { logs } from './logs.ts';
import { type ExecExit, monitor } from './monitor.ts';
import { pause } from './pause.ts';
import { prune } from './prune.ts';
import { remove } from './remove.ts';
import { rename } from './rename.ts';
import { resize } from './resize.ts';
import { restart } from './restart.ts';
import { restore, resync } from './restore.ts';
import { start } from './start.ts';
import { statsOf } from './stats-of.ts';
import { stop } from './stop.ts';
import { top } from './top.ts';
import { unpause } from './unpause.ts';
import { update } from './update.ts';
import { wait } from './wait.ts';

/**
 * The verbs, bound to their dependencies; those that change a container run under its lock. What has begun
 * is ended also when the client leaves: only waiting for the lock, and mere watching, follow its signal.
 */
export function createContainerMgr(deps: ContainerDeps): ContainerMgr {
  const life = deps.lifetime;
  return {
    create: (request, signal) => create(deps, request, signal),
    start: (ref, signal) => withLock(deps, ref, signal, (c) => start(deps, c, life)),
    stop: (ref, options) => stop(deps, ref, options, life),
    restart: (ref, options) => restart(deps, ref, options, life),
    kill: (ref, killSignal) => kill(deps, ref, killSignal, life),
    pause: (ref, signal) => withLock(deps, ref, signal, (c) => pause(deps, c, life)),
    unpause: (ref, signal) => withLock(deps, ref, signal, (c) => unpause(deps, c, life)),
    rename: (ref, name, signal) => withLock(deps, ref, signal, (c) => rename(deps, c, name)),
    update: (ref, body, signal) => withLock(deps, ref, signal, (c) => update(deps, c, body, life)),
    remove: (ref, options, signal) =>
      withLock(deps, ref, signal, (c) => remove(deps, c, options, life)),
    connectNetwork: (ref, wish, signal) =>
      withLock(deps, ref, signal, (c) => connectNetwork(deps, c, wish, life)),
    disconnectNetwork: (ref, network, signal) =>
      withLock(deps, ref, signal, (c) => disconnectNetwork(deps, c, network, life)),
    commit: (ref, options, signal) =>
      withLock(deps, ref, signal, (c) => commit(deps, c, options, signal)),
    prune: (filters, signal) => prune(deps, filters, signal),
    wait: (ref, condition, signal) => wait(deps, ref, condition, signal),
    resize: (ref, size, signal) => resize(deps, ref, size, signal),
    async top(ref, psArgs, signal) {
      const record = deps.registry.resolve(ref);
      const processes = await top(deps, record, psArgs, signal);
      deps.events.publish(containerEvent(record, 'top', deps.clock.now()));
      return processes;
    },
    changes: (ref, signal) => changes(deps, ref, signal),
    list: (options, signal) => list(deps, options, signal),
    inspect: (ref, options, signal) => inspect(deps, ref, options, signal),
    attach: async (ref, options, signal) =>
      await Promise.resolve(attach(deps, ref, options, signal)),
    logs(ref, query) {
      const record = deps.registry.resolve(ref);
      return logs(deps, record, query, deps.runs.get(record.id)?.recorded ?? Promise.resolve());
    },
    stats: (ref, options, signal) => statsOf(deps, ref, options, signal),
  };
}

/**
 * Start-up of the noun: compares the store with containerd, then listens to containerd until the signal
 * aborts. The manager may serve when this has answered.
 */
export async function startContainers(
  deps: ContainerDeps,
  onExecExit: ExecExit,
  signal: AbortSignal,
): Promise<void> {
  await restore(deps, signal);
  const compare = (until: AbortSignal): Promise<void> => resync(deps, until);
  background(deps.log, 'monitor', monitor({ ...deps, onExecExit, resync: compare }, signal));
}
