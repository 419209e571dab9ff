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
 * Listens to containerd for as long as the daemon lives. A stream that breaks is opened again, and the
 * task lists are compared after that: events in between are gone.
 */
export async function monitor(deps: MonitorDeps, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    // A stream that has brought something was a good one: the pauses start from the beginning.
    if (await listen(deps, signal)) failures = 0;
    await resubscribeAfter(deps, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0, signal);
  }
}

/** Handles events until the stream ends, however it does. @returns whether there were any */
async function listen(deps: MonitorDeps, signal: AbortSignal): Promise<boolean> {
  let heard = false;
  try {
    for await (const event of deps.runtime.events.subscribe(signal)) {
      heard = true;
      handle(deps, event);
    }
  } catch (err) {
    if (signal.aborted) return heard;
    const level = isCode(err, 'unavailable') ? 'debug' : 'warn';
    deps.log[level]({ err }, 'event stream ended');
  }
  return heard;
}

async function resubscribeAfter(deps: MonitorDeps, ms: number, signal: AbortSignal): Promise<void> {
  try {
    await deps.clock.sleep(ms, signal);
    await deps.resync(signal);
  } catch (err) {
    if (!signal.aborted) deps.log.debug({ err }, 'comparison with containerd failed, trying again');
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
