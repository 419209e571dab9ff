import { background } from '../../lib/dispose.ts';
import type { EngineEvent } from '../../lib/engine-event.ts';
import { isCode } from '../../lib/errors.ts';
import { applyState } from './apply-state.ts';
import type { ContainerDeps } from './deps.ts';
import type { ContainerRecord } from './record.ts';
import { cancelBackOff } from './restart-policy.ts';
import { lastExit } from './state.ts';

type BackOffDeps = Pick<
  ContainerDeps,
  'registry' | 'clock' | 'log' | 'backOffs' | 'attempts' | 'startAgain' | 'waiters'
>;

/** Puts an exited container into `restarting` and starts it when the time has come. */
export function backOff(deps: BackOffDeps, record: ContainerRecord, delayMs: number): void {
  const attempt = (deps.attempts.get(record.id) ?? 0) + 1;
  deps.attempts.set(record.id, attempt);
  const retryAt = new Date(deps.clock.now().getTime() + delayMs);
  const changes = { restartCount: record.restartCount + 1 };
  applyState(deps, record.id, { type: 'backingOff', attempt, retryAt }, { changes });
  const timer = new AbortController();
  deps.backOffs.set(record.id, timer);
  background(deps.log, 'restart', restartAfter(deps, record.id, delayMs, timer));
}

async function restartAfter(
  deps: BackOffDeps,
  id: string,
  delayMs: number,
  timer: AbortController,
): Promise<void> {
  try {
    await deps.clock.sleep(delayMs, timer.signal);
    await deps.startAgain(id, timer.signal);
  } catch (err) {
    if (timer.signal.aborted || isCode(err, 'notFound') || isCode(err, 'notModified')) return;
    deps.log.warn({ err, container: id }, 'restart failed');
    announceEnd(deps, deps.registry.byId(id));
  } finally {
    if (deps.backOffs.get(id) === timer) deps.backOffs.delete(id);
  }
}

/** Ends a wait between two starts for good, by the user's will. */
export function giveUp(
  deps: Pick<ContainerDeps, 'registry' | 'backOffs' | 'waiters'>,
  { id }: ContainerRecord,
  event?: EngineEvent,
): void {
  cancelBackOff(deps, id);
  const changes = { manuallyStopped: true };
  const applied = event === undefined ? { changes } : { changes, event };
  announceEnd(deps, applyState(deps, id, { type: 'gaveUp' }, applied));
}

function announceEnd(
  { waiters }: Pick<ContainerDeps, 'waiters'>,
  { id, state }: ContainerRecord,
): void {
  waiters.announce('exit', id, lastExit(state)?.exitCode ?? 0);
}
