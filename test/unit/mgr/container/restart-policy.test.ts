import assert from 'node:assert/strict';
import { test } from 'node:test';

import { restartDelayMs, wasHealthy } from '../../../../src/mgr/container/restart-policy.ts';

const exit = (exitCode: number, seconds = 1) => ({
  exitCode,
  startedAt: new Date(0),
  finishedAt: new Date(seconds * 1000),
  oomKilled: false,
  error: '',
});

type Name = 'no' | 'always' | 'unless-stopped' | 'on-failure';

const record = (Name: Name, extra: object = {}) => ({
  hostConfig: { RestartPolicy: { Name, MaximumRetryCount: 2 } },
  manuallyStopped: false,
  restartCount: 0,
  ...extra,
});

test('the delay doubles from 100 ms to a minute', () => {
  const delays = [0, 1, 2, 9, 20].map((attempt) =>
    restartDelayMs(record('always'), exit(0), attempt),
  );
  assert.deepEqual(delays, [100, 200, 400, 51_200, 60_000]);
});

test('a run of ten seconds starts from the beginning', () => {
  assert.equal(wasHealthy(exit(1, 10)), true);
  assert.equal(wasHealthy(exit(0, 9)), false);
});

test('on-failure wants a failure and counts', () => {
  assert.equal(restartDelayMs(record('on-failure'), exit(0), 0), undefined);
  assert.equal(restartDelayMs(record('on-failure'), exit(1), 0), 100);
  assert.equal(restartDelayMs(record('on-failure', { restartCount: 2 }), exit(1), 0), undefined);
});

test('neither a manual stop nor the policy `no` restarts', () => {
  assert.equal(restartDelayMs(record('always', { manuallyStopped: true }), exit(1), 0), undefined);
  assert.equal(restartDelayMs(record('no'), exit(1), 0), undefined);
});
