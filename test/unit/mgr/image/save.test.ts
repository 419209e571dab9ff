import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';

import { tarEntries } from '../../../../src/image/tar/tar-entries.ts';
import { isCode } from '../../../../src/lib/errors.ts';
import { imageBlobs, layoutOf, sha256 } from '../../../helpers/images.ts';
import {
  archiveOf,
  type ImageMgrFixture,
  layerOf,
  openImageMgr,
  signal,
  smallConfig,
} from './image-mgr-fixture.ts';

const layers = [layerOf('one'), layerOf('two')];

async function save(
  { mgr }: ImageMgrFixture,
  refs: readonly string[],
  platforms: readonly string[] = [],
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await mgr.save(refs, { platforms }, signal)) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

async function membersOf(archive: Buffer): Promise<Map<string, Buffer>> {
  const members = new Map<string, Buffer>();
  for await (const { header, body } of tarEntries(Readable.from([archive]), 1000)) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk.slice());
    if (header.type === 'file') members.set(header.name, Buffer.concat(chunks));
  }
  return members;
}

interface Entry {
  readonly digest: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

const jsonOf = (members: Map<string, Buffer>, name: string): unknown =>
  JSON.parse(members.get(name)?.toString() ?? 'null');

const entriesOf = (members: Map<string, Buffer>): Entry[] =>
  (jsonOf(members, 'index.json') as { manifests: Entry[] }).manifests;

/** What older engines read of the first image. */
const legacyOf = (members: Map<string, Buffer>): Record<string, unknown> | undefined =>
  (jsonOf(members, 'manifest.json') as Record<string, unknown>[])[0];

/** An index of two platforms, of which the second may be without its blobs. */
function twoPlatforms(withArm: boolean): { archive: Buffer; arm: string } {
  const amd = imageBlobs({
    layers: [{ bytes: layerOf('amd') }],
    config: smallConfig({ layers: [layerOf('amd')] }),
    platform: { os: 'linux', architecture: 'amd64' },
  });
  const arm = imageBlobs({
    layers: [{ bytes: layerOf('arm') }],
    config: smallConfig({ layers: [layerOf('arm')], architecture: 'arm64' }),
    platform: { os: 'linux', architecture: 'arm64' },
  });
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const index = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType,
      manifests: [amd.descriptor, arm.descriptor],
    }),
  );
  const descriptor = {
    mediaType,
    digest: `sha256:${sha256(index)}`,
    size: index.length,
    annotations: { 'io.containerd.image.name': 'docker.io/library/multi:1' },
  };
  const blobs = [...amd.blobs, ...(withArm ? arm.blobs : []), index];
  return { archive: layoutOf(blobs, [descriptor]), arm: arm.descriptor.digest };
}

describe('save', () => {
  it('writes each blob once, under all names that were asked for', async () => {
    await using fixture = await openImageMgr();
    await fixture.load(
      archiveOf(
        { tags: ['a:1', 'a:2', 'a:3'], layers },
        { tags: ['b:1'], layers: [layerOf('three')] },
      ),
    );
    const members = await membersOf(await save(fixture, ['a:1', 'b:1', 'a:2', 'a:1', 'b:1']));
    for (const [name, bytes] of members) {
      if (name.startsWith('blobs/')) assert.equal(name, `blobs/sha256/${sha256(bytes)}`);
    }
    assert.deepEqual(
      entriesOf(members).map(({ annotations }) => annotations?.['io.containerd.image.name']),
      ['docker.io/library/a:1', 'docker.io/library/a:2'].concat('docker.io/library/b:1'),
    );
    const legacy = legacyOf(members);
    assert.deepEqual(legacy?.['RepoTags'], ['a:1', 'a:2']);
    assert.deepEqual(
      legacy['Layers'],
      layers.map((layer) => `blobs/sha256/${sha256(layer)}`),
    );
    assert.deepEqual(jsonOf(members, 'oci-layout'), { imageLayoutVersion: '1.0.0' });
  });

  it('gives back what was loaded, with the same id, and the same bytes each time', async () => {
    await using fixture = await openImageMgr();
    await fixture.load(archiveOf({ tags: ['a:1'], layers }));
    const archive = await save(fixture, ['a:1']);
    assert.ok(archive.equals(await save(fixture, ['a:1'])));
    const { Id } = await fixture.mgr.inspect('a:1', { manifests: false }, signal);
    await using other = await openImageMgr();
    assert.deepEqual(await other.load(archive), [{ stream: 'Loaded image: a:1\n' }]);
    assert.equal((await other.mgr.inspect('a:1', { manifests: false }, signal)).Id, Id);
    assert.ok(archive.equals(await save(other, ['a:1'])));
    assert.deepEqual(fixture.actions().slice(-1), [`save ${Id}`]);
  });

  it('an image that is asked for by its id has no name', async () => {
    await using fixture = await openImageMgr();
    await fixture.load(archiveOf({ tags: ['a:1'], layers }));
    const { Id } = await fixture.mgr.inspect('a:1', { manifests: false }, signal);
    const members = await membersOf(await save(fixture, [Id]));
    assert.deepEqual(Object.keys(entriesOf(members)[0] ?? {}), ['mediaType', 'digest', 'size']);
    assert.equal(legacyOf(members)?.['RepoTags'], null);
  });

  it('an index keeps its id, whether all its platforms are here or not', async () => {
    for (const withArm of [true, false]) {
      await using fixture = await openImageMgr();
      await fixture.load(twoPlatforms(withArm).archive);
      const { Id } = await fixture.mgr.inspect('multi:1', { manifests: false }, signal);
      const archive = await save(fixture, ['multi:1']);
      const members = await membersOf(archive);
      assert.equal(entriesOf(members)[0]?.digest, Id);
      assert.equal(members.size, withArm ? 10 : 7);
      await using other = await openImageMgr();
      await other.load(archive);
      assert.equal((await other.mgr.inspect('multi:1', { manifests: false }, signal)).Id, Id);
    }
  });

  it('one platform of an index is saved as that manifest', async () => {
    await using fixture = await openImageMgr();
    const { archive, arm } = twoPlatforms(true);
    await fixture.load(archive);
    const members = await membersOf(await save(fixture, ['multi:1'], ['linux/arm64']));
    assert.equal(entriesOf(members)[0]?.digest, arm);
    assert.equal(members.size, 6);
  });

  it('refuses what is not here before it writes anything', async () => {
    await using fixture = await openImageMgr();
    await fixture.load(twoPlatforms(false).archive);
    for (const [refs, platforms, sentence] of [
      [['multi:1', 'nosuch'], [], /^No such image: nosuch:latest$/],
      [['multi:1'], ['linux/arm64'], /does not provide the specified platform \(linux\/arm64\)$/],
      [['multi:1'], ['linux/s390x'], /does not provide the specified platform \(linux\/s390x\)$/],
    ] as const) {
      await assert.rejects(save(fixture, refs, platforms), (err: Error) => {
        assert.match(err.message, sentence);
        return isCode(err, 'notFound');
      });
    }
    assert.deepEqual(await fixture.containerd.leases.list(signal), []);
  });
});
