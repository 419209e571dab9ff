import { conflict } from '../../lib/errors.ts';
import { containerEvent } from './announce.ts';
import { applyState } from './apply-state.ts';
import type { ContainerDeps } from './deps.ts';
import { type LockedContainer, recordOf } from './locked.ts';

type PauseDeps = Pick<ContainerDeps, 'registry' | 'runtime' | 'clock'>;

/** Freezes every process of a running container. @throws conflict otherwise */
export async function pause(
  deps: PauseDeps,
  container: LockedContainer,
  signal: AbortSignal,
): Promise<void> {
  const record = recordOf(deps, container);
  if (record.state.status === 'paused') {
    throw conflict(`Container ${record.id} is already paused`);
  }
  if (record.state.status === 'restarting') {
    throw conflict(`Container ${record.id} is restarting, wait until the container is running`);
  }
  if (record.state.status !== 'running') throw conflict(`Container ${record.id} is not running`);
  await deps.runtime.tasks.pause(record.id, signal);
  applyState(
    deps,
    record.id,
    { type: 'paused' },
    { event: containerEvent(record, 'pause', deps.clock.now()) },
  );
}
