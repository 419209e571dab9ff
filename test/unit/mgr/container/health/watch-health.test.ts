import assert from 'node:assert/strict';
import { test } from 'node:test';

import { startContainers } from '../../../../../src/mgr/container/engine-container-mgr.ts';
import { ContainerFixture, never, until } from '../container-fixture.ts';

const SECOND = 1e9;
const CHECKED = {
  Healthcheck: { Test: ['CMD', 'ask'], Interval: 5 * SECOND, Timeout: 2 * SECOND, Retries: 2 },
};

async function pass(at: ContainerFixture, ms: number): Promise<void> {
  await until(() => at.clock.sleeping.includes(ms), `a sleep of ${ms} ms`);
  at.clock.advance(ms);
}

test('a container is probed at its interval, and what changes is told', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', {}, CHECKED);
  assert.equal(at.record(id).health?.status, 'starting');
  await pass(at, 5_000);
  await until(() => at.record(id).health?.status === 'healthy', 'health');
  at.execs.answer = { exitCode: 1, output: 'no' };
  await pass(at, 5_000);
  await until(() => at.record(id).health?.failingStreak === 1, 'a failure');
  await pass(at, 5_000);
  await until(() => at.record(id).health?.status === 'unhealthy', 'bad health');
  assert.equal(at.record(id).health?.log.at(-1)?.output, 'no');
  assert.deepEqual(at.execs.started[0]?.Cmd, ['ask']);
  const told = at.actions.filter((action) => action.startsWith('health_status'));
  assert.deepEqual(told, ['health_status: healthy', 'health_status: unhealthy']);
});

test('a probe that takes too long is killed and counts as a failure', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', {}, CHECKED);
  at.execs.answer = { exitCode: 0, output: 'so far', hangs: true };
  await pass(at, 5_000);
  await pass(at, 2_000);
  await until(() => at.record(id).health?.failingStreak === 1, 'a failure');
  const last = at.record(id).health?.log.at(-1);
  assert.equal(last?.exitCode, -1);
  assert.equal(last.output, 'Health check exceeded timeout (2s): so far');
});

test('a program that cannot be run is a failure with its reason', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', {}, CHECKED);
  at.execs.answer = { exitCode: 127, output: 'not found\r\n', neverRuns: true };
  await pass(at, 5_000);
  await until(() => at.record(id).health?.failingStreak === 1, 'a failure');
  const last = at.record(id).health?.log.at(-1);
  assert.deepEqual([last?.exitCode, last?.output], [-1, 'not found']);
});

test('output beyond 4096 bytes is cut', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', {}, CHECKED);
  at.execs.answer = { exitCode: 0, output: 'x'.repeat(5000) };
  await pass(at, 5_000);
  await until(() => at.record(id).health?.status === 'healthy', 'health');
  assert.equal(at.record(id).health?.log[0]?.output, `${'x'.repeat(4096)}...`);
});

test('a paused container is not asked and keeps its health', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', {}, CHECKED);
  await at.mgr.pause(id, never);
  await pass(at, 5_000);
  await until(() => at.clock.sleeping.includes(5_000), 'the next pause');
  assert.deepEqual(at.execs.started, []);
  assert.equal(at.record(id).health?.status, 'starting');
});

test('an exit ends the probes and leaves the container unhealthy; a start begins anew', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', {}, CHECKED);
  await pass(at, 5_000);
  await until(() => at.record(id).health?.status === 'healthy', 'health');
  at.containerd.exit({ containerId: id }, 0);
  await until(() => at.status(id) === 'exited', 'the exit');
  assert.equal(at.record(id).health?.status, 'unhealthy');
  assert.equal(at.deps.healthWatches.size, 0);
  await at.mgr.start(id, never);
  assert.deepEqual(at.record(id).health, { status: 'starting', failingStreak: 0, log: [] });
});

test('after a restart of the daemon health is what it was and probes go on', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', {}, CHECKED);
  await pass(at, 5_000);
  await until(() => at.record(id).health?.status === 'healthy', 'health');
  at.reborn();
  await startContainers(at.deps, () => undefined, at.deps.lifetime);
  assert.equal(at.record(id).health?.status, 'healthy');
  assert.ok(at.record(id).health?.log[0]?.startedAt instanceof Date);
  at.execs.answer = { exitCode: 1 };
  await pass(at, 5_000);
  await until(() => at.record(id).health?.failingStreak === 1, 'a failure');
});
