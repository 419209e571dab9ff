import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { sha256 } from '../../../helpers/images.ts';
import { archiveOf, container, layerOf, openImageMgr, signal } from './image-mgr-fixture.ts';

const EASY = { force: false, noprune: false };
const FORCED = { force: true, noprune: false };
const LAYER = `sha256:${sha256(layerOf('a'))}`;

async function open(...tags: string[]) {
  const fixture = await openImageMgr();
  await fixture.load(archiveOf({ tags }));
  const { id } = await fixture.mgr.resolve(tags[0] ?? '', undefined, signal);
  const short = id.slice('sha256:'.length).slice(0, 12);
  fixture.events.length = 0;
  return { ...fixture, id, short, [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose]() };
}

describe('remove', () => {
  it('of the last name deletes the image and its layers', async () => {
    await using fixture = await open('a:1');
    const { id } = fixture;
    assert.deepEqual(await fixture.mgr.remove('a:1', EASY, signal), [
      { Untagged: 'a:1' },
      { Deleted: id },
      { Deleted: LAYER },
    ]);
    assert.deepEqual(fixture.actions(), [`untag ${id}`, `delete ${id}`]);
    assert.equal(fixture.mgr.count(), 0);
    assert.equal(fixture.containerd.memory.blobs.size, 0);
  });

  it('of one of several names only takes that name', async () => {
    await using fixture = await open('a:1', 'a:2');
    assert.deepEqual(await fixture.mgr.remove('a:2', EASY, signal), [{ Untagged: 'a:2' }]);
    assert.deepEqual(fixture.actions(), [`untag ${fixture.id}`]);
    await fixture.mgr.resolve('a:1', undefined, signal);
  });

  it('by id with one name takes the name and deletes', async () => {
    await using fixture = await open('a:1');
    assert.deepEqual(await fixture.mgr.remove(fixture.short, EASY, signal), [
      { Untagged: 'a:1' },
      { Deleted: fixture.id },
      { Deleted: LAYER },
    ]);
  });

  it('by id with several names must be forced', async () => {
    await using fixture = await open('a:1', 'b:1');
    const { id, short } = fixture;
    await assert.rejects(fixture.mgr.remove(short, EASY, signal), {
      code: 'conflict',
      message: `conflict: unable to delete ${short} (must be forced) - image is referenced in multiple repositories`,
    });
    assert.deepEqual(await fixture.mgr.remove(id, FORCED, signal), [
      { Untagged: 'a:1' },
      { Untagged: 'b:1' },
      { Deleted: id },
      { Deleted: LAYER },
    ]);
  });

  it('of a name that a stopped container needs must be forced', async () => {
    await using fixture = await open('a:1');
    const { id, short } = fixture;
    fixture.users.set(id, [container('c')]);
    await assert.rejects(fixture.mgr.remove('a:1', EASY, signal), {
      code: 'conflict',
      message: `conflict: unable to remove repository reference "a:1" (must force) - container cccccccccccc is using its referenced image ${short}`,
    });
    await assert.rejects(fixture.mgr.remove(short, EASY, signal), {
      message: `conflict: unable to delete ${short} (must be forced) - image is being used by stopped container cccccccccccc`,
    });
    const items = await fixture.mgr.remove('a:1', FORCED, signal);
    assert.deepEqual(items.slice(0, 2), [{ Untagged: 'a:1' }, { Deleted: id }]);
  });

  it('of a running container’s image cannot be forced; its name goes, the image stays', async () => {
    await using fixture = await open('a:1');
    const { id, short } = fixture;
    fixture.users.set(id, [container('c', true)]);
    for (const options of [EASY, FORCED]) {
      await assert.rejects(fixture.mgr.remove(id, options, signal), {
        message: `conflict: unable to delete ${short} (cannot be forced) - image is being used by running container cccccccccccc`,
      });
    }
    assert.deepEqual(await fixture.mgr.remove('a:1', FORCED, signal), [{ Untagged: 'a:1' }]);
    fixture.containerd.memory.collectGarbage();
    const image = await fixture.mgr.inspect(id, { manifests: false }, signal);
    assert.deepEqual(image.RepoTags, []);
    assert.equal(fixture.mgr.referenceStillPointsTo('a:1', id), false);
  });

  it('of one of several names is not hindered by containers', async () => {
    await using fixture = await open('a:1', 'a:2');
    fixture.users.set(fixture.id, [container('c', true)]);
    assert.deepEqual(await fixture.mgr.remove('a:1', EASY, signal), [{ Untagged: 'a:1' }]);
  });

  it('by digest takes every name of the repository', async () => {
    await using fixture = await open('a:1', 'a:2', 'b:1');
    assert.deepEqual(await fixture.mgr.remove(`a@${fixture.id}`, EASY, signal), [
      { Untagged: 'a:1' },
      { Untagged: 'a:2' },
    ]);
  });

  it('keeps a layer that another image has', async () => {
    await using fixture = await open('a:1');
    await fixture.load(archiveOf({ tags: ['b:1'], layers: [layerOf('a'), layerOf('b')] }));
    const items = await fixture.mgr.remove('a:1', EASY, signal);
    assert.deepEqual(items, [{ Untagged: 'a:1' }, { Deleted: fixture.id }]);
    await fixture.mgr.resolve('b:1', undefined, signal);
  });

  it('of an unknown image is not found', async () => {
    await using fixture = await open('a:1');
    await assert.rejects(fixture.mgr.remove('nope', EASY, signal), {
      code: 'notFound',
      message: 'No such image: nope:latest',
    });
  });
});

