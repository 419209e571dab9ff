import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

import { NO_FILTERS } from '../../../src/lib/filters.ts';
import type { StartableImageMgr } from '../../../src/mgr/image/create-image-mgr.ts';
import {
  blobMember,
  busyboxLayout,
  busyboxParts,
  busyboxTar,
  imageBlobs,
  layoutOf,
  writeTar,
} from '../../helpers/images.ts';
import {
  collectGarbage,
  NAMESPACE,
  NOTHING,
  openImageFixture,
  remains,
  SNAPSHOTTER,
  streamOf,
} from './image-fixture.ts';

const run = promisify(execFile);
const signal = AbortSignal.timeout(300_000);
const LIST = {
  all: false,
  filters: NO_FILTERS,
  sharedSize: false,
  manifests: false,
  digests: false,
};

async function loadAll(mgr: StartableImageMgr, bytes: Uint8Array): Promise<unknown[]> {
  const records: unknown[] = [];
  await mgr.load(streamOf(bytes), { quiet: true }, (record) => records.push(record), signal);
  return records;
}

const isRoot = process.getuid?.() === 0;

describe('images on a real containerd', { skip: !isRoot && 'needs root' }, () => {
  it('loads, lists, removes, and leaves nothing behind', async () => {
    await using fixture = await openImageFixture();
    const { containerd } = fixture;
    const mgr = await fixture.manager();
    const tar = busyboxTar();
    const zstd = execFileSync('zstd', ['-q', '-c'], { input: tar, maxBuffer: 1 << 30 });
    for (const bytes of [tar, gzipSync(tar), zstd]) {
      assert.deepEqual(await loadAll(mgr, bytes), [{ stream: 'Loaded image: busybox:latest\n' }]);
    }
    await loadAll(mgr, busyboxLayout({ tags: ['layout:1'] }));
    assert.equal(mgr.count(), 2);
    const [image] = await mgr.list(LIST, signal);
    assert.ok(image);
    assert.ok(image.Size > 1_000_000 && image.Size < 4_000_000, String(image.Size));
    const resolved = await mgr.resolve('busybox', undefined, signal);
    assert.equal(resolved.chainId, `sha256:${layerDigest()}`);
    const mounts = await containerd.snapshots.prepare(
      SNAPSHOTTER,
      'probe',
      resolved.chainId,
      signal,
    );
    assert.equal(mounts.length, 1);
    await containerd.snapshots.remove(SNAPSHOTTER, 'probe', signal);

    await collectGarbage(containerd);
    const held = await remains(containerd);
    assert.equal(held.snapshots.length, 1, 'both images share the layer');
    assert.deepEqual(held.leases, []);

    const options = { force: false, noprune: false };
    const first = await mgr.remove('busybox', options, signal);
    assert.deepEqual(
      first.map((item) => Object.keys(item)[0]),
      ['Untagged', 'Deleted'],
      'the layer is still used',
    );
    const second = await mgr.remove('layout:1', options, signal);
    assert.deepEqual(second.at(-1), { Deleted: `sha256:${layerDigest()}` });
    await collectGarbage(containerd);
    assert.deepEqual(await remains(containerd), NOTHING);
  });

  it('gives a docker-archive the id that containerd itself gives it', async () => {
    await using fixture = await openImageFixture();
    const mgr = await fixture.manager();
    const tar = busyboxTar({ tags: ['same:1'] });
    await loadAll(mgr, tar);
    const ours = await mgr.inspect('same:1', { manifests: false }, signal);
    const file = `${fixture.address}.tar`;
    await writeFile(file, tar);
    const ctr = (...args: string[]) => run('ctr', ['-a', fixture.address, '-n', 'other', ...args]);
    await ctr('images', 'import', '--no-unpack', file);
    const { stdout } = await ctr('images', 'list');
    assert.ok(stdout.includes(ours.Id), stdout);
  });

  it('imports the tar of a root file system, packed or empty', async () => {
    await using fixture = await openImageFixture();
    const mgr = await fixture.manager();
    const rootfs = writeTar([{ name: 'hello', data: 'hello' }]);
    const ids: string[] = [];
    for (const bytes of [rootfs, gzipSync(rootfs), Buffer.alloc(0)]) {
      await mgr.import(
        streamOf(bytes),
        { repo: '', tag: '', message: '', changes: ['CMD ["/hello"]', 'ENV A=1'] },
        (record) => ids.push(String(record['status'])),
        signal,
      );
    }
    assert.equal(new Set(ids).size, 3);
    for (const id of ids) {
      const image = await mgr.inspect(id, { manifests: false }, signal);
      assert.deepEqual(image.Config?.Cmd, ['/hello']);
      assert.equal(image.Comment, 'Imported from -');
      await mgr.resolve(id, undefined, signal);
    }
    const report = await mgr.prune(NO_FILTERS, signal);
    assert.equal(
      report.ImagesDeleted.filter(({ Deleted }) => ids.includes(Deleted ?? '')).length,
      3,
    );
    assert.ok(report.SpaceReclaimed > rootfs.length);
    await collectGarbage(fixture.containerd);
    assert.deepEqual(await remains(fixture.containerd), NOTHING);
  });

  it('refuses what is no tar on import and keeps nothing of it', async () => {
    await using fixture = await openImageFixture();
    const mgr = await fixture.manager();
    const options = { repo: 'x', tag: '1', message: '', changes: [] };
    const garbage = Buffer.from('garbage'.repeat(1000));
    await assert.rejects(
      mgr.import(streamOf(garbage), options, () => undefined, signal),
      {
        code: 'invalidArgument',
        message: 'Error processing tar file: archive/tar: invalid tar header',
      },
    );
    await collectGarbage(fixture.containerd);
    assert.deepEqual(await remains(fixture.containerd), NOTHING);
  });

  it('refuses a packed layer that is not what its configuration says, before it has a name', async () => {
    await using fixture = await openImageFixture();
    const mgr = await fixture.manager();
    const { config } = busyboxParts();
    const mediaType = 'application/vnd.oci.image.layer.v1.tar+gzip';
    const other = gzipSync(writeTar([{ name: 'other', data: 'x' }]));
    const { blobs, descriptor } = imageBlobs({
      layers: [{ bytes: other, mediaType }],
      config,
      annotations: { 'io.containerd.image.name': 'docker.io/library/bad:1' },
    });
    await assert.rejects(loadAll(mgr, layoutOf(blobs, [descriptor])), {
      code: 'invalidArgument',
      message: /wrong diff id calculated on extraction/,
    });
    assert.equal(mgr.count(), 0);
    await collectGarbage(fixture.containerd);
    assert.deepEqual(await remains(fixture.containerd), NOTHING);
  });

  it('refuses a blob that is not what its name says', async () => {
    await using fixture = await openImageFixture();
    const mgr = await fixture.manager();
    const { layer } = busyboxParts();
    const archive = writeTar([
      { name: 'oci-layout', data: '{}' },
      { ...blobMember(layer), data: 'something else' },
    ]);
    await assert.rejects(loadAll(mgr, archive), { code: 'invalidArgument' });
    await collectGarbage(fixture.containerd);
    assert.deepEqual(await remains(fixture.containerd), NOTHING);
  });

  it('cleans up at the start what a daemon that died had begun', async () => {
    await using fixture = await openImageFixture();
    const { containerd } = fixture;
    const mgr = await fixture.manager();
    const stop = new AbortController();
    const tar = busyboxTar();
    async function* half() {
      yield tar.subarray(0, 1_000_000);
      stop.abort();
      await Promise.resolve();
      yield tar.subarray(1_000_000, 1_100_000);
    }
    await assert.rejects(mgr.load(half() as never, { quiet: true }, () => undefined, stop.signal));
    const labels = { 'joey.lease': 'image' };
    await containerd.leases.create('joey-image-left', labels, signal);
    await containerd.leases.create('of-somebody-else', {}, signal);
    await fixture.manager();
    const { leases } = await remains(containerd);
    assert.deepEqual(leases, ['of-somebody-else']);
    await containerd.leases.delete('of-somebody-else', signal, { sync: true });
    assert.deepEqual(await remains(containerd), NOTHING);
  });

  it('unpacks a layer once for many who ask at the same time', async () => {
    await using fixture = await openImageFixture();
    const { containerd } = fixture;
    await loadAll(await fixture.manager(), busyboxTar());
    const { chainId } = await (await fixture.manager()).resolve('busybox', undefined, signal);
    await containerd.snapshots.remove(SNAPSHOTTER, chainId, signal);
    const mgr = await fixture.manager();
    const all = await Promise.all(
      Array.from({ length: 8 }, () => mgr.resolve('busybox', undefined, signal)),
    );
    assert.deepEqual(new Set(all.map((image) => image.chainId)), new Set([chainId]));
    const { snapshots, leases } = await remains(containerd);
    assert.deepEqual(snapshots, [chainId]);
    assert.deepEqual(leases, []);
  });

  it('answers for an unpacked image from memory, within a millisecond', async () => {
    await using fixture = await openImageFixture();
    const mgr = await fixture.manager();
    await loadAll(mgr, busyboxTar());
    for (let count = 0; count < 100; count += 1) await mgr.resolve('busybox', undefined, signal);
    const start = performance.now();
    for (let count = 0; count < 100; count += 1) await mgr.resolve('busybox', undefined, signal);
    const each = (performance.now() - start) / 100;
    assert.ok(each < 1, `${each} ms`);
  });

  it('sees names that others give and take', async () => {
    await using fixture = await openImageFixture();
    const mgr = await fixture.manager();
    await loadAll(mgr, busyboxTar());
    const ctr = (...args: string[]) =>
      run('ctr', ['-a', fixture.address, '-n', NAMESPACE, ...args]);
    await ctr('images', 'tag', 'docker.io/library/busybox:latest', 'docker.io/library/theirs:1');
    await eventually(() => mgr.resolve('theirs:1', undefined, signal));
    await ctr('images', 'rm', 'docker.io/library/theirs:1');
    await eventually(() => assert.rejects(mgr.resolve('theirs:1', undefined, signal)));
  });

  it('loads a large layer without blocking the event loop or filling memory', async () => {
    await using fixture = await openImageFixture();
    const mgr = await fixture.manager();
    const block = randomBytes(1 << 20);
    const file = Buffer.concat(Array.from({ length: 150 }, () => block));
    const tar = busyboxTar({ tags: ['large:1'], files: [{ name: 'large', data: file }] });
    const packed = execFileSync('zstd', ['-q', '-c'], { input: tar, maxBuffer: 1 << 30 });
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const before = process.memoryUsage().rss;
    const source = Readable.from(inChunks(packed));
    await mgr.load(source, { quiet: true }, () => undefined, signal);
    const grown = process.memoryUsage().rss - before;
    clearInterval(timer);
    assert.ok(grown < 120 << 20, `memory grew by ${grown >> 20} MiB`);
    // Not a time: other programs may have the processors for a while.
    assert.ok(turns > 300, `the event loop turned ${turns} times only`);
  });
});

function* inChunks(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

function layerDigest(): string {
  const { config } = busyboxParts();
  const { rootfs } = JSON.parse(config.toString()) as { rootfs: { diff_ids: string[] } };
  return (rootfs.diff_ids[0] ?? '').slice('sha256:'.length);
}

/** Waits for something that another process brings about. */
async function eventually(check: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + 5000;
  for (;;) {
    try {
      await check();
      return;
    } catch (err) {
      if (Date.now() > deadline) throw err;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
