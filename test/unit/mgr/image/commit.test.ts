import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { unavailable } from '../../../../src/lib/errors.ts';
import type { CommitSource } from '../../../../src/mgr/image/image-mgr.ts';
import { archiveOf, type ImageMgrFixture, openImageMgr, signal } from './image-mgr-fixture.ts';

const OPTIONS = { repo: 'made', tag: '1', author: '', comment: '', changes: [] };

async function sourceOf({ mgr }: ImageMgrFixture, onFrozen = (): void => undefined) {
  const { id, manifest, chainId, platform } = await mgr.resolve('a:1', undefined, signal);
  return {
    snapshotter: 'overlayfs',
    key: 'container',
    image: { id, manifest, chainId, platform },
    config: {},
    createdBy: 'sh',
    frozen: (work) => {
      onFrozen();
      return work();
    },
  } satisfies CommitSource;
}

describe('commit', () => {
  it('refuses a bad name before the container is frozen', async () => {
    await using fixture = await openImageMgr();
    await fixture.load(archiveOf({ tags: ['a:1'] }));
    const source = await sourceOf(fixture, () => assert.fail('frozen'));
    const bad = { ...OPTIONS, repo: 'BAD' };
    await assert.rejects(fixture.mgr.commit(source, bad, signal), { code: 'invalidArgument' });
  });

  it('says that the image is gone when it is', async () => {
    await using fixture = await openImageMgr();
    await fixture.load(archiveOf({ tags: ['a:1'] }));
    const source = await sourceOf(fixture);
    await fixture.mgr.remove('a:1', { force: false, noprune: false }, signal);
    fixture.containerd.memory.collectGarbage();
    await assert.rejects(fixture.mgr.commit(source, OPTIONS, signal), {
      code: 'notFound',
      message: `No such image: ${source.image.id}`,
    });
  });

  it('does not take a containerd that fails for an image that is gone', async () => {
    await using fixture = await openImageMgr();
    await fixture.load(archiveOf({ tags: ['a:1'] }));
    const source = await sourceOf(fixture);
    fixture.containerd.failNext('content.info', unavailable('the connection broke'));
    await assert.rejects(fixture.mgr.commit(source, OPTIONS, signal), {
      code: 'unavailable',
      message: 'the connection broke',
    });
    assert.equal(fixture.containerd.memory.leases.size, 0);
  });
});
