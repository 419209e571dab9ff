import { containerEvent } from './announce.ts';
import { applyState } from './apply-state.ts';
import type { ContainerDeps } from './deps.ts';
import { notPaused } from './errors.ts';
import { type LockedContainer, recordOf } from './locked.ts';

/** @throws conflict when it is not paused */
export async function unpause(
  deps: Pick<ContainerDeps, 'registry' | 'runtime' | 'clock'>,
  container: LockedContainer,
  signal: AbortSignal,
): Promise<void> {
  const record = recordOf(deps, container);
  if (record.state.status !== 'paused') throw notPaused(record.id);
  await deps.runtime.tasks.resume(record.id, signal);
  applyState(
    deps,
    record.id,
    { type: 'unpaused' },
    { event: containerEvent(record, 'unpause', deps.clock.now()) },
  );
}
