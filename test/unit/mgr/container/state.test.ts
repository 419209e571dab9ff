import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  type ContainerState,
  type ContainerStatus,
  next,
  type StateEvent,
  TRANSITIONS,
} from '../../../../src/mgr/container/state.ts';

const at = new Date('2026-01-01T00:00:10Z');
const startedAt = new Date('2026-01-01T00:00:00Z');
const last = { exitCode: 3, startedAt, finishedAt: at, oomKilled: false, error: '' };

const STATES: Record<ContainerStatus, ContainerState> = {
  created: { status: 'created' },
  running: { status: 'running', pid: 7, startedAt, oomKilled: false },
  paused: { status: 'paused', pid: 7, startedAt, oomKilled: false },
  restarting: { status: 'restarting', last, attempt: 1, retryAt: at },
  exited: { status: 'exited', last },
  removing: { status: 'removing' },
  dead: { status: 'dead', reason: 'why' },
};

const EVENTS: Record<StateEvent['type'], StateEvent> = {
  started: { type: 'started', pid: 9, at },
  startFailed: { type: 'startFailed', exitCode: 127, error: 'no such file', at },
  paused: { type: 'paused' },
  unpaused: { type: 'unpaused' },
  oom: { type: 'oom' },
  exited: { type: 'exited', exitCode: 5, at },
  backingOff: { type: 'backingOff', attempt: 2, retryAt: at },
  gaveUp: { type: 'gaveUp' },
  removing: { type: 'removing' },
  removalFailed: { type: 'removalFailed', reason: 'busy' },
};

test('every pair outside the table is a conflict, every pair inside has a next state', () => {
  for (const state of Object.values(STATES)) {
    const admitted: readonly string[] = TRANSITIONS[state.status];
    for (const event of Object.values(EVENTS)) {
      if (admitted.includes(event.type)) assert.ok(next(state, event).status);
      else
        assert.throws(
          () => next(state, event),
          { code: 'conflict' },
          `${state.status} ${event.type}`,
        );
    }
  }
});

test('an exit keeps when the container was started and whether it ran out of memory', () => {
  const starved = next(STATES.running, EVENTS.oom);
  assert.deepEqual(next(starved, EVENTS.exited), {
    status: 'exited',
    last: { exitCode: 5, startedAt, finishedAt: at, oomKilled: true, error: '' },
  });
});

test('pausing and unpausing keeps the process', () => {
  const paused = next(STATES.running, EVENTS.paused);
  assert.equal(paused.status, 'paused');
  assert.deepEqual(next(paused, EVENTS.unpaused), STATES.running);
});

test('a new container that cannot start stays created, with the reason', () => {
  const failed = next(STATES.created, EVENTS.startFailed);
  assert.ok(failed.status === 'created');
  assert.equal(failed.last?.exitCode, 127);
});

test('an exit during removal leaves it being removed', () => {
  const going = next(STATES.running, EVENTS.removing);
  assert.equal(next(going, EVENTS.exited).status, 'removing');
});
