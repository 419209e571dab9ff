import { conflict } from '../../lib/errors.ts';

export interface Exit {
  readonly exitCode: number;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly oomKilled: boolean;
  /** Why a start failed; empty for a program that ran. */
  readonly error: string;
}

/** What a container is. Docker's booleans are computed from it in view/state.ts and stored nowhere. */
export type ContainerState =
  | { readonly status: 'created'; readonly last?: Exit }
  | {
      readonly status: 'running';
      readonly pid: number;
      readonly startedAt: Date;
      readonly oomKilled: boolean;
    }
  | {
      readonly status: 'paused';
      readonly pid: number;
      readonly startedAt: Date;
      readonly oomKilled: boolean;
    }
  | {
      readonly status: 'restarting';
      readonly last: Exit;
      readonly attempt: number;
      readonly retryAt: Date;
    }
  | { readonly status: 'exited'; readonly last: Exit }
  | { readonly status: 'removing'; readonly last?: Exit }
  | { readonly status: 'dead'; readonly reason: string; readonly last?: Exit };

export type ContainerStatus = ContainerState['status'];

export type StateEvent =
  | { readonly type: 'started'; readonly pid: number; readonly at: Date }
  | {
      readonly type: 'startFailed';
      readonly exitCode: number;
      readonly error: string;
      readonly at: Date;
    }
  | { readonly type: 'paused' }
  | { readonly type: 'unpaused' }
  | { readonly type: 'oom' }
  | { readonly type: 'exited'; readonly exitCode: number; readonly at: Date }
  | { readonly type: 'backingOff'; readonly attempt: number; readonly retryAt: Date }
  | { readonly type: 'gaveUp' }
  | { readonly type: 'removing' }
  | { readonly type: 'removalFailed'; readonly reason: string };

/** Which events a status admits. docs/architecture.md draws this table. */
export const TRANSITIONS = {
  created: ['started', 'startFailed', 'removing'],
  running: ['paused', 'oom', 'exited', 'removing'],
  paused: ['unpaused', 'oom', 'exited', 'removing'],
  restarting: ['started', 'startFailed', 'gaveUp', 'removing'],
  exited: ['started', 'startFailed', 'backingOff', 'removing'],
  removing: ['removing', 'removalFailed', 'exited'],
  dead: ['removing', 'exited'],
} as const satisfies Record<ContainerStatus, readonly StateEvent['type'][]>;

/** @throws conflict when the event is impossible in this state */
export function next(state: ContainerState, event: StateEvent): ContainerState {
  const admitted: readonly string[] = TRANSITIONS[state.status];
  if (!admitted.includes(event.type)) {
    throw conflict(`a container that is ${state.status} cannot become ${event.type}`);
  }
  return REDUCERS[event.type](state, event as never);
}

type Reducer<T extends StateEvent['type']> = (
  state: ContainerState,
  event: Extract<StateEvent, { type: T }>,
) => ContainerState;

const REDUCERS: { readonly [T in StateEvent['type']]: Reducer<T> } = {
  started: (_state, { pid, at }) => ({ status: 'running', pid, startedAt: at, oomKilled: false }),
  startFailed: (state, { exitCode, error, at }) => ({
    status: state.status === 'created' ? 'created' : 'exited',
    last: {
      exitCode,
      error,
      startedAt: lastExit(state)?.startedAt ?? NEVER,
      finishedAt: lastExit(state)?.finishedAt ?? at,
      oomKilled: false,
    },
  }),
  paused: (state) => ({ ...alive(state), status: 'paused' }),
  unpaused: (state) => ({ ...alive(state), status: 'running' }),
  oom: (state) => ({
    ...alive(state),
    status: state.status === 'paused' ? 'paused' : 'running',
    oomKilled: true,
  }),
  exited: (state, { exitCode, at }) => exited(state, exitCode, at),
  backingOff: (state, { attempt, retryAt }) => ({
    status: 'restarting',
    last: lastExit(state) ?? NO_EXIT,
    attempt,
    retryAt,
  }),
  gaveUp: (state) => ({ status: 'exited', last: lastExit(state) ?? NO_EXIT }),
  removing: (state) => ({ status: 'removing', ...optionalLast(state) }),
  removalFailed: (state, { reason }) => ({ status: 'dead', reason, ...optionalLast(state) }),
};

const NEVER = new Date(-62135596800000);
export const NO_EXIT: Exit = {
  exitCode: 0,
  startedAt: NEVER,
  finishedAt: NEVER,
  oomKilled: false,
  error: '',
};

function exited(state: ContainerState, exitCode: number, at: Date): ContainerState {
  const ran = 'startedAt' in state ? state : { startedAt: NEVER, oomKilled: false };
  const last = {
    exitCode,
    startedAt: ran.startedAt,
    finishedAt: at,
    oomKilled: ran.oomKilled,
    error: '',
  };
  // What is on its way out does not come back.
  if (state.status === 'removing' || state.status === 'dead') return { ...state, last };
  return { status: 'exited', last };
}

function alive(state: ContainerState): { pid: number; startedAt: Date; oomKilled: boolean } {
  if (state.status === 'running' || state.status === 'paused') return state;
  throw conflict(`a container that is ${state.status} has no process`);
}

/** How the container ended the last time, if it ever ran. */
export function lastExit(state: ContainerState): Exit | undefined {
  return 'last' in state ? state.last : undefined;
}

const optionalLast = (state: ContainerState): { last?: Exit } => {
  const last = lastExit(state);
  return last === undefined ? {} : { last };
};

/** Whether a process of the container exists. */
export function isAlive(
  state: ContainerState,
): state is Extract<ContainerState, { status: 'running' | 'paused' }> {
  return state.status === 'running' || state.status === 'paused';
}
