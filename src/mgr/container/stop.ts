import { notModified } from '../../lib/errors.ts';
import { parseSignal } from '../../lib/signals.ts';
import { containerEvent } from './announce.ts';
import { giveUp } from './back-off.ts';
import type { StopOptions } from './container-mgr.ts';
import type { ContainerDeps } from './deps.ts';
import {
  markManuallyStopped,
  sendSignal,
  SIGKILL,
  stopSignalOf,
  untilRecorded,
  within,
} from './kill.ts';
import type { ContainerRecord } from './record.ts';
import type { Run } from './run.ts';
import { isAlive } from './state.ts';

type StopDeps = Pick<
  ContainerDeps,
  'registry' | 'runtime' | 'runs' | 'clock' | 'events' | 'settings' | 'log' | 'backOffs' | 'waiters'
>;

/**
 * Asks the container to end, waits, then forces it. Holds no lock while it waits, so that kill, inspect
 * and remove go on. @throws notModified when it is not running
 */
export async function stop(
  deps: StopDeps,
  ref: string,
  options: StopOptions,
  signal: AbortSignal,
): Promise<void> {
  const wanted = options.signal === undefined ? undefined : parseSignal(options.signal);
  const record = deps.registry.resolve(ref);
  if (record.state.status === 'restarting') {
    giveUp(deps, record, containerEvent(record, 'stop', deps.clock.now()));
    return;
  }
  if (!isAlive(record.state)) throw notModified(`Container ${ref} is already stopped`);
  markManuallyStopped(deps, record.id);
  const run = deps.runs.get(record.id);
  if (run === undefined) return;
  const takeBack = run.announceAfterExit(() => {
    deps.events.publish(containerEvent(record, 'stop', deps.clock.now()));
  });
  const how = { ...options, number: wanted ?? stopSignalOf(record) };
  try {
    await endProcess(deps, { record, run }, how, signal);
  } catch (err) {
    takeBack();
    throw err;
  }
}

/** Signal, patience, SIGKILL. Answers when the exit is recorded. */
async function endProcess(
  deps: StopDeps,
  { record, run }: { readonly record: ContainerRecord; readonly run: Run },
  { number, timeoutSeconds }: { readonly number: number; readonly timeoutSeconds?: number },
  signal: AbortSignal,
): Promise<void> {
  await sendSignal(deps, record, number, signal);
  const patience =
    timeoutSeconds ?? record.config.StopTimeout ?? deps.settings().stopTimeoutSeconds;
  if (patience < 0) {
    await run.recorded;
    return;
  }
  if (await within(deps, run.recorded, patience * 1000, signal)) return;
  await sendSignal(deps, record, SIGKILL, signal);
  await untilRecorded(deps, run, signal);
}
