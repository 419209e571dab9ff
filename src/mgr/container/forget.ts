import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { undoQuietly } from '../../lib/dispose.ts';
import { containerEvent } from './announce.ts';
import { anonymousVolumesOf } from './container-volumes.ts';
import type { ContainerDeps } from './deps.ts';
import type { ContainerRecord } from './record.ts';
import { lastExit } from './state.ts';
import { isGone } from './teardown.ts';

type ForgetDeps = Pick<
  ContainerDeps,
  | 'registry'
  | 'hub'
  | 'waiters'
  | 'runs'
  | 'runtime'
  | 'settings'
  | 'log'
  | 'clock'
  | 'attempts'
  | 'volumes'
>;

/**
 * Removes a stopped container: row and name go at once and whoever waits is answered; snapshot and files
 * follow in the background. What a crash leaves of them belongs to no row, and reconcile removes it.
 * Anonymous volumes go with `rm -v` and AutoRemove; in the transaction in which the row goes.
 */
export function forget(deps: ForgetDeps, record: ContainerRecord): void {
  const goWithIt = record.removesVolumes === true || record.hostConfig.AutoRemove === true;
  const names = goWithIt ? anonymousVolumesOf(record) : [];
  deps.registry.delete(record, containerEvent(record, 'destroy', deps.clock.now()), () =>
    deps.volumes.condemn(record.id, names),
  );
  deps.attempts.delete(record.id);
  deps.hub.forget(record.id);
  deps.waiters.announce('removal', record.id, lastExit(record.state)?.exitCode ?? 0);
  const cleanup = deps.runs.cleanedUp(record.id).then(async () => {
    await removeStorage(deps, record);
    await undoQuietly(deps.log, 'volumes remove', () =>
      deps.volumes.removeCondemned(names, AbortSignal.timeout(600_000)),
    );
  });
  deps.runs.trackCleanup(record.id, cleanup);
}

/** Snapshot and directory of a container; what is gone already is fine. */
export async function removeStorage(
  deps: Pick<ContainerDeps, 'runtime' | 'settings' | 'log'>,
  { id, snapshotter }: Pick<ContainerRecord, 'id' | 'snapshotter'>,
): Promise<void> {
  const signal = AbortSignal.timeout(60_000);
  await undoQuietly(deps.log, 'snapshot remove', async () => {
    try {
      await deps.runtime.snapshots.remove(snapshotter, id, signal);
    } catch (err) {
      if (!isGone(err)) throw err;
    }
  });
  await undoQuietly(deps.log, 'directory remove', () =>
    rm(join(deps.settings().containersDir, id), { recursive: true, force: true }),
  );
}
