import assert from 'node:assert/strict';
import { test } from 'node:test';

import { humanDuration } from '../../../../../src/lib/human-duration.ts';
import type { ContainerState, Exit } from '../../../../../src/mgr/container/state.ts';
import { next } from '../../../../../src/mgr/container/state.ts';
import { stateView } from '../../../../../src/mgr/container/view/state.ts';
import { statusPhrase } from '../../../../../src/mgr/container/view/status.ts';

const START = new Date('2024-01-01T00:00:00Z');
const END = new Date('2024-01-01T00:01:00Z');
const NOW = new Date('2024-01-01T00:06:00Z');
const ZERO = '0001-01-01T00:00:00Z';

const last: Exit = { exitCode: 3, startedAt: START, finishedAt: END, oomKilled: true, error: '' };
const alive = { pid: 42, startedAt: START, oomKilled: false };

const NOTHING = {
  Status: 'created',
  Running: false,
  Paused: false,
  Restarting: false,
  OOMKilled: false,
  Dead: false,
  Pid: 0,
  ExitCode: 0,
  Error: '',
  StartedAt: ZERO,
  FinishedAt: ZERO,
};

const STARTED = '2024-01-01T00:00:00.000000000Z';
const FINISHED = '2024-01-01T00:01:00.000000000Z';
const ended = { ExitCode: 3, OOMKilled: true, StartedAt: STARTED, FinishedAt: FINISHED };

const STATES: readonly [ContainerState, object, string][] = [
  [{ status: 'created' }, {}, 'Created'],
  [{ status: 'running', ...alive }, { Running: true, Pid: 42, StartedAt: STARTED }, 'Up 6 minutes'],
  [
    { status: 'paused', ...alive },
    { Running: true, Paused: true, Pid: 42, StartedAt: STARTED },
    'Up 6 minutes (Paused)',
  ],
  [
    { status: 'restarting', last, attempt: 1, retryAt: NOW },
    { Running: true, Restarting: true, ...ended },
    'Restarting (3) 5 minutes ago',
  ],
  [{ status: 'exited', last }, ended, 'Exited (3) 5 minutes ago'],
  [{ status: 'removing', last }, ended, 'Removal In Progress'],
  [{ status: 'dead', reason: 'busy', last }, { ...ended, Dead: true, Error: 'busy' }, 'Dead'],
];

for (const [state, expected, phrase] of STATES) {
  test(`${state.status}: state and phrase`, () => {
    assert.deepEqual(stateView({ state }), { ...NOTHING, Status: state.status, ...expected });
    assert.equal(statusPhrase({ state }, NOW), phrase);
  });
}

test('a start that failed leaves its code and reason, and no times', () => {
  const state = next(
    { status: 'created' },
    { type: 'startFailed', exitCode: 127, error: 'not found', at: NOW },
  );
  assert.deepEqual(stateView({ state }), { ...NOTHING, ExitCode: 127, Error: 'not found' });
  assert.equal(statusPhrase({ state }, NOW), 'Created');
});

test('health stands behind the time', () => {
  const state: ContainerState = { status: 'running', ...alive };
  const phrase = (status: 'healthy' | 'starting') =>
    statusPhrase({ state, health: { status, failingStreak: 0, log: [] } }, NOW);
  assert.equal(phrase('healthy'), 'Up 6 minutes (healthy)');
  assert.equal(phrase('starting'), 'Up 6 minutes (health: starting)');
  const health = { status: 'healthy' as const, failingStreak: 0, log: [] };
  const expected = { Status: 'healthy', FailingStreak: 0, Log: [] };
  assert.deepEqual(stateView({ state, health }).Health, expected);
});

const HOUR = 3600;
for (const [seconds, words] of [
  [0, 'Less than a second'],
  [0.999, 'Less than a second'],
  [-5, 'Less than a second'],
  [1, '1 second'],
  [59.9, '59 seconds'],
  [60, 'About a minute'],
  [119, 'About a minute'],
  [120, '2 minutes'],
  [59 * 60 + 59, '59 minutes'],
  [HOUR, 'About an hour'],
  [1.49 * HOUR, 'About an hour'],
  [1.5 * HOUR, '2 hours'],
  [47 * HOUR, '47 hours'],
  [48 * HOUR, '2 days'],
  [13 * 24 * HOUR, '13 days'],
  [14 * 24 * HOUR, '2 weeks'],
  [59 * 24 * HOUR, '8 weeks'],
  [60 * 24 * HOUR, '2 months'],
  [729 * 24 * HOUR, '24 months'],
  [730 * 24 * HOUR, '2 years'],
  [1100 * 24 * HOUR, '3 years'],
] as const) {
  test(`${seconds} s is ${words}`, () => assert.equal(humanDuration(seconds * 1000), words));
}
