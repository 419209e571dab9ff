import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { internal } from '../../../../src/lib/errors.ts';
import { NO_FILTERS } from '../../../../src/lib/filters.ts';
import { ContainerFixture, failureOf, never, turns, until } from './container-fixture.ts';

const PLAIN = { force: false, volumes: false, link: false };
const FORCE = { ...PLAIN, force: true };

test('a stopped container goes with name, row, snapshot and files', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  const { done } = at.mgr.wait(id, 'removed', never);
  await at.mgr.remove('web', PLAIN, never);
  assert.deepEqual(await done, { StatusCode: 0 });
  assert.deepEqual(at.actions, ['create', 'destroy']);
  assert.deepEqual(at.rows(), {});
  assert.deepEqual(at.hub.forgotten, [id]);
  await at.deps.runs.allCleanedUp();
  assert.deepEqual(at.snapshots(), []);
  assert.equal(existsSync(join(at.containersDir, id)), false);
  assert.notEqual(await at.create('web'), id);
});

test('what is alive goes with force only', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  const running = await failureOf(at.mgr.remove('web', PLAIN, never));
  assert.match(running.message, new RegExp(`^You cannot remove a running container ${id}\\. Stop`));
  await at.mgr.pause(id, never);
  const paused = await failureOf(at.mgr.remove('web', PLAIN, never));
  assert.match(
    paused.message,
    new RegExp(`^You cannot remove a paused container ${id}\\. Unpause`),
  );
  assert.equal(at.status(id), 'paused');
  await at.mgr.remove('web', FORCE, never);
  assert.deepEqual(at.rows(), {});
});

test('by force: killed, dead, destroyed, in this order, and `removing` until it is gone', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  const seen = new Set<string>();
  const removing = at.mgr.remove(id, FORCE, never);
  while (at.deps.registry.has(id)) {
    seen.add(at.status(id)).add(`stored ${at.rows()['web']}`);
    await new Promise((resolve) => process.nextTick(resolve));
    await turns(1);
  }
  await removing;
  assert.deepEqual([...seen], ['running', 'stored running', 'removing', 'stored removing']);
  assert.deepEqual(at.actions, ['create', 'start', 'kill', 'die', 'destroy']);
  await at.deps.runs.allCleanedUp();
  assert.deepEqual(at.mounted(), []);
  assert.deepEqual(at.snapshots(), []);
  assert.deepEqual(await at.tasks(), []);
});

test('how long it ran is told also by force', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  at.clock.advance(42_000);
  await at.mgr.remove(id, FORCE, never);
  const die = at.events.find(({ action }) => action === 'die');
  assert.equal(die?.attributes['execDuration'], '42');
});

test('by force the restart policy and AutoRemove have nothing to say', async () => {
  await using at = new ContainerFixture();
  const a = await at.run('web', { RestartPolicy: { Name: 'always' } });
  await at.mgr.remove(a, FORCE, never);
  const b = await at.run('db', { AutoRemove: true });
  await at.mgr.remove(b, FORCE, never);
  await turns(20);
  assert.deepEqual(at.rows(), {});
  assert.deepEqual(at.clock.sleeping, []);
  assert.equal(at.actions.filter((action) => action === 'destroy').length, 2);
});

test('who waits for the exit of a container that is removed by force is told how it died', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  const waits = (['not-running', 'next-exit', 'removed'] as const).map(
    (condition) => at.mgr.wait(id, condition, never).done,
  );
  await at.mgr.remove(id, FORCE, never);
  assert.deepEqual(
    (await Promise.all(waits)).map(({ StatusCode }) => StatusCode),
    [137, 137, 137],
  );
});

test('of two removals the second finds nothing', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  const outcomes = await Promise.allSettled([
    at.mgr.remove(id, FORCE, never),
    at.mgr.remove(id, FORCE, never),
  ]);
  assert.equal(outcomes[0].status, 'fulfilled');
  assert.equal(
    outcomes[1].status === 'rejected' && (outcomes[1].reason as Error).message,
    `No such container: ${id}`,
  );
});

test('a removal right after the exit waits for its clean-up', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await at.mgr.kill(id, undefined, never);
  await at.mgr.remove(id, PLAIN, never);
  await at.deps.runs.allCleanedUp();
  assert.deepEqual(at.mounted(), []);
  assert.deepEqual(at.snapshots(), []);
  const { calls } = at.containerd;
  assert.ok(calls.lastIndexOf('tasks.delete') < calls.lastIndexOf('snapshots.remove'));
});

