/* eslint-disable @typescript-eslint/require-await -- sources of bytes that need not wait */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';

import type { Containerd, Mount } from '../../src/ctrd/containerd.ts';
import type { OciSpec } from '../../src/lib/oci.ts';
import { codeOf, unique } from './containerd-facts.ts';

/** What the suites need beside the client itself. */
export interface ContainerdTarget extends AsyncDisposable {
  readonly runtime: Containerd;
  /** What a task can be made of: a busybox at /bin. */
  rootfs(): Promise<readonly Mount[]>;
  /** A spec that runs these arguments. */
  spec(args: readonly string[]): OciSpec;
}

const SNAPSHOTTER = 'overlayfs';
const signal = AbortSignal.timeout(120_000);
const digestOf = (bytes: Uint8Array): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

async function* inParts(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

async function bytesOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Stores: what the fake and every real containerd have in common, without running anything. */
export function containerdSuite(name: string, open: () => Promise<ContainerdTarget>): void {
  describe(`${name}: stores`, () => {
    let target: ContainerdTarget;
    let runtime: Containerd;
    before(async () => {
      target = await open();
      ({ runtime } = target);
    });
    after(() => target[Symbol.asyncDispose]());

    const put = async (bytes: Buffer, labels = {}, lease?: string): Promise<string> => {
      const expected = { digest: digestOf(bytes), size: bytes.length };
      const of = { ref: unique('ref'), expected, labels, ...(lease !== undefined && { lease }) };
      return (await runtime.content.write(of, inParts(bytes), signal)).digest;
    };

    it('says its version', async () => {
      assert.match((await runtime.version(signal)).version, /^v?\d+\.\d+/);
    });

    it('has the snapshotter that we use', async () => {
      const plugins = await runtime.introspection.plugins(signal);
      const found = plugins.find(
        ({ type, id }) => type.endsWith('snapshotter.v1') && id === SNAPSHOTTER,
      );
      assert.equal(found?.ok, true);
      assert.ok(found.exports['root'] !== undefined || found.platforms.length > 0);
    });

    it('makes a namespace once', async () => {
      const namespace = unique('ns');
      await runtime.namespaces.ensure(namespace, signal);
      await runtime.namespaces.ensure(namespace, signal);
      const names = await runtime.namespaces.list(signal);
      assert.equal(names.filter((found) => found === namespace).length, 1);
    });

    describe('content', () => {
      it('reads back what was written, whole and in part', async () => {
        const bytes = randomBytes(3 * 1024 * 1024 + 17);
        const digest = await put(bytes, { 'containerd.io/gc.root': 'x' });
        assert.deepEqual(await bytesOf(runtime.content.read(digest, signal)), bytes);
        const part = runtime.content.read(digest, signal, { offset: 1_000_000, size: 1_500_000 });
        assert.deepEqual(await bytesOf(part), bytes.subarray(1_000_000, 2_500_000));
        const rest = runtime.content.read(digest, signal, { offset: bytes.length - 5 });
        assert.deepEqual(await bytesOf(rest), bytes.subarray(-5));
        const nothing = runtime.content.read(digest, signal, { offset: 0, size: 0 });
        assert.equal((await bytesOf(nothing)).length, 0);
      });

      it('finds the digest of what was not announced', async () => {
        const parts = [randomBytes(10), randomBytes(1024 * 1024), randomBytes(7)];
        const of = { ref: unique('ref'), labels: { 'containerd.io/gc.root': 'x' } };
        const written = await runtime.content.write(of, inParts(...parts), signal);
        const bytes = Buffer.concat(parts);
        assert.deepEqual(written, { digest: digestOf(bytes), size: bytes.length });
      });

      it('takes an empty blob', async () => {
        const of = { ref: unique('ref'), labels: { 'containerd.io/gc.root': 'x' } };
        const written = await runtime.content.write(of, inParts(), signal);
        assert.deepEqual(written, { digest: digestOf(Buffer.alloc(0)), size: 0 });
      });

      it('accepts a blob that exists, announced or not, and adds its labels', async () => {
        const bytes = randomBytes(100);
        const root = { 'containerd.io/gc.root': 'x' };
        const digest = await put(bytes, root);
        assert.equal(await put(bytes, { ...root, again: 'yes' }), digest);
        const blind = { ref: unique('ref'), labels: { blind: 'yes' } };
        const written = await runtime.content.write(blind, inParts(bytes), signal);
        assert.deepEqual(written, { digest, size: 100 });
        const { labels } = await runtime.content.info(digest, signal);
        assert.deepEqual(labels, { ...root, again: 'yes', blind: 'yes' });
      });

      it('refuses bytes that are not what was announced and forgets them', async () => {
        const bytes = randomBytes(50);
        const ref = unique('ref');
        const expected = { digest: digestOf(randomBytes(8)), size: 50 };
        const write = runtime.content.write({ ref, expected }, inParts(bytes), signal);
        assert.equal(await codeOf(write), 'invalidArgument');
        assert.equal(await runtime.content.status(ref, signal), undefined);
      });

      it('resumes a write that broke off', async () => {
        const bytes = randomBytes(2 * 1024 * 1024 + 100);
        const ref = unique('ref');
        const expected = { digest: digestOf(bytes), size: bytes.length };
        const labels = { 'containerd.io/gc.root': 'x' };
        async function* broken(): AsyncGenerator<Uint8Array> {
          yield bytes.subarray(0, 2 * 1024 * 1024);
          yield bytes.subarray(2 * 1024 * 1024, 2 * 1024 * 1024 + 10);
          throw new RangeError('the source broke');
        }
        const first = runtime.content.write({ ref, expected, labels }, broken(), signal);
        await assert.rejects(first, RangeError);
        const offset = (await runtime.content.status(ref, signal))?.offset ?? 0;
        assert.ok(offset > 0 && offset < bytes.length, `offset ${offset}`);
        const again = { ref, expected, labels, offset };
        const written = await runtime.content.write(again, inParts(bytes.subarray(offset)), signal);
        assert.deepEqual(written, expected);
        assert.deepEqual(await bytesOf(runtime.content.read(written.digest, signal)), bytes);
      });

      it('skips what it has when the source begins at the start again', async () => {
        const bytes = randomBytes(2 * 1024 * 1024 + 100);
        const ref = unique('ref');
        const labels = { 'containerd.io/gc.root': 'x' };
        async function* broken(): AsyncGenerator<Uint8Array> {
          yield bytes.subarray(0, 1024 * 1024);
          yield bytes.subarray(1024 * 1024, 1024 * 1024 + 10);
          throw new RangeError('the source broke');
        }
        await assert.rejects(runtime.content.write({ ref, labels }, broken(), signal), RangeError);
        const written = await runtime.content.write({ ref, labels }, inParts(bytes), signal);
        assert.equal(written.digest, digestOf(bytes));
      });

      it('forgets an aborted write', async () => {
        const ref = unique('ref');
        async function* broken(): AsyncGenerator<Uint8Array> {
          yield randomBytes(1024 * 1024);
          yield randomBytes(10);
          throw new RangeError('the source broke');
        }
        await assert.rejects(runtime.content.write({ ref }, broken(), signal), RangeError);
        await runtime.content.abort(ref, signal);
        assert.equal(await runtime.content.status(ref, signal), undefined);
        assert.equal(await codeOf(runtime.content.abort(ref, signal)), 'notFound');
      });

      it('changes, removes and filters by labels', async () => {
        const mark = unique('mark');
        const digest = await put(randomBytes(20), { 'containerd.io/gc.root': 'x', old: '1' });
        await runtime.content.updateLabels(digest, { old: '', [mark]: '2' }, signal);
        const { labels } = await runtime.content.info(digest, signal);
        assert.deepEqual(labels, { 'containerd.io/gc.root': 'x', [mark]: '2' });
        const found = await runtime.content.list([`labels."${mark}"==2`], signal);
        assert.deepEqual(
          found.map((info) => info.digest),
          [digest],
        );
        assert.equal(found[0]?.size, 20);
      });

      it('knows nothing of what was deleted', async () => {
        const digest = await put(randomBytes(20));
        await runtime.content.delete(digest, signal);
        assert.equal(await codeOf(runtime.content.info(digest, signal)), 'notFound');
        assert.equal(await codeOf(runtime.content.delete(digest, signal)), 'notFound');
        assert.equal(await codeOf(bytesOf(runtime.content.read(digest, signal))), 'notFound');
      });
    });

    describe('images and garbage', () => {
      it('puts, moves, lists and deletes a name', async () => {
        const image = `example.test/${unique('image')}:latest`;
        const target = (digest: string) => ({ mediaType: 'application/json', digest, size: 30 });
        const [one, two] = [await put(randomBytes(30)), await put(randomBytes(30))];
        await runtime.images.put({ name: image, labels: { a: '1' }, target: target(one) }, signal);
        await runtime.images.put({ name: image, labels: { b: '2' }, target: target(two) }, signal);
        const found = await runtime.images.get(image, signal);
        assert.equal(found.target.digest, two);
        assert.deepEqual(found.labels, { b: '2' });
        assert.ok(Math.abs(found.createdAt.getTime() - Date.now()) < 60_000);
        const listed = await runtime.images.list([`name==${image}`], signal);
        assert.deepEqual(
          listed.map(({ name: listedName }) => listedName),
          [image],
        );
        await runtime.images.delete(image, signal, { sync: true });
        assert.equal(await codeOf(runtime.images.get(image, signal)), 'notFound');
        assert.equal(await codeOf(runtime.images.delete(image, signal)), 'notFound');
      });

      it('keeps what an image refers to by labels, and collects the rest', async () => {
        const lease = unique('lease');
        await runtime.leases.create(
          lease,
          { 'containerd.io/gc.expire': '2100-01-01T00:00:00Z' },
          signal,
        );
        const child = await put(randomBytes(30), {}, lease);
        const parent = await put(
          randomBytes(30),
          { 'containerd.io/gc.ref.content.0': child },
          lease,
        );
        const other = await put(randomBytes(30), {}, lease);
        const image = `example.test/${unique('image')}:latest`;
        const target = { mediaType: 'application/json', digest: parent, size: 30 };
        await runtime.images.put({ name: image, labels: {}, target }, signal);
        await runtime.leases.delete(lease, signal, { sync: true });
        assert.equal((await runtime.content.info(child, signal)).size, 30);
        assert.equal(await codeOf(runtime.content.info(other, signal)), 'notFound');
        await runtime.images.delete(image, signal, { sync: true });
        assert.equal(await codeOf(runtime.content.info(child, signal)), 'notFound');
      });

      it('holds leased and added resources until the lease is gone', async () => {
        const lease = unique('lease');
        await runtime.leases.create(lease, {}, signal);
        assert.equal(await codeOf(runtime.leases.create(lease, {}, signal)), 'conflict');
        const listed = await runtime.leases.list(signal);
        assert.ok(listed.some(({ id }) => id === lease));
        const key = unique('snapshot');
        await runtime.snapshots.prepare(SNAPSHOTTER, key, '', signal, { lease });
        const second = unique('lease');
        await runtime.leases.create(second, {}, signal);
        const resource = { type: `snapshots/${SNAPSHOTTER}`, id: key };
        await runtime.leases.addResource(second, resource, signal);
        await runtime.leases.delete(lease, signal, { sync: true });
        assert.equal((await runtime.snapshots.stat(SNAPSHOTTER, key, signal)).kind, 'active');
        await runtime.leases.delete(second, signal, { sync: true });
        assert.equal(await codeOf(runtime.snapshots.stat(SNAPSHOTTER, key, signal)), 'notFound');
        await runtime.leases.delete(second, signal);
      });
    });

    describe('snapshots', () => {
      const root = { labels: { 'containerd.io/gc.root': 'x' } };

      it('prepares, commits, views, lists and removes', async () => {
        const [active, base, view] = [unique('active'), unique('base'), unique('view')];
        const mounts = await runtime.snapshots.prepare(SNAPSHOTTER, active, '', signal, root);
        assert.ok((mounts[0]?.source.length ?? 0) > 0);
        assert.deepEqual(await runtime.snapshots.mounts(SNAPSHOTTER, active, signal), mounts);
        await runtime.snapshots.commit(SNAPSHOTTER, base, active, signal, root);
        const stat = await runtime.snapshots.stat(SNAPSHOTTER, base, signal);
        assert.deepEqual(
          { kind: stat.kind, parent: stat.parent },
          { kind: 'committed', parent: '' },
        );
        assert.deepEqual(stat.labels, root.labels);
        await runtime.snapshots.view(SNAPSHOTTER, view, base, signal, root);
        const listed = await runtime.snapshots.list(SNAPSHOTTER, signal);
        assert.equal(listed.find(({ key }) => key === view)?.parent, base);
        assert.equal((await runtime.snapshots.stat(SNAPSHOTTER, view, signal)).kind, 'view');
        const usage = await runtime.snapshots.usage(SNAPSHOTTER, base, signal);
        assert.ok(usage.size >= 0 && usage.inodes > 0);
        await runtime.snapshots.remove(SNAPSHOTTER, view, signal);
        await runtime.snapshots.remove(SNAPSHOTTER, base, signal);
        assert.equal(await codeOf(runtime.snapshots.remove(SNAPSHOTTER, base, signal)), 'notFound');
        await runtime.snapshots.cleanup(SNAPSHOTTER, signal);
      });

      it('refuses a taken key, a missing parent and the removal of a parent', async () => {
        const [key, child] = [unique('key'), unique('child')];
        const missing = runtime.snapshots.prepare(SNAPSHOTTER, key, unique('no'), signal, root);
        assert.equal(await codeOf(missing), 'notFound');
        await runtime.snapshots.prepare(SNAPSHOTTER, `${key}-w`, '', signal, root);
        const again = runtime.snapshots.prepare(SNAPSHOTTER, `${key}-w`, '', signal, root);
        assert.equal(await codeOf(again), 'conflict');
        await runtime.snapshots.commit(SNAPSHOTTER, key, `${key}-w`, signal, root);
        await runtime.snapshots.prepare(SNAPSHOTTER, child, key, signal, root);
        const removal = runtime.snapshots.remove(SNAPSHOTTER, key, signal);
        assert.equal(await codeOf(removal), 'invalidArgument');
        await runtime.snapshots.remove(SNAPSHOTTER, child, signal);
        await runtime.snapshots.remove(SNAPSHOTTER, key, signal);
      });
    });

    describe('containers', () => {
      it('stores, updates, lists and deletes', async () => {
        const id = unique('container');
        const container = {
          id,
          labels: { a: 'b' },
          image: 'example.test/x:latest',
          runtime: {
            name: 'io.containerd.runc.v2',
            options: { binaryName: 'crun', root: '/run/x', systemdCgroup: true, ioUid: 7 },
          },
          spec: target.spec(['true']),
        };
        await runtime.containers.create(container, signal);
        assert.equal(await codeOf(runtime.containers.create(container, signal)), 'conflict');
        assert.deepEqual(await runtime.containers.get(id, signal), container);
        const changed = target.spec(['false']);
        await runtime.containers.updateSpec(id, changed, signal);
        const listed = await runtime.containers.list(signal);
        const found = listed.find((listedContainer) => listedContainer.id === id);
        assert.deepEqual(found, { ...container, spec: changed });
        await runtime.containers.delete(id, signal);
        assert.equal(await codeOf(runtime.containers.get(id, signal)), 'notFound');
        assert.equal(await codeOf(runtime.containers.delete(id, signal)), 'notFound');
      });

      it('keeps the snapshot that it names', async () => {
        const [id, lease] = [unique('container'), unique('lease')];
        await runtime.leases.create(lease, {}, signal);
        await runtime.snapshots.prepare(SNAPSHOTTER, id, '', signal, { lease });
        const spec = target.spec(['true']);
        const names = { snapshotter: SNAPSHOTTER, snapshotKey: id };
        const runc = { name: 'io.containerd.runc.v2' };
        await runtime.containers.create({ id, labels: {}, runtime: runc, spec, ...names }, signal);
        await runtime.leases.delete(lease, signal, { sync: true });
        assert.equal((await runtime.snapshots.stat(SNAPSHOTTER, id, signal)).kind, 'active');
        await runtime.containers.delete(id, signal);
        await runtime.snapshots.remove(SNAPSHOTTER, id, signal);
      });
    });

    it('refuses a call whose signal has aborted already', async () => {
      const aborted = AbortSignal.abort();
      assert.equal(await codeOf(runtime.version(aborted)), 'canceled');
      assert.equal(await codeOf(bytesOf(runtime.content.read('sha256:0', aborted))), 'canceled');
      const [next] = [runtime.events.subscribe(aborted)[Symbol.asyncIterator]().next()];
      assert.equal(await codeOf(next), 'canceled');
    });
  });
}