describe('prune', () => {
  it('deletes images without a name and tells what is gone', async () => {
    await using fixture = await open('a:1');
    await fixture.load(archiveOf({ tags: ['a:1'], layers: [layerOf('b')] }));
    fixture.events.length = 0;
    const report = await fixture.mgr.prune(new Map(), signal);
    assert.deepEqual(report.ImagesDeleted, [{ Deleted: fixture.id }, { Deleted: LAYER }]);
    assert.ok(report.SpaceReclaimed > layerOf('a').length);
    assert.deepEqual(fixture.events.at(-1)?.attributes, {
      reclaimed: String(report.SpaceReclaimed),
    });
    assert.equal(fixture.mgr.count(), 1);
  });

  it('spares what containers use, and deletes named images when asked', async () => {
    await using fixture = await open('a:1');
    const all = new Map([['dangling', ['false']]]);
    fixture.users.set(fixture.id, [container('c')]);
    assert.deepEqual((await fixture.mgr.prune(all, signal)).ImagesDeleted, []);
    fixture.users.clear();
    const { ImagesDeleted } = await fixture.mgr.prune(all, signal);
    assert.deepEqual(ImagesDeleted[0], { Untagged: 'a:1' });
  });

  it('honours until and labels', async () => {
    await using fixture = await openImageMgr();
    await fixture.load(
      archiveOf(
        { tags: ['old:1'], created: '2020-01-01T00:00:00Z', config: { Labels: { keep: 'no' } } },
        { tags: ['new:1'], created: '2025-12-31T00:00:00Z', layers: [layerOf('n')] },
      ),
    );
    const filters = (more: [string, string[]][]) =>
      new Map([['dangling', ['0']], ...more] as const);
    const untagged = async (more: [string, string[]][]) =>
      (await fixture.mgr.prune(filters(more), signal)).ImagesDeleted.map(
        (item) => item.Untagged,
      ).filter(Boolean);
    assert.deepEqual(await untagged([['label', ['keep=yes']]]), []);
    assert.deepEqual(await untagged([['until', ['2019-01-01']]]), []);
    assert.deepEqual(
      await untagged([
        ['label!', ['keep']],
        ['until', ['2021-01-01']],
      ]),
      [],
    );
    assert.deepEqual(await untagged([['until', ['8760h']]]), ['old:1']);
    assert.deepEqual(await untagged([['label!', ['keep']]]), ['new:1']);
  });

  it('refuses bad filters and a second prune beside the first', async () => {
    await using fixture = await open('a:1');
    const prune = (key: string, ...values: string[]) =>
      fixture.mgr.prune(new Map([[key, values]]), signal);
    await assert.rejects(prune('foo', 'x'), {
      code: 'invalidArgument',
      message: "invalid filter 'foo'",
    });
    await assert.rejects(prune('dangling', 'x'), { message: "invalid filter 'dangling=[x]'" });
    await assert.rejects(prune('until', '1h', '2h'), {
      message: 'more than one until filter specified',
    });
    const both = await Promise.allSettled([prune('dangling', 'true'), prune('dangling', 'true')]);
    assert.deepEqual(
      both.map(({ status }) => status),
      ['fulfilled', 'rejected'],
    );
  });
});