test('what cannot be killed is dead, can be tried again, and cannot be started', async () => {
  await using at = new ContainerFixture();
  at.hub.outputIsLate = true;
  const id = await at.run('web');
  const removing = failureOf(at.mgr.remove(id, FORCE, never));
  await until(() => at.clock.sleeping.length > 0, 'the wait');
  at.clock.advance(10_000);
  assert.match((await removing).message, /is zombie and can not be killed/);
  assert.equal(at.status(id), 'dead');
  const again = failureOf(at.mgr.remove(id, FORCE, never));
  await until(() => at.clock.sleeping.length > 0, 'the second wait');
  at.clock.advance(10_000);
  assert.match((await again).message, /is zombie and can not be killed/);
  const start = await failureOf(at.mgr.start(id, never));
  assert.equal(start.message, 'container is marked for removal and cannot be started');
  at.hub.endOutput(id);
  await until(() => at.actions.includes('die'), 'the exit');
  assert.equal(at.status(id), 'dead');
  assert.equal(at.exitCode(id), 137);
  await at.mgr.remove(id, PLAIN, never);
  assert.deepEqual(at.rows(), {});
  await at.deps.runs.allCleanedUp();
  assert.deepEqual(await at.tasks(), []);
});

test('a removal that fails for another reason can be repeated', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  at.containerd.failNext('tasks.kill', internal('no'));
  assert.equal((await failureOf(at.mgr.remove(id, FORCE, never))).message, 'no');
  await at.mgr.remove(id, FORCE, never);
  assert.deepEqual(at.rows(), {});
  await at.deps.runs.allCleanedUp();
  assert.deepEqual(await at.tasks(), []);
});

test('legacy links are not there', async () => {
  await using at = new ContainerFixture();
  await at.create('web');
  const failure = await failureOf(at.mgr.remove('web', { ...PLAIN, link: true }, never));
  assert.equal(failure.message, 'Could not get parent for web: no such link');
});

test('a snapshot that is gone, or cannot go, does not hold up the removal', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  at.containerd.memory.snapshots.clear();
  await at.mgr.remove(id, PLAIN, never);
  await at.create('db');
  at.containerd.failNext('snapshots.remove', internal('busy'));
  await at.mgr.remove('db', PLAIN, never);
  await at.deps.runs.allCleanedUp();
  assert.deepEqual(at.rows(), {});
});

test('prune removes what does not run, and tells how much it was', async () => {
  await using at = new ContainerFixture();
  const created = await at.create('created');
  await at.run('running');
  const exited = await at.run('exited');
  await at.mgr.kill(exited, undefined, never);
  const paused = await at.run('paused');
  await at.mgr.pause(paused, never);
  const answer = await at.mgr.prune(NO_FILTERS, never);
  assert.deepEqual(answer, { ContainersDeleted: [created, exited], SpaceReclaimed: 8192 });
  assert.deepEqual(at.rows(), { running: 'running', paused: 'paused' });
  const told = at.events.at(-1);
  assert.equal(told?.action, 'prune');
  assert.deepEqual(told.attributes, { reclaimed: '8192' });
});

test('prune chooses by age and labels', async () => {
  await using at = new ContainerFixture();
  await at.create('old', {}, { Labels: { keep: 'no' } });
  at.clock.advance(60_000);
  await at.create('young', {}, { Labels: { keep: 'no' } });
  await at.create('kept', {}, { Labels: { keep: 'yes' } });
  const prune = async (filters: Record<string, string[]>): Promise<string[]> => {
    await at.mgr.prune(new Map(Object.entries(filters)), never);
    return Object.keys(at.rows());
  };
  assert.deepEqual(await prune({ until: ['30s'] }), ['young', 'kept']);
  assert.deepEqual(await prune({ 'label!': ['keep'] }), ['young', 'kept']);
  assert.deepEqual(await prune({ label: ['keep=no'] }), ['kept']);
  assert.deepEqual(await prune({ 'label!': ['keep=yes'] }), ['kept']);
});

test('prune passes over what is gone or starts meanwhile', async () => {
  await using at = new ContainerFixture();
  const ids = [await at.create('one'), await at.create('two'), await at.create('three')];
  at.containerd.memory.snapshots.delete(`overlayfs/${ids[0]}`);
  const pruning = at.mgr.prune(NO_FILTERS, never);
  await at.mgr.start('two', never);
  assert.deepEqual((await pruning).ContainersDeleted.includes(ids[1] ?? ''), false);
  assert.equal(at.status('two'), 'running');
});
