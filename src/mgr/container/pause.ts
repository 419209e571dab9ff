import { containerEvent } from './announce.ts';
import { applyState } from './apply-state.ts';
import type { ContainerDeps } from './deps.ts';
import { alreadyPaused, isRestartingForPause, notRunning } from './errors.ts';
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
    throw alreadyPaused(record.id);
  }
  if (record.state.status === 'restarting') {
    throw isRestartingForPause(record.id);
  }
  if (record.state.status !== 'running') throw notRunning(record.id);
  await deps.runtime.tasks.pause(record.id, signal);
  applyState(
    deps,
    record.id,
    { type: 'paused' },
    { event: containerEvent(record, 'pause', deps.clock.now()) },
  );
}
