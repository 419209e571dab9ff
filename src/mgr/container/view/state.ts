import type { ContainerState as WireState } from '../../../api/schemas.ts';
import { toGoTime, ZERO_TIME } from '../../../lib/go-time.ts';
import { healthView } from '../health/health.ts';
import type { ContainerRecord } from '../record.ts';
import { type ContainerState, type Exit, lastExit } from '../state.ts';

/** Docker's booleans and times, computed from what a container is. moby: daemon/container/state.go */
export function stateView({ state, health }: Pick<ContainerRecord, 'state' | 'health'>): WireState {
  const { status } = state;
  const last = lastExit(state);
  return {
    Status: status,
    // dockerd counts a container that waits for its restart among the running ones.
    Running: isRunning(state),
    Paused: status === 'paused',
    Restarting: status === 'restarting',
    OOMKilled: 'oomKilled' in state ? state.oomKilled : (last?.oomKilled ?? false),
    Dead: status === 'dead',
    Pid: 'pid' in state ? state.pid : 0,
    ExitCode: last?.exitCode ?? 0,
    Error: errorOf(state, last),
    ...timesOf(state, last),
    ...(health === undefined ? {} : { Health: healthView(health) }),
  };
}

export const isRunning = ({ status }: ContainerState): boolean =>
  status === 'running' || status === 'paused' || status === 'restarting';

function errorOf(state: ContainerState, last: Exit | undefined): string {
  return state.status === 'dead' ? state.reason : (last?.error ?? '');
}

function timesOf(
  state: ContainerState,
  last: Exit | undefined,
): Pick<WireState, 'StartedAt' | 'FinishedAt'> {
  if ('startedAt' in state) return { StartedAt: goTime(state.startedAt), FinishedAt: ZERO_TIME };
  // A start that failed before anything ran has left no times.
  if (state.status === 'created') return { StartedAt: ZERO_TIME, FinishedAt: ZERO_TIME };
  return { StartedAt: goTime(last?.startedAt), FinishedAt: goTime(last?.finishedAt) };
}

/** Whether it ever ran: Go's zero time stands for never. */
export const isNever = (time: Date | undefined): boolean =>
  time === undefined || time.getTime() <= NEVER_MS;

const NEVER_MS = Date.parse(ZERO_TIME);

const goTime = (time: Date | undefined): string => (isNever(time) ? ZERO_TIME : toGoTime(time));
