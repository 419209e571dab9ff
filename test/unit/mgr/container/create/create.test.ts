import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';

import { internal } from '../../../../../src/lib/errors.ts';
import { reserveName } from '../../../../../src/mgr/container/create/reserve-name.ts';
import { recordWith } from '../../../../fakes/container-record.ts';
import { ContainerFixture, failureOf, IMAGE, never } from '../container-fixture.ts';

test('a container exists when its layer does, with what image and daemon add', async () => {
  await using at = new ContainerFixture();
  const { Id, Warnings } = await at.mgr.create({ name: 'web', body: { Image: 'busybox' } }, never);
  assert.match(Id, /^[0-9a-f]{64}$/);
  assert.deepEqual(Warnings, []);
  const record = at.record('web');
  assert.deepEqual(record.config.Cmd, ['sh']);
  assert.deepEqual(record.config.Env, ['PATH=/bin']);
  assert.equal(record.config.Hostname, Id.slice(0, 12));
  assert.equal(record.image.id, IMAGE.id);
  assert.equal(record.hostConfig.Runtime, 'runc');
  assert.deepEqual(at.rows(), { web: 'created' });
  assert.deepEqual(at.snapshots(), [Id]);
  assert.deepEqual(readdirSync(at.containersDir), [Id]);
  assert.deepEqual(at.actions, ['create']);
  assert.equal(at.networks.checked.length, 1);
});

test('the layer is no garbage', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  const { labels } = await at.containerd.snapshots.stat('overlayfs', id, never);
  assert.equal(labels['containerd.io/gc.root'], '2026-01-02T03:04:05.000Z');
});

test('who is refused leaves nothing', async () => {
  await using at = new ContainerFixture();
  const refused = async (body: object, name = 'web'): Promise<string> =>
    (await failureOf(at.mgr.create({ name, body: { Image: 'busybox', ...body } }, never))).message;
  assert.equal(await refused({ Image: 'nope' }), 'No such image: nope:latest');
  assert.equal(
    await refused({ HostConfig: { Runtime: 'nope' } }),
    'unknown or invalid runtime name: nope',
  );
  assert.equal(
    await refused({ HostConfig: { NetworkMode: 'container:nope' } }),
    'No such container: nope',
  );
  assert.match(await refused({}, 'no/pe'), /^Invalid container name \(no\/pe\)/);
  assert.deepEqual(at.rows(), {});
  assert.deepEqual(at.containerd.calls, []);
  assert.deepEqual(readdirSync(at.containersDir), []);
});

test('a layer that cannot be made gives the name back', async () => {
  await using at = new ContainerFixture();
  at.containerd.failNext('snapshots.prepare', internal('no space left'));
  const failure = await failureOf(at.create('web'));
  assert.equal(failure.message, 'no space left');
  assert.deepEqual(at.rows(), {});
  assert.deepEqual(readdirSync(at.containersDir), []);
  assert.equal(at.deps.registry.nameTaken('web'), false);
  assert.deepEqual(at.actions, []);
  await at.create('web');
});

test('of two with one name the second is told who has it', async () => {
  await using at = new ContainerFixture();
  const [first, second] = await Promise.allSettled([at.create('web'), at.create('web')]);
  assert.ok(first.status === 'fulfilled' && second.status === 'rejected');
  assert.equal(
    (second.reason as Error).message,
    `Conflict. The container name "/web" is already in use by container "${first.value}". You have to remove (or rename) that container to be able to reuse that name.`,
  );
  assert.deepEqual(at.snapshots(), [first.value]);
});

test('while it is made it cannot be seen, but its name is taken and its id known', async () => {
  await using at = new ContainerFixture();
  const creating = at.create('web');
  for (let turn = 0; !at.deps.registry.nameTaken('web'); turn += 1) {
    assert.ok(turn < 100);
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.deepEqual(at.rows(), { web: 'creating' });
  assert.deepEqual([...at.deps.registry.all()], []);
  const [row] = at.store.all();
  assert.equal(at.deps.registry.knows(row?.id ?? ''), true);
  assert.equal(await creating, row?.id);
});

test('without a name it gets one; a random name that is taken is replaced', async () => {
  await using at = new ContainerFixture();
  const { Id } = await at.mgr.create({ body: { Image: 'busybox' } }, never);
  assert.match(at.record(Id).name, /^[a-z]+_[a-z]+$/);
  const names: string[] = [];
  const registry = {
    reserve: ({ name }: { name: string }) => {
      names.push(name);
      if (names.length < 3) at.deps.registry.reserve({ ...recordWith(), name: at.record(Id).name });
    },
  };
  const record = reserveName(registry as never, recordWith(), '');
  assert.equal(names.length, 3);
  assert.equal(record.name, names[2]);
  assert.match(record.name, /2$/);
});

test('a name that is wished is not replaced, and a store that fails is not a taken name', () => {
  const failing = (err: Error): never =>
    ({
      reserve: () => {
        throw err;
      },
    }) as never;
  assert.throws(() => reserveName(failing(internal('disk')), recordWith(), undefined), /disk/);
});
