import { isCode, notFound } from '../../lib/errors.ts';
import { applyState } from './apply-state.ts';
import type { RemoveOptions } from './container-mgr.ts';
import type { ContainerDeps } from './deps.ts';
import { cannotRemovePaused, cannotRemoveRunning } from './errors.ts';
import { forget } from './forget.ts';
import { sendSignal, SIGKILL, untilRecorded } from './kill.ts';
import { type LockedContainer, recordOf } from './locked.ts';
import type { ContainerRecord } from './record.ts';
import { cancelBackOff } from './restart-policy.ts';

/**
 * `DELETE /containers/{id}`. A running container goes with `force` only.
 * @throws conflict in Docker's words; notFound for a `link` (legacy links are not served)
 */
export async function remove(
  deps: ContainerDeps,
  container: LockedContainer,
  options: RemoveOptions,
  signal: AbortSignal,
): Promise<void> {
  const record = recordOf(deps, container);
  if (options.link) throw notFound(`Could not get parent for ${record.name}: no such link`);
  if (!options.force) refuseAlive(record);
  if (record.state.status === 'restarting') cancelBackOff(deps, record.id);
  const changes = { removesVolumes: options.volumes };
  applyState(deps, record.id, { type: 'removing' }, { changes });
  try {
    await endProcess(deps, record, signal);
  } catch (err) {
    if (isCode(err, 'timeout')) {
      applyState(deps, record.id, { type: 'removalFailed', reason: err.message });
    }
    throw err;
  }
  // What a run leaves behind is cleaned up in the background; forget() takes its turn after that.
  forget(deps, deps.registry.byId(record.id));
}

/** A container that waits for its next start counts as running. */
function refuseAlive({ id, state }: ContainerRecord): void {
  if (state.status === 'paused') throw cannotRemovePaused(id);
  if (state.status === 'running' || state.status === 'restarting') throw cannotRemoveRunning(id);
}

async function endProcess(
  deps: ContainerDeps,
  record: ContainerRecord,
  signal: AbortSignal,
): Promise<void> {
  const run = deps.runs.get(record.id);
  // Not asked of the state: an earlier attempt may have failed while the process lives on.
  if (run === undefined) return;
  await sendSignal(deps, record, SIGKILL, signal);
  await untilRecorded(deps, run, signal);
}
