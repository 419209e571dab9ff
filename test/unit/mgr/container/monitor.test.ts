import assert from 'node:assert/strict';
import { test } from 'node:test';

import { monitor } from '../../../../src/mgr/container/monitor.ts';
import { resync } from '../../../../src/mgr/container/restore.ts';
import { ContainerFixture, never, turns, until } from './container-fixture.ts';

/** Listens until the returned controller aborts. */
function listening(at: ContainerFixture) {
  const life = new AbortController();
  const execExits: string[] = [];
  let comparisons = 0;
  const done = monitor(
    {
      ...at.deps,
      onExecExit: (_id, execId, { exitCode }) => void execExits.push(`${execId} ${exitCode}`),
      resync: (signal) => {
        comparisons += 1;
        return resync(at.deps, signal);
      },
    },
    life.signal,
  );
  return {
    execExits,
    comparisons: () => comparisons,
    async [Symbol.asyncDispose]() {
      life.abort();
      await done;
    },
  };
}

test('an exit that Wait and the event both tell is recorded once', async () => {
  await using at = new ContainerFixture();
  await using _ears = listening(at);
  const id = await at.run('web');
  at.containerd.exit({ containerId: id }, 3);
  await until(() => at.status(id) === 'exited', 'the exit');
  await turns(20);
  assert.deepEqual(at.actions, ['create', 'start', 'die']);
});

test('the event suffices when Wait does not answer', async () => {
  await using at = new ContainerFixture();
  at.containerd.failNext('tasks.wait', new Error('no'));
  await using _ears = listening(at);
  const id = await at.run('web');
  at.containerd.exit({ containerId: id }, 3);
  await until(() => at.status(id) === 'exited', 'the exit');
  assert.equal(at.exitCode(id), 3);
});

test('the exit of an earlier process of the container is not taken for this one’s', async () => {
  await using at = new ContainerFixture();
  await using _ears = listening(at);
  const id = await at.run('web');
  const exit = { exitCode: 1, exitedAt: at.clock.now() };
  at.containerd.publish({ type: 'exit', containerId: id, pid: 1, ...exit });
  at.containerd.publish({ type: 'exit', containerId: 'unknown', pid: 1, ...exit });
  await turns(20);
  assert.equal(at.status(id), 'running');
});

test('execs are told apart, under whatever id init is told', async () => {
  await using at = new ContainerFixture();
  await using ears = listening(at);
  const id = await at.run('web');
  const exit = { exitCode: 5, exitedAt: at.clock.now() };
  at.containerd.publish({ type: 'exit', containerId: id, execId: 'e1', pid: 7, ...exit });
  await until(() => ears.execExits.length > 0, 'the exit of the exec');
  assert.deepEqual(ears.execExits, ['e1 5']);
  assert.equal(at.status(id), 'running');
  const { state } = at.record(id);
  const pid = 'pid' in state ? state.pid : 0;
  at.containerd.publish({ type: 'exit', containerId: id, execId: id, pid, ...exit });
  await until(() => at.status(id) === 'exited', 'the exit');
});

test('an OOM is told before the death it caused, and remembered', async () => {
  await using at = new ContainerFixture();
  await using _ears = listening(at);
  const id = await at.run('web');
  at.containerd.publish({ type: 'oom', containerId: id });
  at.containerd.publish({ type: 'oom', containerId: 'unknown' });
  at.containerd.exit({ containerId: id }, 137);
  await until(() => at.status(id) === 'exited', 'the exit');
  assert.deepEqual(at.actions, ['create', 'start', 'oom', 'die']);
  assert.equal((await at.mgr.inspect(id, { size: false }, never)).State.OOMKilled, true);
  at.containerd.publish({ type: 'oom', containerId: id });
  await turns(10);
  assert.equal(at.actions.at(-1), 'die');
});

test('a broken stream is opened again, later and later, and the tasks are compared', async () => {
  await using at = new ContainerFixture();
  await using ears = listening(at);
  const id = await at.run('web');
  at.containerd.disconnect();
  const pauses: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    await until(() => at.clock.sleeping.length > 0, 'the pause');
    const [pause = 0] = at.clock.sleeping;
    pauses.push(pause);
    if (round === 5) at.containerd.reconnect();
    at.clock.advance(pause);
    await turns(5);
  }
  assert.deepEqual(pauses.slice(1), [100, 200, 500, 1000, 1000]);
  assert.equal(ears.comparisons(), 6);
  at.containerd.exit({ containerId: id }, 3);
  await until(() => at.status(id) === 'exited', 'the exit');
  assert.deepEqual(at.actions, ['create', 'start', 'die']);
});
