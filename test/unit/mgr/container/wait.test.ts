import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ContainerFixture, never, turns } from './container-fixture.ts';

/** The answer if there is one by now. */
async function answerOf(done: Promise<{ StatusCode: number }>): Promise<number | 'waits'> {
  return await Promise.race([
    done.then(({ StatusCode }) => StatusCode),
    turns(20).then(() => 'waits' as const),
  ]);
}

test('not-running is answered at once for what does not run', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  assert.equal(await answerOf(at.mgr.wait('web', 'not-running', never).done), 0);
  await at.mgr.start(id, never);
  await at.mgr.stop(id, {}, never);
  assert.equal(await answerOf(at.mgr.wait('web', 'not-running', never).done), 143);
});

test('not-running waits for what runs, paused or not', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  const { done } = at.mgr.wait(id, 'not-running', never);
  await at.mgr.pause(id, never);
  assert.equal(await answerOf(done), 'waits');
  assert.equal(await answerOf(at.mgr.wait(id, 'not-running', never).done), 'waits');
  at.containerd.exit({ containerId: id }, 7);
  assert.deepEqual(await done, { StatusCode: 7 });
});

test('next-exit waits for an exit to come, also of what does not run yet', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  const { done } = at.mgr.wait(id, 'next-exit', never);
  assert.equal(await answerOf(done), 'waits');
  at.containerd.program = () => ({ exitCode: 4 });
  await at.mgr.start(id, never);
  assert.deepEqual(await done, { StatusCode: 4 });
  assert.equal(await answerOf(at.mgr.wait(id, 'next-exit', never).done), 'waits');
});

test('removed waits for the removal, whatever exits before', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  const { done } = at.mgr.wait(id, 'removed', never);
  await at.mgr.stop(id, {}, never);
  assert.equal(await answerOf(done), 'waits');
  await at.mgr.remove(id, { force: false, volumes: false, link: false }, never);
  assert.deepEqual(await done, { StatusCode: 143 });
});

test('an unknown container is told at once, and who leaves is forgotten', async () => {
  await using at = new ContainerFixture();
  assert.throws(() => at.mgr.wait('nope', 'removed', never), { code: 'notFound' });
  await at.run('web');
  const client = new AbortController();
  const { done } = at.mgr.wait('web', 'next-exit', client.signal);
  client.abort();
  await assert.rejects(done, { code: 'canceled' });
  assert.equal(at.deps.waiters.waiting, 0);
});

test('a failed start is no exit', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  const { done } = at.mgr.wait(id, 'next-exit', never);
  at.containerd.failNext('tasks.create', new Error('no'));
  await assert.rejects(at.mgr.start(id, never));
  assert.equal(await answerOf(done), 'waits');
  await at.run('other');
});
