import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ImageInspect } from '../../../../src/api/schemas.ts';
import { invalidArgument, notFound, unavailable } from '../../../../src/lib/errors.ts';
import { NO_FILTERS } from '../../../../src/lib/filters.ts';
import { ancestorIds } from '../../../../src/mgr/container/ancestors.ts';
import { sizeOf } from '../../../../src/mgr/container/size.ts';
import * as documents from '../../../fakes/documents.ts';
import { fakeManagers } from '../../../fakes/fake-managers.ts';
import { ContainerFixture, never } from './container-fixture.ts';

const LIST = { all: false, limit: 0, size: false, filters: NO_FILTERS };

/** One container a state, each a second younger than the one before. */
async function zoo(at: ContainerFixture): Promise<void> {
  await at.create('created');
  at.clock.advance(1000);
  const exited = await at.run('exited');
  await at.mgr.kill(exited, undefined, never);
  at.clock.advance(1000);
  await at.run('running');
  at.clock.advance(1000);
  const paused = await at.run('paused');
  await at.mgr.pause(paused, never);
}

async function names(at: ContainerFixture, options: Partial<typeof LIST> = {}): Promise<string> {
  const listed = await at.mgr.list({ ...LIST, ...options }, never);
  return listed.map(({ Names }) => Names[0]?.slice(1)).join(' ');
}

test('what runs is listed, newest first; the rest on demand', async () => {
  await using at = new ContainerFixture();
  await zoo(at);
  assert.equal(await names(at), 'paused running');
  assert.equal(await names(at, { all: true }), 'paused running exited created');
  assert.equal(await names(at, { limit: 3 }), 'paused running exited');
  assert.equal(await names(at, { filters: new Map([['status', ['exited']]]) }), 'exited');
  const since = new Map([['since', ['created']]]);
  assert.equal(await names(at, { all: true, filters: since }), 'paused running exited');
});

test('a list needs no containerd', async () => {
  await using at = new ContainerFixture();
  await zoo(at);
  at.containerd.disconnect();
  assert.equal(await names(at), 'paused running');
  at.containerd.reconnect();
});

test('sizes come from containerd and the image; what is gone counts as nothing', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  const { Size } = documents.imageInspect();
  const inspect = () => Promise.resolve(documents.imageInspect());
  const { images } = fakeManagers({ images: { inspect } });
  const deps = { runtime: at.deps.runtime, images };
  assert.deepEqual(await sizeOf(deps, at.record(id), never), { rw: 4096, rootFs: 4096 + Size });
  const [listed] = await at.mgr.list({ ...LIST, all: true, size: true }, never);
  assert.equal(listed?.SizeRw, 4096);
  assert.equal((await at.mgr.inspect(id, { size: true }, never)).SizeRw, 4096);
  at.containerd.memory.snapshots.clear();
  const none = await sizeOf(at.deps, at.record(id), never);
  assert.deepEqual(none, { rw: 0, rootFs: 0 });
});

test('a size that cannot be asked for is an error', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  at.containerd.failNext('snapshots.usage', unavailable('gone'));
  await assert.rejects(sizeOf(at.deps, at.record(id), never), { code: 'unavailable' });
});

test('inspect shows files that are there, and the sandbox of what runs', async () => {
  await using at = new ContainerFixture();
  const id = await at.create('web');
  const fresh = await at.mgr.inspect('web', { size: false }, never);
  assert.equal(fresh.HostsPath, '');
  assert.equal(fresh.NetworkSettings.SandboxKey, '');
  assert.equal(fresh.State.Status, 'created');
  await at.mgr.start(id, never);
  const running = await at.mgr.inspect('web', { size: false }, never);
  assert.equal(running.HostsPath, `${at.containersDir}/${id}/hosts`);
  assert.equal(running.ResolvConfPath, `${at.containersDir}/${id}/resolv.conf`);
  assert.equal(running.HostnamePath, `${at.containersDir}/${id}/hostname`);
  await assert.rejects(at.mgr.inspect('nope', { size: false }, never), {
    message: 'No such container: nope',
  });
});

const image = (Id: string, Layers: string[]): ImageInspect => ({
  ...documents.imageInspect(),
  Id,
  RootFS: { Type: 'layers', Layers },
});

const FAMILY = [
  image('base', ['a', 'b']),
  image('child', ['a', 'b', 'c']),
  image('cousin', ['a', 'x', 'c']),
  image('parent', ['a']),
];

function family(failure?: Error) {
  return fakeManagers({
    images: {
      list: () => Promise.resolve(FAMILY.map(({ Id }) => ({ ...documents.imageSummary(), Id }))),
      inspect: (ref) => {
        if (failure !== undefined) return Promise.reject(failure);
        const found = FAMILY.find(({ Id }) => Id === ref);
        return found === undefined ? Promise.reject(notFound('no')) : Promise.resolve(found);
      },
    },
  });
}

test('ancestor: the image and all that begin with its layers', async () => {
  const idsOf = async (...refs: string[]): Promise<string[]> =>
    [...(await ancestorIds(family(), refs, never))].sort();
  assert.deepEqual(await idsOf(), []);
  assert.deepEqual(await idsOf('base'), ['base', 'child']);
  assert.deepEqual(await idsOf('parent'), ['base', 'child', 'cousin', 'parent']);
  assert.deepEqual(await idsOf('cousin', 'child'), ['child', 'cousin']);
  assert.deepEqual(await idsOf('nope'), []);
});

test('ancestor: a name that cannot be one matches nothing, other failures are told', async () => {
  assert.equal((await ancestorIds(family(invalidArgument('bad')), ['B'], never)).size, 0);
  await assert.rejects(ancestorIds(family(unavailable('gone')), ['base'], never), {
    code: 'unavailable',
  });
});
