import type { RuntimeEvent } from '../../ctrd/containerd.ts';
import { isCode } from '../../lib/errors.ts';
import { containerEvent } from './announce.ts';
import { applyState } from './apply-state.ts';
import type { ContainerDeps } from './deps.ts';
import { isAlive } from './state.ts';

export type ExecExit = (
  containerId: string,
  execId: string,
  exit: { exitCode: number; exitedAt: Date },
) => void;

type MonitorDeps = Pick<ContainerDeps, 'registry' | 'runtime' | 'runs' | 'clock' | 'log'> & {
  readonly onExecExit: ExecExit;
  /** Compares task lists: what happened while nobody listened. */
  readonly resync: (signal: AbortSignal) => Promise<void>;
};

const RETRY_MS = [50, 100, 200, 500, 1000];

/**
 * Listens to containerd for as long as the daemon lives. A stream that breaks is opened again, and once it
 * is open the task lists are compared: events in between are gone. A comparison that fails counts as a
 * broken stream, so it is made until it succeeds.
 */
export async function monitor(deps: MonitorDeps, signal: AbortSignal): Promise<void> {
  let failures = 0;
  for (let round = 0; !signal.aborted; round += 1) {
    // A stream that has brought something was a good one: the pauses start from the beginning.
    failures = (await listen(deps, { isFirst: round === 0 }, signal)) ? 0 : failures + 1;
    await pause(deps, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0, signal);
  }
}

/** Handles events until the stream ends, however it does. @returns whether there were any */
async function listen(
  deps: MonitorDeps,
  { isFirst }: { readonly isFirst: boolean },
  signal: AbortSignal,
): Promise<boolean> {
  const round = new AbortController();
  let heard = false;
  try {
    const events = deps.runtime.events.subscribe(AbortSignal.any([signal, round.signal]));
    // At the first time the start-up has just compared.
    if (!isFirst) await deps.resync(signal);
    for await (const event of events) {
      heard = true;
      handle(deps, event);
    }
  } catch (err) {
    if (signal.aborted) return heard;
    const level = isCode(err, 'unavailable') ? 'debug' : 'warn';
    deps.log[level]({ err }, 'event stream ended');
  } finally {
    round.abort();
  }
  return heard;
}

async function pause(deps: MonitorDeps, ms: number, signal: AbortSignal): Promise<void> {
  try {
    await deps.clock.sleep(ms, signal);
  } catch (err) {
    if (!signal.aborted) throw err;
  }
}

function handle(deps: MonitorDeps, event: RuntimeEvent): void {
  if (event.type === 'exit') onExit(deps, event);
  else if (event.type === 'oom') onOom(deps, event.containerId);
}

function onExit(deps: MonitorDeps, event: Extract<RuntimeEvent, { type: 'exit' }>): void {
  const { containerId, execId, exitCode, exitedAt } = event;
  if (execId !== undefined && execId !== containerId) {
    deps.onExecExit(containerId, execId, { exitCode, exitedAt });
    return;
  }
  const run = deps.runs.get(containerId);
  if (run?.pid !== event.pid) return;
  run.reportExit({ exitCode, exitedAt });
  run.markToldByEvent();
}

function onOom(deps: MonitorDeps, containerId: string): void {
  if (!deps.registry.has(containerId)) return;
  const record = deps.registry.byId(containerId);
  if (!isAlive(record.state)) return;
  applyState(
    deps,
    containerId,
    { type: 'oom' },
    { event: containerEvent(record, 'oom', deps.clock.now()) },
  );
}
