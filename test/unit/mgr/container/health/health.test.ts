import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  afterProbe,
  type ContainerHealth,
  healthView,
  pauseMs,
  STARTING,
} from '../../../../../src/mgr/container/health/health.ts';
import { healthCheckOf } from '../../../../../src/mgr/container/health/health-check.ts';
import { goDuration } from '../../../../../src/mgr/container/health/probe.ts';

const START = new Date('2026-01-02T03:04:05Z');
const check = {
  command: ['true'],
  intervalMs: 30_000,
  timeoutMs: 30_000,
  retries: 2,
  startPeriodMs: 10_000,
  startIntervalMs: 1_000,
};

const probed = (exitCode: number, afterMs: number) => {
  const startedAt = new Date(START.getTime() + afterMs);
  return { startedAt, finishedAt: startedAt, exitCode, output: `${afterMs}` };
};

const after = (health: ContainerHealth, exitCode: number, afterMs = 60_000): ContainerHealth =>
  afterProbe(health, probed(exitCode, afterMs), { check, startedAt: START });

test('a success makes it healthy, as many failures as retries unhealthy, and a success healthy again', () => {
  const healthy = after(STARTING, 0);
  assert.deepEqual([healthy.status, healthy.failingStreak], ['healthy', 0]);
  const once = after(healthy, 1);
  assert.deepEqual([once.status, once.failingStreak], ['healthy', 1]);
  const twice = after(once, -1);
  assert.deepEqual([twice.status, twice.failingStreak], ['unhealthy', 2]);
  const again = after(twice, 0);
  assert.deepEqual([again.status, again.failingStreak], ['healthy', 0]);
});

test('failures in the start period do not count until the first success', () => {
  const early = after(after(STARTING, 1, 1_000), 1, 9_999);
  assert.deepEqual([early.status, early.failingStreak, early.log.length], ['starting', 0, 2]);
  const late = after(early, 1, 10_000);
  assert.equal(late.failingStreak, 1);
  assert.equal(after(after(STARTING, 0, 1_000), 1, 2_000).failingStreak, 1);
});

test('five results are kept, the oldest first', () => {
  const health = [1, 2, 3, 4, 5, 6].reduce((state, n) => after(state, 0, n), STARTING);
  assert.deepEqual(
    health.log.map(({ output }) => output),
    ['2', '3', '4', '5', '6'],
  );
});

test('the start interval holds in the start period until it is healthy', () => {
  assert.equal(pauseMs(check, { health: STARTING, ageMs: 0 }), 1_000);
  assert.equal(pauseMs(check, { health: STARTING, ageMs: 10_000 }), 30_000);
  assert.equal(pauseMs(check, { health: after(STARTING, 0), ageMs: 0 }), 30_000);
  const without = { ...check, startPeriodMs: 0 };
  assert.equal(pauseMs(without, { health: STARTING, ageMs: 0 }), 30_000);
});

test('a check is CMD, CMD-SHELL in the container’s shell, or none', () => {
  const of = (Test: string[], more: object = {}) =>
    healthCheckOf({ Healthcheck: { Test }, ...more })?.command;
  assert.deepEqual(of(['CMD', 'a', 'b']), ['a', 'b']);
  assert.deepEqual(of(['CMD-SHELL', 'a b']), ['/bin/sh', '-c', 'a b']);
  assert.deepEqual(of(['CMD-SHELL', 'a'], { Shell: ['bash', '-ec'] }), ['bash', '-ec', 'a']);
  assert.equal(of(['NONE']), undefined);
  assert.equal(of([]), undefined);
  assert.equal(healthCheckOf({}), undefined);
});

test('unset times are Docker’s', () => {
  const made = healthCheckOf({ Healthcheck: { Test: ['CMD', 'x'], Interval: 2e9, Retries: 0 } });
  assert.deepEqual(made, {
    command: ['x'],
    intervalMs: 2_000,
    timeoutMs: 30_000,
    retries: 3,
    startPeriodMs: 0,
    startIntervalMs: 5_000,
  });
});

test('the document is Docker’s', () => {
  assert.deepEqual(healthView(after(STARTING, 0, 0)), {
    Status: 'healthy',
    FailingStreak: 0,
    Log: [
      {
        Start: '2026-01-02T03:04:05.000000000Z',
        End: '2026-01-02T03:04:05.000000000Z',
        ExitCode: 0,
        Output: '0',
      },
    ],
  });
});

test('durations are printed as Go does', () => {
  const printed = [1, 999, 1000, 1500, 60_000, 90_500, 3_600_000].map(goDuration);
  assert.deepEqual(printed, ['1ms', '999ms', '1s', '1.5s', '1m0s', '1m30.5s', '1h0m0s']);
});
