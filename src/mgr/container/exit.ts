import { setTimeout as delay } from 'node:timers/promises';

import type { TaskExit } from '../../ctrd/containerd.ts';
import { background } from '../../lib/dispose.ts';
import { containerEvent } from './announce.ts';
import { applyState } from './apply-state.ts';
import { backOff } from './back-off.ts';
import type { ContainerDeps } from './deps.ts';
import { forget } from './forget.ts';
import { afterExit } from './health/health.ts';
import { stopWatching } from './health/watch-health.ts';
import type { ContainerRecord } from './record.ts';
import { restartDelayMs, wasHealthy } from './restart-policy.ts';
import type { Run } from './run.ts';
import { lastExit, NO_EXIT } from './state.ts';
import { teardown } from './teardown.ts';

/** How long a stream may stay open after the exit: a process outside the pid namespace can hold it. */
const DRAIN_MS = 2_000;

/** How long word of an OOM may take after a process was killed by somebody else than the engine. */
const OOM_MS = 500;
const KILLED = 128 + 9;

/**
 * Follows a run to its end: output drained, exit recorded and announced, waiters answered, then the
 * clean-up in the background. Takes no lock (a stop may wait for this under one); each record change is
 * synchronous.
 */
export function followRun(deps: ContainerDeps, run: Run): void {
  deps.runs.add(run);
  run.io.started();
  const { state } = deps.registry.byId(run.containerId);
  const startedAt = 'startedAt' in state ? state.startedAt : deps.clock.now();
  background(
    deps.log,
    'container exit',
    run.exited.then((exit) => finish(deps, run, { exit, startedAt })),
  );
}

interface Life {
  readonly exit: TaskExit;
  /** Noted at the beginning: a container that is being removed forgets it. */
  readonly startedAt: Date;
}

async function finish(deps: ContainerDeps, run: Run, { exit, startedAt }: Life): Promise<void> {
  const { containerId: id } = run;
  await within(DRAIN_MS, run.io.drained);
  // A kill is told before the death that it caused.
  await run.signalsAnnounced();
  if (isUnexplained(deps, id, exit)) await within(OOM_MS, run.toldByEvent);
  const before = deps.registry.byId(id);
  const record = recordExit(deps, before, { exit, startedAt });
  deps.runs.delete(run);
  deps.runs.trackCleanup(id, teardown(deps, id));
  run.markRecorded();
  afterEnd(deps, record, { exit, isKept: run.isKept });
}

/** Killed, and not by us: perhaps for its memory, which containerd tells at about the same time. */
function isUnexplained({ registry }: ContainerDeps, id: string, { exitCode }: TaskExit): boolean {
  const { manuallyStopped, state } = registry.byId(id);
  return exitCode === KILLED && !manuallyStopped && state.status !== 'removing';
}

const within = (ms: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, delay(ms, undefined, { ref: false })]);

function recordExit(
  deps: ContainerDeps,
  before: ContainerRecord,
  { exit, startedAt }: Life,
): ContainerRecord {
  const seconds = Math.max(0, Math.trunc((exit.exitedAt.getTime() - startedAt.getTime()) / 1000));
  const event = containerEvent(before, 'die', deps.clock.now(), {
    exitCode: String(exit.exitCode),
    execDuration: String(seconds),
  });
  stopWatching(deps, before.id);
  const changes = before.health === undefined ? {} : { health: afterExit(before.health) };
  return applyState(
    deps,
    before.id,
    { type: 'exited', exitCode: exit.exitCode, at: exit.exitedAt },
    { event, changes },
  );
}

/** What the container's owner wished to happen after its end. */
function afterEnd(
  deps: ContainerDeps,
  record: ContainerRecord,
  { exit, isKept }: { readonly exit: TaskExit; readonly isKept: boolean },
): void {
  const last = lastExit(record.state) ?? NO_EXIT;
  if (wasHealthy(last)) deps.attempts.delete(record.id);
  const attempt = deps.attempts.get(record.id) ?? 0;
  const delayMs =
    record.state.status === 'exited' ? restartDelayMs(record, last, attempt) : undefined;
  if (delayMs !== undefined) {
    backOff(deps, record, delayMs);
    deps.waiters.announce('exit', record.id, exit.exitCode);
  } else if (!isKept && record.hostConfig.AutoRemove === true && record.state.status === 'exited') {
    forget(deps, record);
  } else {
    deps.waiters.announce('exit', record.id, exit.exitCode);
  }
}
