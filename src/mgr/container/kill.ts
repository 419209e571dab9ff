import { undoQuietly } from '../../lib/dispose.ts';
import { EngineError, isCode, timedOut } from '../../lib/errors.ts';
import { parseSignal } from '../../lib/signals.ts';
import { containerEvent } from './announce.ts';
import { giveUp } from './back-off.ts';
import type { ContainerDeps } from './deps.ts';
import { cannotKill, notRunning } from './errors.ts';
import type { ContainerRecord } from './record.ts';
import type { Run } from './run.ts';
import { isAlive } from './state.ts';

export const SIGTERM = 15;
export const SIGKILL = 9;
const KILL_TIMEOUT_MS = 10_000;

type KillDeps = Pick<ContainerDeps, 'registry' | 'runtime' | 'runs' | 'clock' | 'events' | 'log'>;

/**
 * `POST /containers/{id}/kill`. Takes no lock: a container that another verb waits for can be killed.
 * SIGKILL answers when the container is dead. @throws conflict when it is not running
 */
export async function kill(
  deps: KillDeps & Pick<ContainerDeps, 'backOffs' | 'waiters'>,
  ref: string,
  wanted: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const number = parseSignal(wanted === undefined || wanted === '' ? 'SIGKILL' : wanted);
  const record = resolve(deps, ref);
  if (record.state.status === 'restarting') {
    // It counts as running, though there is nothing to signal.
    if (endsContainer(record, number)) giveUp(deps, record);
    return;
  }
  const run = deps.runs.get(record.id);
  if (!isAlive(record.state) || run === undefined) {
    throw cannotKill(ref, notRunning(record.id));
  }
  await sendSignal(deps, record, number, signal);
  if (number === SIGKILL) await untilRecorded(deps, run, signal);
}

function resolve({ registry }: KillDeps, ref: string): ContainerRecord {
  try {
    return registry.resolve(ref);
  } catch (err) {
    throw err instanceof EngineError ? cannotKill(ref, err) : err;
  }
}

/**
 * Sends a signal and announces it. A signal that ends the container (its stop signal, or KILL) counts as
 * a manual stop and wakes a paused one, else it would never be delivered.
 */
export async function sendSignal(
  deps: KillDeps,
  record: ContainerRecord,
  number: number,
  signal: AbortSignal,
): Promise<void> {
  const sending = send(deps, record, number, signal);
  await (deps.runs.get(record.id)?.whileSignalled(sending) ?? sending);
}

async function send(
  deps: KillDeps,
  record: ContainerRecord,
  number: number,
  signal: AbortSignal,
): Promise<void> {
  const ends = endsContainer(record, number);
  if (ends) markManuallyStopped(deps, record.id);
  try {
    await deps.runtime.tasks.kill({ containerId: record.id, signal: number }, signal);
  } catch (err) {
    if (!isCode(err, 'notFound')) throw err;
  }
  const facts = { signal: String(number) };
  deps.events.publish(containerEvent(record, 'kill', deps.clock.now(), facts));
  if (!ends || record.state.status !== 'paused') return;
  // It may be dead already; one that stays frozen is missed by whoever waits for its end.
  await undoQuietly(deps.log, 'resume of a killed container', () =>
    deps.runtime.tasks.resume(record.id, signal),
  );
}

const endsContainer = (record: ContainerRecord, number: number): boolean =>
  number === SIGKILL || number === stopSignalOf(record);

/** The restart policy leaves it alone from now on. Looks the record up: it may have changed since the caller did. */
export function markManuallyStopped(deps: Pick<ContainerDeps, 'registry'>, id: string): void {
  const record = deps.registry.byId(id);
  if (!record.manuallyStopped) deps.registry.save({ ...record, manuallyStopped: true });
}

export function stopSignalOf(record: ContainerRecord): number {
  const configured = record.config.StopSignal;
  return configured == null || configured === '' ? SIGTERM : parseSignal(configured);
}

/** Waits for the exit to be recorded. @throws timeout after 10 s: the process cannot be killed */
export async function untilRecorded(
  deps: Pick<ContainerDeps, 'clock'>,
  run: Run,
  signal: AbortSignal,
): Promise<void> {
  if (await within(deps, run.recorded, KILL_TIMEOUT_MS, signal)) return;
  throw timedOut(
    `container ${run.containerId} PID ${run.pid} is zombie and can not be killed. Use the --init option when creating containers to run an init inside the container that forwards signals and reaps processes`,
  );
}

/** Whether the work was done before the time was up. @throws canceled when the signal aborts */
export async function within(
  deps: Pick<ContainerDeps, 'clock'>,
  work: Promise<unknown>,
  ms: number,
  signal: AbortSignal,
): Promise<boolean> {
  const timer = new AbortController();
  const time = deps.clock.sleep(ms, AbortSignal.any([signal, timer.signal])).then(() => false);
  try {
    return await Promise.race([work.then(() => true), time]);
  } finally {
    timer.abort();
    time.catch(() => undefined);
  }
}
