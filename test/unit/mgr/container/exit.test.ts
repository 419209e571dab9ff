import assert from 'node:assert/strict';
import { test } from 'node:test';

import { internal } from '../../../../src/lib/errors.ts';
import { ContainerFixture, never, turns, until } from './container-fixture.ts';

test('an exit is recorded, told and cleaned up', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', {}, { Labels: { a: 'b' } });
  at.clock.advance(7_900);
  at.containerd.exit({ containerId: id }, 5);
  await until(() => at.status(id) === 'exited', 'the exit');
  const die = at.events.at(-1);
  assert.deepEqual(die?.attributes, {
    a: 'b',
    image: 'busybox',
    name: 'web',
    exitCode: '5',
    execDuration: '7',
  });
  assert.deepEqual(at.rows(), { web: 'exited' });
  await at.deps.runs.allCleanedUp();
  assert.deepEqual(at.mounted(), []);
  assert.deepEqual(await at.tasks(), []);
  assert.deepEqual([...at.networks.attached], []);
  assert.deepEqual(at.hub.closed, [id]);
  assert.equal(at.deps.runs.get(id), undefined);
  assert.deepEqual(at.snapshots(), [id]);
});

test('an exit that is reported thrice is recorded once', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  const run = at.deps.runs.get(id);
  for (const exitCode of [1, 2, 3]) run?.reportExit({ exitCode, exitedAt: at.clock.now() });
  at.containerd.exit({ containerId: id }, 4);
  await until(() => at.status(id) === 'exited', 'the exit');
  await turns(20);
  assert.equal(at.exitCode(id), 1);
  assert.deepEqual(at.actions, ['create', 'start', 'die']);
});

test('output comes before the exit', async () => {
  await using at = new ContainerFixture();
  at.hub.outputIsLate = true;
  const id = await at.run('web');
  at.containerd.exit({ containerId: id }, 0);
  await turns(20);
  assert.equal(at.status(id), 'running');
  at.hub.endOutput(id);
  await until(() => at.status(id) === 'exited', 'the exit');
});

test('who was killed by something else waits for word of its memory', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  at.containerd.exit({ containerId: id }, 137);
  await turns(20);
  assert.equal(at.status(id), 'running');
  at.deps.runs.get(id)?.markToldByEvent();
  await until(() => at.status(id) === 'exited', 'the exit');
});

test('AutoRemove: gone before who waits is answered, storage after', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', { AutoRemove: true });
  const waits = (['not-running', 'next-exit', 'removed'] as const).map(
    (condition) => at.mgr.wait(id, condition, never).done,
  );
  at.containerd.exit({ containerId: id }, 9);
  const answers = await Promise.all(waits);
  assert.deepEqual(answers, [{ StatusCode: 9 }, { StatusCode: 9 }, { StatusCode: 9 }]);
  assert.throws(() => at.record(id), { code: 'notFound' });
  assert.deepEqual(at.rows(), {});
  assert.deepEqual(at.actions, ['create', 'start', 'die', 'destroy']);
  await at.deps.runs.allCleanedUp();
  assert.deepEqual(at.snapshots(), []);
  assert.deepEqual(at.mounted(), []);
});

test('a clean-up that fails hides no exit', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  at.containerd.failNext('tasks.delete', internal('stuck'));
  at.containerd.failNext('tasks.delete', internal('stuck'));
  at.containerd.exit({ containerId: id }, 2);
  await until(() => at.status(id) === 'exited', 'the exit');
  await at.deps.runs.allCleanedUp();
  assert.deepEqual(at.mounted(), []);
  await at.mgr.start(id, never);
  assert.equal(at.status(id), 'running');
});

test('a paused container that dies is exited', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await at.mgr.pause(id, never);
  at.containerd.exit({ containerId: id }, 1);
  await until(() => at.status(id) === 'exited', 'the exit');
});
