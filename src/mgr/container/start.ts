import { type EngineError, isCode, messageOf, notModified } from '../../lib/errors.ts';
import { containerEvent } from './announce.ts';
import { applyState } from './apply-state.ts';
import type { ContainerDeps } from './deps.ts';
import { isBeingRemoved, isPausedForStart } from './errors.ts';
import { followRun } from './exit.ts';
import { forget } from './forget.ts';
import { STARTING } from './health/health.ts';
import { healthCheckOf } from './health/health-check.ts';
import { watchHealth } from './health/watch-health.ts';
import { launch } from './launch.ts';
import { type LockedContainer, recordOf } from './locked.ts';
import type { ContainerRecord } from './record.ts';
import { startFailure } from './start-failure.ts';
import { teardown } from './teardown.ts';

/**
 * Starts a created or stopped container for its user: what the restart policy counted is forgotten.
 *
 * @throws notModified when it runs, or waits for its next start; conflict when it is paused or going;
 * invalidArgument when the runtime cannot start the program (the exit code is then 126, 127 or 128)
 */
export async function start(
  deps: ContainerDeps,
  container: LockedContainer,
  signal: AbortSignal,
): Promise<void> {
  const record = recordOf(deps, container);
  if (record.state.status === 'restarting') throw isRunningAlready(record.id);
  await begin(deps, record, { restartCount: 0 }, signal);
  deps.attempts.delete(record.id);
}

/** The same for the restart policy, or after a restart of the daemon: the count goes on. */
export async function startAgain(
  deps: ContainerDeps,
  container: LockedContainer,
  signal: AbortSignal,
): Promise<void> {
  await begin(deps, recordOf(deps, container), {}, signal);
}

/**
 * Until the start is recorded a failure, or a crash, undoes everything: all effects are named after the
 * container.
 */
async function begin(
  deps: ContainerDeps,
  record: ContainerRecord,
  counted: Partial<Pick<ContainerRecord, 'restartCount'>>,
  signal: AbortSignal,
): Promise<void> {
  assertStartable(record);
  await deps.runs.cleanedUp(record.id);
  try {
    const { run, endpoints } = await launch(deps, record, signal);
    const at = deps.clock.now();
    applyState(
      deps,
      record.id,
      { type: 'started', pid: run.pid, at },
      {
        event: containerEvent(record, 'start', at),
        changes: { endpoints, manuallyStopped: false, ...counted, ...initialHealth(record) },
      },
    );
    followRun(deps, run);
    watchHealth(deps, record.id);
  } catch (err) {
    throw await failed(deps, record, err);
  }
}

const initialHealth = ({ config }: ContainerRecord): Pick<ContainerRecord, 'health'> =>
  healthCheckOf(config) === undefined ? {} : { health: STARTING };

function assertStartable({ id, state }: ContainerRecord): void {
  if (state.status === 'running') throw isRunningAlready(id);
  if (state.status === 'paused') throw isPausedForStart();
  if (state.status === 'removing' || state.status === 'dead') throw isBeingRemoved();
}

const isRunningAlready = (id: string): EngineError =>
  notModified(`Container ${id} is already running`);

/** Undoes the start, records why, and answers what to throw. */
async function failed(
  deps: ContainerDeps,
  record: ContainerRecord,
  cause: unknown,
): Promise<unknown> {
  const failure = startFailure(cause);
  await teardown(deps, record.id);
  const current = deps.registry.byId(record.id);
  if (isCode(cause, 'canceled') || current.state.status === 'removing') return cause;
  const error = messageOf(failure.error);
  const after = applyState(deps, record.id, {
    type: 'startFailed',
    exitCode: failure.exitCode,
    error,
    at: deps.clock.now(),
  });
  if (after.hostConfig.AutoRemove === true) forget(deps, after);
  return failure.error;
}
