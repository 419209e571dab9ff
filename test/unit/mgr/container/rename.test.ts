import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ContainerFixture, failureOf, never } from './container-fixture.ts';

test('a new name is taken, the old one free, and the network told', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await at.mgr.rename('web', '/site', never);
  assert.equal(at.record('site').id, id);
  assert.throws(() => at.record('web'), { code: 'notFound' });
  assert.deepEqual(at.rows(), { site: 'running' });
  assert.equal(at.networks.names.get(id), 'site');
  const event = at.events.at(-1);
  assert.equal(event?.action, 'rename');
  assert.equal(event.attributes['name'], 'site');
  assert.equal(event.attributes['oldName'], '/web');
  await at.create('web');
});

test('what is refused changes nothing', async () => {
  await using at = new ContainerFixture();
  const web = await at.create('web');
  await at.create('db');
  const refused = async (name: string): Promise<string> =>
    (await failureOf(at.mgr.rename('db', name, never))).message;
  assert.equal(await refused(''), 'Neither old nor new names may be empty');
  assert.match(await refused('n/o'), /^Invalid container name \(n\/o\)/);
  assert.equal(
    await refused('db'),
    'Renaming a container with the same name as its current name: db',
  );
  assert.equal(
    await refused('web'),
    `Error when allocating new name: Conflict. The container name "/web" is already in use by container "${web}". You have to remove (or rename) that container to be able to reuse that name.`,
  );
  assert.deepEqual(at.rows(), { web: 'created', db: 'created' });
  assert.deepEqual(at.actions, ['create', 'create']);
});

test('a rename while the container ends loses neither', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  await Promise.all([at.mgr.stop(id, {}, never), at.mgr.rename(id, 'site', never)]);
  assert.deepEqual(at.rows(), { site: 'exited' });
  assert.equal(at.record('site').state.status, 'exited');
});

test('an update while the container ends loses neither', async () => {
  await using at = new ContainerFixture();
  const id = await at.run('web');
  const body = { RestartPolicy: { Name: 'always' as const }, PidsLimit: 7 };
  await Promise.all([at.mgr.stop(id, {}, never), at.mgr.update(id, body, never)]);
  assert.equal(at.status(id), 'exited');
  assert.equal(at.record(id).hostConfig.PidsLimit, 7);
  assert.equal(at.record(id).manuallyStopped, true);
});
