import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { TaskExit, TaskInfo } from '../../ctrd/containerd.ts';
import { background, undoQuietly } from '../../lib/dispose.ts';
import { isErrno } from '../../lib/errors.ts';
import { isFullId } from '../../lib/ids.ts';
import { dropReservation, volumesOf } from './container-volumes.ts';
import type { ContainerDeps } from './deps.ts';
import { followRun } from './exit.ts';
import { forget, removeStorage } from './forget.ts';
import { watchHealth } from './health/watch-health.ts';
import { pinnedRoot } from './mount-volumes.ts';
import { livingRequestOf, sharedNetworkOf } from './networking.ts';
import { openIo } from './open-io.ts';
import type { ContainerRecord } from './record.ts';
import { cancelBackOff, startsAtBoot } from './restart-policy.ts';
import { Run } from './run.ts';
import { isAlive } from './state.ts';
import { teardown } from './teardown.ts';
import { watchExit } from './watch-exit.ts';

/** What an exit that nobody saw is reported as, as dockerd does. */
const UNKNOWN_EXIT_CODE = 255;

/**
 * Start-up: compares what SQLite says with what containerd runs. Living containers are adopted, exits
 * that happened meanwhile are recorded, half-done creates and removals are ended, and whatever carries
 * a name of ours but belongs to no row goes.
 */
export async function restore(deps: ContainerDeps, signal: AbortSignal): Promise<void> {
  const { unfinished, damaged } = deps.registry.load();
  for (const id of damaged) deps.log.error({ container: id }, 'row cannot be read, left alone');
  const tasks = new Map((await deps.runtime.tasks.list(signal)).map((task) => [task.id, task]));
  const records = [...deps.registry.all()];
  await deps.networks.restore(
    records
      .filter((record) => isAdoptable(record, tasks) && sharedNetworkOf(record) === undefined)
      .map((record) => livingRequestOf(deps.registry, record)),
    signal,
  );
  await Promise.all(records.map((record) => restoreOne(deps, record, tasks, signal)));
  for (const record of unfinished) await discard(deps, record);
  await deps.volumes.settle();
  const keep = new Set([...records.map(({ id }) => id), ...damaged]);
  background(deps.log, 'orphan sweep', sweep(deps, keep, tasks));
}

const isAdoptable = (record: ContainerRecord, tasks: ReadonlyMap<string, TaskInfo>): boolean =>
  isAlive(record.state) && isRunning(tasks.get(record.id));

const isRunning = (task: TaskInfo | undefined): task is TaskInfo =>
  task !== undefined && ['running', 'paused', 'pausing'].includes(task.status);

async function restoreOne(
  deps: ContainerDeps,
  record: ContainerRecord,
  tasks: ReadonlyMap<string, TaskInfo>,
  signal: AbortSignal,
): Promise<void> {
  const task = tasks.get(record.id);
  const { id, state } = record;
  if (isAlive(state)) {
    await adopt(deps, record, task, signal);
    return;
  }
  if (state.status === 'removing') {
    await finishRemoval(deps, record);
    return;
  }
  if (task !== undefined) deps.runs.trackCleanup(id, teardown(deps, id));
  if (state.status === 'restarting' || isDown(record)) startLater(deps, id);
}

/** It ran before, ended, and is to run whenever the daemon does. */
const isDown = (record: ContainerRecord): boolean =>
  record.state.status === 'exited' && startsAtBoot(record);

/** Takes up a container that was alive: its streams, its exit to come or its exit that was missed. */
async function adopt(
  deps: ContainerDeps,
  record: ContainerRecord,
  task: TaskInfo | undefined,
  signal: AbortSignal,
): Promise<void> {
  const io = await openIo(deps, record, { reopen: true }, signal);
  const run = new Run(record.id, isAlive(record.state) ? record.state.pid : 0, io);
  followRun(deps, run);
  deps.volumes.hold(record.id, volumesOf(record));
  if (isRunning(task) && task.pid === run.pid) {
    watchExit(deps, run);
    if (record.state.status === 'running' && task.status !== 'running') {
      // A commit was cut short, or a pause that nobody was told of.
      await undoQuietly(deps.log, 'thaw', () => deps.runtime.tasks.resume(record.id, signal));
    }
    watchHealth(deps, record.id);
    return;
  }
  run.reportExit(missedExit(deps, task));
  await run.recorded;
  // AutoRemove may have taken it. After a reboot nothing is to be learnt from a pause.
  const isThere = task === undefined && deps.registry.has(record.id);
  if (isThere && startsAtBoot(deps.registry.byId(record.id))) startLater(deps, record.id);
}

function startLater(deps: ContainerDeps, id: string): void {
  cancelBackOff(deps, id);
  background(deps.log, 'start at boot', deps.startAgain(id, AbortSignal.timeout(120_000)));
}

async function finishRemoval(deps: ContainerDeps, record: ContainerRecord): Promise<void> {
  await teardown(deps, record.id);
  forget(deps, record);
}

/** A create that was cut short was never acknowledged. */
async function discard(deps: ContainerDeps, record: ContainerRecord): Promise<void> {
  await removeStorage(deps, record);
  await dropReservation(deps, record);
}

/** What is known of an exit that nobody saw; nothing where containerd has forgotten the task. */
function missedExit({ clock }: ContainerDeps, task: TaskInfo | undefined): TaskExit {
  return {
    exitCode: task?.status === 'stopped' ? task.exitCode : UNKNOWN_EXIT_CODE,
    exitedAt: task?.exitedAt ?? clock.now(),
  };
}

/** Compares task lists after the event stream was broken. */
export async function resync(deps: ContainerDeps, signal: AbortSignal): Promise<void> {
  const tasks = new Map((await deps.runtime.tasks.list(signal)).map((task) => [task.id, task]));
  for (const run of deps.runs.all()) {
    const task = tasks.get(run.containerId);
    if (isRunning(task) && task.pid === run.pid) watchExit(deps, run);
    else run.reportExit(missedExit(deps, task));
  }
}

/** Removes tasks, containers, snapshots, mounts and directories whose container nobody knows. */
async function sweep(
  deps: ContainerDeps,
  keep: ReadonlySet<string>,
  tasks: ReadonlyMap<string, TaskInfo>,
): Promise<void> {
  const signal = AbortSignal.timeout(300_000);
  const { snapshotter, execRoot, containersDir } = deps.settings();
  const orphans = new Set<string>();
  const collect = (ids: Iterable<string>): void => {
    for (const id of ids)
      if (isFullId(id) && !keep.has(id) && !deps.registry.knows(id)) orphans.add(id);
  };
  collect(tasks.keys());
  collect((await deps.runtime.containers.list(signal)).map(({ id }) => id));
  collect((await deps.runtime.snapshots.list(snapshotter, signal)).map(({ key }) => key));
  collect(await namesIn(join(execRoot, 'rootfs')));
  collect(await namesIn(join(execRoot, 'io')));
  collect(await namesIn(pinnedRoot(execRoot)));
  collect(await namesIn(containersDir));
  for (const id of orphans) {
    deps.log.info({ container: id }, 'removing what a crash left behind');
    await teardown(deps, id);
    await rm(join(execRoot, 'io', id), { recursive: true, force: true });
    await removeStorage(deps, { id, snapshotter });
  }
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (err) {
    if (isErrno(err, 'ENOENT')) return [];
    throw err;
  }
}
