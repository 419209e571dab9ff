import { undoQuietly } from '../../lib/dispose.ts';
import { isCode } from '../../lib/errors.ts';
import { errnoOf } from '../../lib/sys/errno.ts';
import type { ContainerDeps } from './deps.ts';
import { unpinMounts } from './mount-volumes.ts';
import { unmountRootfs } from './rootfs.ts';
import { unmountSharedMemory } from './shared-memory.ts';

type TeardownDeps = Pick<
  ContainerDeps,
  'runtime' | 'hub' | 'networks' | 'volumes' | 'settings' | 'log' | 'execs'
>;

/**
 * Undoes every effect of a start: task, containerd's container, streams, mount, network. Everything is
 * named after the container, so this serves a failed start, an exit and a crash alike, and can be
 * repeated. Steps that fail are logged; the reconcile at start-up tries again.
 */
export async function teardown(deps: TeardownDeps, id: string): Promise<void> {
  const signal = AbortSignal.timeout(60_000);
  const quietly = (what: string, step: () => Promise<void> | void): Promise<void> =>
    undoQuietly(deps.log, what, step);
  deps.execs.forget(id);
  await Promise.all([
    quietly('network detach', () => deps.networks.detach(id, signal)),
    quietly('streams close', async () => deps.hub.get(id)?.close()),
    quietly('task delete', () => deleteTask(deps, id, signal)),
  ]);
  const { execRoot } = deps.settings();
  await quietly('rootfs unmount', () => unmountRootfs(execRoot, id));
  await quietly('shm unmount', () => unmountSharedMemory(execRoot, id));
  await quietly('mounts of volumes unmount', () => unpinMounts(execRoot, id));
  await quietly('volumes release', () => deps.volumes.release(id));
}

/** Deletes task and container in containerd; kills what still runs. */
export async function deleteTask(
  deps: Pick<TeardownDeps, 'runtime'>,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  await ignoreMissing(async () => {
    try {
      await deps.runtime.tasks.delete({ containerId: id }, signal);
    } catch (err) {
      if (isCode(err, 'notFound')) return;
      await killAndDelete(deps, id, signal);
    }
  });
  await ignoreMissing(() => deps.runtime.containers.delete(id, signal));
}

/** The task was still running: a start that failed half-way, or a container nobody knows. */
async function killAndDelete(
  deps: Pick<TeardownDeps, 'runtime'>,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const exit = deps.runtime.tasks.wait({ containerId: id }, signal);
  await ignoreMissing(() =>
    deps.runtime.tasks.kill({ containerId: id, signal: 9, all: true }, signal),
  );
  await ignoreMissing(() => exit);
  await deps.runtime.tasks.delete({ containerId: id }, signal);
}

async function ignoreMissing(step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (err) {
    if (!isCode(err, 'notFound')) throw err;
  }
}

/** Whether removing a file failed only because it was gone. */
export const isGone = (err: unknown): boolean =>
  isCode(err, 'notFound') || errnoOf(err) === 'ENOENT';
