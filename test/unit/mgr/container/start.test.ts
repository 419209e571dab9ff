import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { forbidden, internal, unavailable } from '../../../../src/lib/errors.ts';
import { startFailure } from '../../../../src/mgr/container/start-failure.ts';
import { ContainerFixture, failureOf, never, turns, until } from './container-fixture.ts';

const OCI = 'failed to create shim task: OCI runtime create failed: runc create failed: ';

test('a start makes network, streams, root and task, and tells of it', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  await at.mgr.start(id, never);
  const { state } = at.record(id);
  assert.equal(state.status, 'running');
  assert.ok('pid' in state && state.pid >= 100_000);
  assert.deepEqual(at.rows(), { web: 'running' });
  assert.deepEqual(at.actions, ['create', 'start']);
  assert.deepEqual([...at.networks.attached], [id]);
  assert.deepEqual(at.hub.started, [id]);
  assert.deepEqual(at.mounted(), [join(at.execRoot, 'rootfs', id)]);
  assert.equal(existsSync(join(at.containersDir, id, 'hosts')), true);
});

test('the exit is waited for before the program runs', async () => {
  await using at = new ContainerFixture();
  await at.run('web');
  const { calls } = at.containerd;
  assert.ok(calls.indexOf('tasks.wait') < calls.indexOf('tasks.start'));
});

test('a second start has nothing to do, a paused one is refused', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await assert.rejects(at.mgr.start(id, never), { code: 'notModified' });
  await at.mgr.pause(id, never);
  const failure = await failureOf(at.mgr.start(id, never));
  assert.equal(failure.message, 'cannot start a paused container, try unpause instead');
});

test('of two starts at once one starts', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  const outcomes = await Promise.allSettled([at.mgr.start(id, never), at.mgr.start(id, never)]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected'],
  );
  assert.deepEqual(at.actions, ['create', 'start']);
});

const FAILURES = [
  { step: 'the network', fail: (at: ContainerFixture) => at.networks.failNext(forbidden('no')) },
  { step: 'the streams', fail: (at: ContainerFixture) => at.hub.failNext(internal('no')) },
  ...['snapshots.mounts', 'containers.create', 'tasks.create', 'tasks.start'].map((step) => ({
    step,
    fail: (at: ContainerFixture) => at.containerd.failNext(step, internal('no')),
  })),
];

for (const { step, fail } of FAILURES) {
  test(`a start that fails at ${step} leaves nothing`, async () => {
    await using at = new ContainerFixture();
    const id = await at.create('web');
    fail(at);
    assert.equal((await failureOf(at.mgr.start(id, never))).message, 'no');
    assert.equal(at.status(id), 'created');
    assert.equal(at.exitCode(id), 128);
    assert.deepEqual(at.mounted(), []);
    assert.deepEqual(await at.tasks(), []);
    assert.deepEqual([...at.containerd.memory.containers.keys()], []);
    assert.deepEqual([...at.networks.attached], []);
    assert.equal(at.hub.get(id), undefined);
    assert.deepEqual(at.actions, ['create']);
    assert.equal(at.deps.runs.get(id), undefined);
    await at.mgr.start(id, never);
    assert.equal(at.status(id), 'running');
  });
}

test('why it failed is seen in inspect', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  at.containerd.failNext('tasks.create', internal(`${OCI}exec: "nope": no such file or directory`));
  await assert.rejects(at.mgr.start(id, never), { code: 'invalidArgument' });
  const { State } = await at.mgr.inspect(id, { size: false }, never);
  assert.equal(State.Status, 'created');
  assert.equal(State.ExitCode, 127);
  assert.match(State.Error, /^failed to create task for container: .*no such file or directory$/);
});

test('the error of a failed start is gone after one that succeeds', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  at.containerd.failNext('tasks.start', internal('no'));
  await failureOf(at.mgr.start(id, never));
  await at.mgr.start(id, never);
  await at.mgr.kill(id, undefined, never);
  const { State } = await at.mgr.inspect(id, { size: false }, never);
  assert.equal(State.Error, '');
  assert.equal(State.ExitCode, 137);
});

test('a failed start removes a container that is to be removed', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web', { AutoRemove: true });
  const { done } = at.mgr.wait(id, 'removed', never);
  at.containerd.failNext('tasks.create', internal(`${OCI}permission denied`));
  await assert.rejects(at.mgr.start(id, never), { code: 'invalidArgument' });
  assert.deepEqual(await done, { StatusCode: 126 });
  assert.deepEqual(at.rows(), {});
  await at.deps.runs.allCleanedUp();
  assert.deepEqual(at.snapshots(), []);
  assert.deepEqual(at.actions, ['create', 'destroy']);
});

test('what a crash left in containerd under the same id is replaced', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  at.containerd.memory.containers.set(id, { id } as never);
  await at.mgr.start(id, never);
  assert.equal(at.status(id), 'running');
});

test('a program that has ended before the start is recorded is seen to have run', async () => {
  await using at = new ContainerFixture();
  at.containerd.program = () => ({ exitCode: 3 });
  const id = await at.create('web');
  const { done } = at.mgr.wait(id, 'next-exit', never);
  await at.mgr.start(id, never);
  assert.deepEqual(await done, { StatusCode: 3 });
  assert.equal(at.status(id), 'exited');
  assert.deepEqual(at.actions, ['create', 'start', 'die']);
});

test('a start waits until the remains of the run before are gone', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await at.mgr.kill(id, undefined, never);
  await at.mgr.start(id, never);
  await turns(20);
  assert.deepEqual(at.mounted(), [join(at.execRoot, 'rootfs', id)]);
  assert.deepEqual([...at.networks.attached], [id]);
  assert.deepEqual(await at.tasks(), [id]);
});

test('the exit of a container whose connection broke during the start is not lost', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  at.containerd.failNext('tasks.start', unavailable('gone'));
  await assert.rejects(at.mgr.start(id, never), { code: 'unavailable' });
  await until(() => at.status(id) === 'created', 'the undoing');
  assert.deepEqual(await at.tasks(), []);
});

test('the runtime says why in words that decide the exit code', () => {
  const codeOf = (text: string): number => startFailure(internal(text)).exitCode;
  assert.equal(codeOf(`${OCI}exec: "x": executable file not found in $PATH`), 127);
  assert.equal(codeOf(`${OCI}stat /x: no such file or directory`), 127);
  assert.equal(codeOf(`${OCI}exec /x: permission denied`), 126);
  assert.equal(codeOf(`${OCI}exec /etc: is a directory`), 126);
  assert.equal(codeOf(`${OCI}exec /x: exec format error`), 126);
  assert.equal(codeOf(`${OCI}no space left on device`), 128);
  assert.equal(codeOf('bind source: no such file or directory'), 128);
});

test('what is not the runtime’s word is passed on as it is', () => {
  const cause = forbidden('no address is left');
  assert.equal(startFailure(cause).error, cause);
  const bare = new Error('OCI runtime');
  assert.deepEqual(startFailure(bare), { exitCode: 128, error: bare });
});
