import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { HostConfig } from '../../../../src/api/schemas.ts';
import { internal } from '../../../../src/lib/errors.ts';
import { ContainerFixture, failureOf, never, turns, until } from './container-fixture.ts';

const policy = (
  Name: 'always' | 'unless-stopped' | 'on-failure',
  MaximumRetryCount = 0,
): Partial<HostConfig> => ({ RestartPolicy: { Name, MaximumRetryCount } });

/** Ends the running program and waits until the container is in its pause, or has ended. */
async function die(at: ContainerFixture, id: string, exitCode: number): Promise<void> {
  at.containerd.exit({ containerId: id }, exitCode);
  await until(() => at.status(id) !== 'running', 'the exit');
}

async function startAfter(at: ContainerFixture, id: string, ms: number): Promise<void> {
  at.clock.advance(ms);
  await until(() => at.status(id) === 'running', `a start after ${ms} ms`);
}

test('the policy starts again after a pause that doubles, and counts', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', policy('always'));
  const pauses: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    await die(at, id, 0);
    assert.equal(at.status(id), 'restarting');
    const [pause = 0] = at.clock.sleeping;
    pauses.push(pause);
    await startAfter(at, id, pause);
  }
  assert.deepEqual(pauses, [100, 200, 400, 800]);
  assert.equal((await at.mgr.inspect(id, { size: false }, never)).RestartCount, 4);
  assert.deepEqual(at.actions.slice(0, 6), ['create', 'start', 'die', 'start', 'die', 'start']);
});

test('nothing starts before its time', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', policy('always'));
  await die(at, id, 1);
  at.clock.advance(99);
  await turns(10);
  assert.equal(at.status(id), 'restarting');
});

test('after a run of ten seconds the pauses start from the beginning', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', policy('always'));
  for (const pause of [100, 200, 400]) {
    await die(at, id, 1);
    await startAfter(at, id, pause);
  }
  at.clock.advance(10_000);
  await die(at, id, 1);
  assert.deepEqual(at.clock.sleeping, [100]);
  await startAfter(at, id, 100);
  await die(at, id, 1);
  assert.deepEqual(at.clock.sleeping, [200]);
  assert.equal(at.record(id).restartCount, 5);
});

test('on-failure gives up after its number of retries; a start by the user begins anew', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', policy('on-failure', 2));
  for (const pause of [100, 200]) {
    await die(at, id, 3);
    await startAfter(at, id, pause);
  }
  await die(at, id, 3);
  assert.equal(at.status(id), 'exited');
  assert.equal(at.exitCode(id), 3);
  assert.equal(at.record(id).restartCount, 2);
  await at.mgr.start(id, never);
  assert.equal(at.record(id).restartCount, 0);
  await die(at, id, 3);
  assert.deepEqual(at.clock.sleeping, [100]);
});

test('a restart by the user begins anew, too', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', policy('always'));
  await die(at, id, 1);
  await startAfter(at, id, 100);
  await at.mgr.restart(id, {}, never);
  assert.equal(at.record(id).restartCount, 0);
  await die(at, id, 1);
  assert.deepEqual(at.clock.sleeping, [100]);
});

test('a container in its pause counts as running: a start has nothing to do', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', policy('always'));
  await die(at, id, 1);
  await assert.rejects(at.mgr.start(id, never), { code: 'notModified' });
  assert.equal(at.status(id), 'restarting');
});

test('a stop ends the pause', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', policy('unless-stopped'));
  await die(at, id, 4);
  await at.mgr.stop(id, {}, never);
  assert.equal(at.status(id), 'exited');
  assert.equal(at.exitCode(id), 4);
  assert.deepEqual(at.clock.sleeping, []);
  assert.equal(at.record(id).manuallyStopped, true);
  await turns(10);
  assert.equal(at.status(id), 'exited');
  assert.deepEqual(at.actions, ['create', 'start', 'die', 'stop']);
});

test('a kill ends the pause, other signals go nowhere', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', policy('always'));
  await die(at, id, 4);
  await at.mgr.kill(id, 'SIGHUP', never);
  assert.equal(at.status(id), 'restarting');
  await at.mgr.kill(id, undefined, never);
  assert.equal(at.status(id), 'exited');
  assert.deepEqual(at.clock.sleeping, []);
});

test('a restart in the pause starts at once', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', policy('always'));
  await die(at, id, 4);
  await at.mgr.restart(id, {}, never);
  assert.equal(at.status(id), 'running');
  assert.deepEqual(at.clock.sleeping, []);
});

test('a removal needs force in the pause, and ends it', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', policy('always'));
  await die(at, id, 1);
  const options = { force: false, volumes: false, link: false };
  await assert.rejects(at.mgr.remove(id, options, never), { code: 'conflict' });
  await at.mgr.remove(id, { ...options, force: true }, never);
  assert.deepEqual(at.clock.sleeping, []);
  assert.deepEqual(at.rows(), {});
});

test('a manual stop is final whatever the policy', async () => {
  for (const name of ['always', 'unless-stopped', 'on-failure'] as const) {
    await using at = new ContainerFixture();
    const id = await at.run('web', policy(name));
    await at.mgr.stop(id, {}, never);
    assert.equal(at.status(id), 'exited', name);
    assert.deepEqual(at.clock.sleeping, [], name);
  }
});

test('a restart that fails is the last one, and answers who waits', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', policy('always'));
  await die(at, id, 1);
  const { done } = at.mgr.wait(id, 'not-running', never);
  at.containerd.failNext(
    'tasks.create',
    internal('OCI runtime create failed: no such file or directory'),
  );
  at.clock.advance(100);
  await until(() => at.status(id) === 'exited', 'giving up');
  assert.equal(at.exitCode(id), 127);
  assert.deepEqual(await done, { StatusCode: 127 });
  assert.deepEqual(at.clock.sleeping, []);
});

test('who waits for the next exit is answered before the pause', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', policy('always'));
  const waits = (['not-running', 'next-exit'] as const).map(
    (condition) => at.mgr.wait(id, condition, never).done,
  );
  await die(at, id, 6);
  assert.deepEqual(await Promise.all(waits), [{ StatusCode: 6 }, { StatusCode: 6 }]);
});

test('a policy that is taken away in the pause still starts that one time', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', policy('always'));
  await die(at, id, 1);
  await at.mgr.update(id, { RestartPolicy: { Name: 'no' } }, never);
  await startAfter(at, id, 100);
  await die(at, id, 1);
  assert.equal(at.status(id), 'exited');
});

test('a container that restarts cannot be paused', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', policy('always'));
  await die(at, id, 1);
  const failure = await failureOf(at.mgr.pause(id, never));
  assert.equal(
    failure.message,
    `Container ${id} is restarting, wait until the container is running`,
  );
});

test('a stop while the restart is under way wins', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', policy('always'));
  await die(at, id, 1);
  await at.deps.runs.allCleanedUp();
  const before = at.containerd.calls.length;
  at.clock.advance(100);
  await until(
    () => at.containerd.calls.slice(before).includes('containers.create'),
    'the restart under way',
  );
  await at.mgr.stop(id, {}, never);
  await turns(50);
  assert.equal(at.status(id), 'exited');
  assert.deepEqual(await at.tasks(), []);
  assert.deepEqual(at.mounted(), []);
  await at.mgr.start(id, never);
  assert.equal(at.status(id), 'running');
});
