import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { unavailable } from '../../../../src/lib/errors.ts';
import { toRow } from '../../../../src/mgr/container/record-codec.ts';
import { restore, resync } from '../../../../src/mgr/container/restore.ts';
import { recordWith } from '../../../fakes/container-record.ts';
import { ContainerFixture, never, turns, until } from './container-fixture.ts';

const ORPHAN = 'f'.repeat(64);

/** The daemon dies, something happens meanwhile, and another one comes up. */
async function reborn(
  at: ContainerFixture,
  meanwhile: () => Promise<void> | void = () => undefined,
): Promise<void> {
  at.reborn();
  await meanwhile();
  await restore(at.deps, never);
}

test('what still runs is adopted: streams, network, and its exit', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await reborn(at);
  assert.equal(at.status(id), 'running');
  assert.deepEqual([...at.networks.living], [id]);
  assert.deepEqual(
    at.hub.opened.map(({ containerId, reopen }) => ({ containerId, reopen })),
    [{ containerId: id, reopen: true }],
  );
  const { done } = at.mgr.wait(id, 'next-exit', never);
  at.containerd.exit({ containerId: id }, 3);
  assert.deepEqual(await done, { StatusCode: 3 });
  assert.deepEqual(at.actions, ['create', 'start', 'die']);
});

test('a paused container stays paused and can be stopped', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await at.mgr.pause(id, never);
  await reborn(at);
  assert.equal(at.status(id), 'paused');
  await at.mgr.stop(id, {}, never);
  assert.equal(at.status(id), 'exited');
});

test('one that was frozen while it was to run goes on', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await at.containerd.tasks.pause(id, never);
  await reborn(at);
  const task = await at.containerd.tasks.get({ containerId: id }, never);
  assert.deepEqual([at.status(id), task.status], ['running', 'running']);
});

test('one that cannot be thawed keeps no daemon from starting', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  const other = await at.run('other');
  await at.containerd.tasks.pause(id, never);
  at.containerd.failNext('tasks.resume', unavailable('it is gone'));
  await reborn(at);
  assert.deepEqual([at.status(id), at.status(other)], ['running', 'running']);
});

test('an exit that nobody saw is recorded with its code, once, and cleaned up', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await reborn(at, () => at.containerd.exit({ containerId: id }, 42));
  assert.equal(at.status(id), 'exited');
  assert.equal(at.exitCode(id), 42);
  assert.deepEqual([...at.networks.living], []);
  assert.deepEqual(at.actions, ['create', 'start', 'die']);
  await at.deps.runs.allCleanedUp();
  assert.deepEqual(await at.tasks(), []);
  assert.deepEqual(at.mounted(), []);
});

/** As after a reboot: containerd has forgotten all tasks. */
async function loseTask(at: ContainerFixture, id: string): Promise<void> {
  at.containerd.exit({ containerId: id }, 1);
  await at.containerd.tasks.delete({ containerId: id }, never);
  await at.containerd.containers.delete(id, never);
}

test('a task that is gone ended with 255', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await reborn(at, () => loseTask(at, id));
  assert.equal(at.status(id), 'exited');
  assert.equal(at.exitCode(id), 255);
});

test('a task of another process than ours is not taken for it', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await reborn(at, () => {
    const record = at.store.all().map(({ document }) => document)[0] ?? '';
    const other = record.replace(/"pid":\d+/, '"pid":1');
    at.db.prepare('UPDATE container SET document = ?').run(other);
  });
  assert.equal(at.status(id), 'exited');
  await at.deps.runs.allCleanedUp();
  assert.deepEqual(await at.tasks(), []);
});

test('AutoRemove holds for an exit that nobody saw', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', { AutoRemove: true });
  await reborn(at, () => at.containerd.exit({ containerId: id }, 0));
  assert.deepEqual(at.rows(), {});
  await at.deps.runs.allCleanedUp();
  assert.deepEqual(at.snapshots(), []);
  assert.deepEqual(at.actions, ['create', 'start', 'die', 'destroy']);
});

test('AutoRemove holds for a container that a reboot ended', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', { AutoRemove: true });
  await reborn(at, () => loseTask(at, id));
  assert.deepEqual(at.rows(), {});
});

test('the restart policy holds for an exit that nobody saw', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', { RestartPolicy: { Name: 'on-failure' } });
  await reborn(at, () => at.containerd.exit({ containerId: id }, 1));
  assert.equal(at.status(id), 'restarting');
  at.clock.advance(100);
  await until(() => at.status(id) === 'running', 'the restart');
});

test('after a reboot `always` and `unless-stopped` start once', async () => {
  await using at = new ContainerFixture();
  const ids = [
    await at.run('one', { RestartPolicy: { Name: 'always' } }),
    await at.run('two', { RestartPolicy: { Name: 'unless-stopped' } }),
  ];
  await reborn(at, async () => {
    for (const id of ids) await loseTask(at, id);
  });
  await until(() => ids.every((id) => at.status(id) === 'running'), 'the starts');
  at.clock.advance(60_000);
  await turns(20);
  assert.equal(at.actions.filter((action) => action === 'start').length, 4);
  assert.deepEqual((await at.tasks()).sort(), [...ids].sort());
});

test('what was stopped by hand comes back with `always` only', async () => {
  await using at = new ContainerFixture();
  const policies = ['no', 'on-failure', 'unless-stopped', 'always'] as const;
  for (const Name of policies) {
    const id = await at.run(`by-${Name}`, { RestartPolicy: { Name } });
    await at.mgr.stop(id, { signal: 'SIGTERM' }, never);
  }
  await at.deps.runs.allCleanedUp();
  await reborn(at);
  await until(() => at.status('by-always') === 'running', 'the start');
  await turns(20);
  assert.deepEqual(at.rows(), {
    'by-no': 'exited',
    'by-on-failure': 'exited',
    'by-unless-stopped': 'exited',
    'by-always': 'running',
  });
});

