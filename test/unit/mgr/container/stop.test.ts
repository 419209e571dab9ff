import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ContainerFixture, failureOf, never, turns, until } from './container-fixture.ts';

const SIGTERM = 15;

/** Programs that only SIGKILL ends. */
function stubborn(at: ContainerFixture): void {
  at.containerd.program = () => ({ ignores: [1, 2, 3, SIGTERM, 10] });
}

/** The signals told by events, in order. */
const signalsOf = (at: ContainerFixture): (string | undefined)[] =>
  at.events.filter(({ action }) => action === 'kill').map(({ attributes }) => attributes['signal']);

test('stop: the kill is told before the death, the stop after it', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await at.mgr.stop(id, {}, never);
  assert.deepEqual(at.actions, ['create', 'start', 'kill', 'die', 'stop']);
  assert.deepEqual(signalsOf(at), ['15']);
  assert.equal(at.status(id), 'exited');
  assert.equal(at.exitCode(id), 128 + SIGTERM);
  assert.equal(at.record(id).manuallyStopped, true);
  assert.deepEqual(at.clock.sleeping, []);
});

test('stop uses the signal of the request, else of the container', async () => {
  await using at = new ContainerFixture();
  const a = await at.run('web', {}, { StopSignal: 'SIGINT' });
  await at.mgr.stop(a, {}, never);
  const b = await at.run('db', {}, { StopSignal: 'SIGINT' });
  await at.mgr.stop(b, { signal: 'QUIT' }, never);
  assert.deepEqual(signalsOf(at), ['2', '3']);
});

test('a bad signal is refused before anything happens', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await assert.rejects(at.mgr.stop(id, { signal: 'SIGNOPE' }, never), { code: 'invalidArgument' });
  await assert.rejects(at.mgr.kill(id, 'SIGNOPE', never), { code: 'invalidArgument' });
  assert.equal(at.record(id).manuallyStopped, false);
  assert.deepEqual(at.actions, ['create', 'start']);
});

test('when patience is over it is forced', async () => {
  await using at = new ContainerFixture();
  stubborn(at);
  const id = await at.run('web', {}, { StopTimeout: 3 });
  const stopping = at.mgr.stop(id, {}, never);
  await until(() => at.clock.sleeping.length > 0, 'the patience');
  at.clock.advance(2_999);
  await turns(10);
  assert.equal(at.status(id), 'running');
  at.clock.advance(1);
  await stopping;
  assert.deepEqual(signalsOf(at), ['15', '9']);
  assert.deepEqual(at.actions.slice(2), ['kill', 'kill', 'die', 'stop']);
});

test('the time of the request wins over the container’s; none at all is a minus', async () => {
  await using at = new ContainerFixture();
  stubborn(at);
  const id = await at.run('web', {}, { StopTimeout: 3 });
  const stopping = at.mgr.stop(id, { timeoutSeconds: -1 }, never);
  await turns(20);
  assert.deepEqual(at.clock.sleeping, []);
  at.containerd.exit({ containerId: id }, 0);
  await stopping;
  assert.equal(at.exitCode(id), 0);
});

test('a stop that waits lets kill, inspect and list through', async () => {
  await using at = new ContainerFixture();
  stubborn(at);
  const id = await at.run('web');
  const stopping = at.mgr.stop(id, {}, never);
  await until(() => at.clock.sleeping.length > 0, 'the patience');
  assert.equal((await at.mgr.inspect(id, { size: false }, never)).State.Running, true);
  await at.mgr.kill(id, undefined, never);
  await stopping;
  assert.equal(at.exitCode(id), 137);
});

test('two stops at once both answer', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await Promise.all([at.mgr.stop(id, {}, never), at.mgr.stop(id, {}, never)]);
  assert.equal(at.status(id), 'exited');
  assert.equal(at.actions.filter((action) => action === 'die').length, 1);
});

test('a stopped container is not modified, a paused one is woken to die', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await at.mgr.pause(id, never);
  await at.mgr.stop(id, {}, never);
  assert.equal(at.status(id), 'exited');
  assert.ok(at.containerd.calls.includes('tasks.resume'));
  await assert.rejects(at.mgr.stop(id, {}, never), { code: 'notModified' });
});

test('kill answers when a SIGKILL has done its work, else at once', async () => {
  await using at = new ContainerFixture();
  stubborn(at);
  const id = await at.run('web');
  await at.mgr.kill(id, 'HUP', never);
  assert.equal(at.status(id), 'running');
  assert.equal(at.record(id).manuallyStopped, false);
  await at.mgr.kill(id, 'TERM', never);
  assert.equal(at.record(id).manuallyStopped, true);
  await at.mgr.kill(id, '', never);
  assert.equal(at.status(id), 'exited');
  assert.deepEqual(at.actions.slice(2), ['kill', 'kill', 'kill', 'die']);
});

test('kill of what does not run, or is not there', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  const stopped = await failureOf(at.mgr.kill('web', undefined, never));
  assert.equal(stopped.message, `Cannot kill container: web: Container ${id} is not running`);
  const absent = await failureOf(at.mgr.kill('nope', undefined, never));
  assert.equal(absent.message, 'Cannot kill container: nope: No such container: nope');
});

test('a process that cannot be killed is told so after ten seconds', async () => {
  await using at = new ContainerFixture();
  at.hub.outputIsLate = true;
  const id = await at.run('web');
  const killing = failureOf(at.mgr.kill(id, undefined, never));
  await until(() => at.clock.sleeping.length > 0, 'the wait');
  at.clock.advance(10_000);
  assert.match(
    (await killing).message,
    /^container [0-9a-f]+ PID \d+ is zombie and can not be killed/,
  );
  at.hub.endOutput(id);
  await until(() => at.status(id) === 'exited', 'the exit');
});

test('pause and unpause', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  const messageOf = async (work: Promise<unknown>): Promise<string> =>
    (await failureOf(work)).message;
  assert.equal(await messageOf(at.mgr.pause(id, never)), `Container ${id} is not running`);
  await at.mgr.start(id, never);
  assert.equal(await messageOf(at.mgr.unpause(id, never)), `Container ${id} is not paused`);
  await at.mgr.pause(id, never);
  assert.equal(at.status(id), 'paused');
  assert.equal(await messageOf(at.mgr.pause(id, never)), `Container ${id} is already paused`);
  await at.mgr.unpause(id, never);
  assert.equal(at.status(id), 'running');
  assert.deepEqual(at.actions, ['create', 'start', 'pause', 'unpause']);
});

test('a pause that fails changes nothing', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  at.containerd.failNext('tasks.pause', new Error('frozen'));
  await failureOf(at.mgr.pause(id, never));
  assert.equal(at.status(id), 'running');
});

test('restart stops, starts and tells all of it', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await at.mgr.restart(id, {}, never);
  assert.deepEqual(at.actions.slice(2), ['kill', 'die', 'stop', 'start', 'restart']);
  assert.equal(at.record(id).manuallyStopped, false);
  await at.mgr.kill(id, undefined, never);
  await at.mgr.restart(id, {}, never);
  assert.equal(at.status(id), 'running');
});

test('a restart keeps a container that goes when it ends', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', { AutoRemove: true });
  await at.mgr.restart(id, {}, never);
  assert.equal(at.status(id), 'running');
  assert.equal(at.actions.includes('destroy'), false);
  await at.mgr.stop(id, {}, never);
  await until(() => !at.deps.registry.has(id), 'the removal');
});