test('what was never started is not started', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web', { RestartPolicy: { Name: 'always' } });
  await reborn(at);
  await turns(20);
  assert.equal(at.status(id), 'created');
});

test('a container that waited for its next start starts', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', { RestartPolicy: { Name: 'always' } });
  at.containerd.exit({ containerId: id }, 1);
  await until(() => at.status(id) === 'restarting', 'the pause');
  await at.deps.runs.allCleanedUp();
  await reborn(at);
  await until(() => at.status(id) === 'running', 'the start');
});

test('it starts also when the crash left the remains of its last run', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web', { RestartPolicy: { Name: 'always' } });
  at.containerd.failNext('tasks.delete', unavailable('the daemon dies'));
  at.containerd.failNext('tasks.delete', unavailable('the daemon dies'));
  at.containerd.exit({ containerId: id }, 1);
  await until(() => at.status(id) === 'restarting', 'the pause');
  await at.deps.runs.allCleanedUp();
  assert.deepEqual(await at.tasks(), [id]);
  await reborn(at);
  await until(() => at.status(id) === 'running', 'the start');
});

test('a create that was cut short is rolled back, and its name free', async () => {
  await using at = new ContainerFixture();
  const record = recordWith();
  at.store.insert(toRow(record, 'creating'));
  mkdirSync(join(at.containersDir, record.id));
  await at.containerd.snapshots.prepare('overlayfs', record.id, '', never);
  await reborn(at);
  assert.deepEqual(at.rows(), {});
  assert.deepEqual(at.snapshots(), []);
  assert.deepEqual(readdirSync(at.containersDir), []);
  await at.create('web');
});

test('a removal that was cut short is finished', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await reborn(at, () => {
    at.store.update(toRow({ ...recordWith(), id, state: { status: 'removing' } }));
  });
  await at.deps.runs.allCleanedUp();
  assert.deepEqual(at.rows(), {});
  assert.deepEqual(await at.tasks(), []);
  assert.deepEqual(at.snapshots(), []);
  assert.deepEqual(at.mounted(), []);
  assert.equal(at.actions.at(-1), 'destroy');
});

test('a start that was cut short before it was recorded is undone', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await reborn(at, () => {
    at.store.update(toRow({ ...recordWith(), id, state: { status: 'created' } }));
  });
  await at.deps.runs.allCleanedUp();
  assert.equal(at.status(id), 'created');
  assert.deepEqual(await at.tasks(), []);
  assert.deepEqual(at.mounted(), []);
});

test('what carries an id but belongs to nobody goes; all else stays', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  const { containerd } = at;
  await containerd.snapshots.prepare('overlayfs', ORPHAN, '', never);
  await containerd.snapshots.prepare('overlayfs', 'sha256:layer', '', never);
  mkdirSync(join(at.containersDir, ORPHAN));
  mkdirSync(join(at.containersDir, 'notes'));
  mkdirSync(join(at.execRoot, 'io', ORPHAN), { recursive: true });
  await containerd.containers.create(
    { id: ORPHAN, labels: {}, runtime: { name: '' }, spec: {} as never },
    never,
  );
  const stdio = { stdin: '', stdout: '', stderr: '', terminal: false };
  await containerd.tasks.create({ containerId: ORPHAN, rootfs: [], stdio }, never);
  await containerd.tasks.start({ containerId: ORPHAN }, never);
  await reborn(at);
  await until(() => !readdirSync(at.containersDir).includes(ORPHAN), 'the sweep');
  assert.deepEqual(at.snapshots().sort(), [id, 'sha256:layer'].sort());
  assert.deepEqual(await at.tasks(), []);
  assert.deepEqual([...containerd.memory.containers.keys()], []);
  assert.deepEqual(readdirSync(join(at.execRoot, 'io')), []);
  assert.deepEqual(readdirSync(at.containersDir).sort(), [id, 'notes'].sort());
});

test('the sweep leaves alone what is being made meanwhile, and what cannot be read', async () => {
  await using at = new ContainerFixture();
  await at.containerd.snapshots.prepare('overlayfs', ORPHAN, '', never);
  at.store.insert({ ...toRow({ ...recordWith(), id: ORPHAN, name: 'damaged' }), document: '{' });
  at.reborn();
  const restoring = restore(at.deps, never);
  const creating = at.create('web');
  await restoring;
  const id = await creating;
  const started = await at.run('db');
  await turns(50);
  assert.deepEqual(at.snapshots().sort(), [ORPHAN, id, started].sort());
  assert.equal(at.status('db'), 'running');
  assert.equal(at.deps.registry.nameTaken('damaged'), true);
});

test('after a break the task lists are compared: exits and lost waits', async () => {
  await using at = new ContainerFixture();
  const dead = await at.run('dead');
  const alive = await at.run('alive');
  at.containerd.disconnect();
  await turns(5);
  at.containerd.reconnect();
  at.containerd.exit({ containerId: dead }, 8);
  await turns(20);
  assert.equal(at.status(dead), 'running');
  await resync(at.deps, never);
  await until(() => at.status(dead) === 'exited', 'the exit');
  assert.equal(at.exitCode(dead), 8);
  assert.equal(at.status(alive), 'running');
  at.containerd.exit({ containerId: alive }, 9);
  await until(() => at.status(alive) === 'exited', 'the other exit');
});
