import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

import { internal } from '../../../../src/lib/errors.ts';
import {
  blobMember,
  imageBlobs,
  layoutOf,
  sha256,
  type TarMember,
  writeTar,
} from '../../../helpers/images.ts';
import { archiveOf, layerOf, openImageMgr, signal, smallConfig } from './image-mgr-fixture.ts';

const layers = [layerOf('one'), layerOf('two')];
const inspectOptions = { manifests: false };

const named = (name: string) => ({ 'io.containerd.image.name': `docker.io/library/${name}` });

describe('load', () => {
  it('loads all images of a docker-archive under all their names', async () => {
    await using fixture = await openImageMgr();
    const records = await fixture.load(
      archiveOf({ tags: ['a:1', 'a:2'], layers }, { tags: ['registry.example:5000/b/c:x'] }),
    );
    assert.deepEqual(records, [
      { stream: 'Loaded image: a:1\n' },
      { stream: 'Loaded image: a:2\n' },
      { stream: 'Loaded image: registry.example:5000/b/c:x\n' },
    ]);
    assert.equal(fixture.mgr.count(), 2);
    const { id, chainId } = await fixture.mgr.resolve('a:2', undefined, signal);
    assert.match(chainId, /^sha256:/);
    assert.deepEqual(fixture.actions().slice(0, 1), [`load ${id}`]);
  });

  it('keeps an image without a name by its id', async () => {
    await using fixture = await openImageMgr();
    const [record] = (await fixture.load(archiveOf({}))) as { stream: string }[];
    const id = /^Loaded image ID: (sha256:[0-9a-f]{64})\n$/.exec(record?.stream ?? '')?.[1];
    const image = await fixture.mgr.inspect(id ?? '', inspectOptions, signal);
    assert.deepEqual([image.RepoTags, image.RepoDigests], [[], []]);
    fixture.containerd.memory.collectGarbage();
    await fixture.mgr.resolve(id ?? '', undefined, signal);
  });

  it('tells each layer that it unpacks unless it shall be quiet', async () => {
    await using fixture = await openImageMgr();
    const records = await fixture.load(archiveOf({ tags: ['a:1'], layers }), { quiet: false });
    const ids = layers.map((layer) => sha256(layer).slice(0, 12));
    assert.deepEqual(
      records.slice(0, 2).map((record) => (record as { id: string }).id),
      ids,
    );
  });

  it('gives equal archives the same id and moves a name that another image had', async () => {
    await using fixture = await openImageMgr();
    await fixture.load(archiveOf({ tags: ['a:1'] }));
    const before = await fixture.mgr.resolve('a:1', undefined, signal);
    await fixture.load(gzipSync(archiveOf({ tags: ['a:1'] })));
    assert.equal((await fixture.mgr.resolve('a:1', undefined, signal)).id, before.id);
    const records = await fixture.load(archiveOf({ tags: ['a:1'], layers }));
    assert.deepEqual(records[0], {
      stream: `The image a:1 already exists, renaming the old one with ID ${before.id} to empty string\n`,
    });
    const old = await fixture.mgr.inspect(before.id, inspectOptions, signal);
    assert.deepEqual(old.RepoTags, []);
  });

  it('follows links from one layer to an equal one', async () => {
    await using fixture = await openImageMgr();
    const [layer = Buffer.alloc(0)] = layers;
    const config = smallConfig({ layers: [layer, layer] });
    const tar = writeTar([
      { name: './first/layer.tar', data: layer },
      { name: 'second/layer.tar', type: '2', linkName: '../first/layer.tar' },
      { name: 'config.json', data: config },
      {
        name: 'manifest.json',
        data: JSON.stringify([
          {
            Config: 'config.json',
            RepoTags: ['a:1'],
            Layers: ['first/layer.tar', 'second/layer.tar'],
          },
        ]),
      },
    ]);
    await fixture.load(tar);
    const image = await fixture.mgr.inspect('a:1', inspectOptions, signal);
    assert.equal(image.RootFS.Layers?.length, 2);
  });

  it('leaves nothing of what the archive had besides', async () => {
    await using fixture = await openImageMgr();
    const archive = archiveOf({ tags: ['a:1'] });
    const junk = writeTar([{ name: 'junk', data: 'junk'.repeat(1000) }], false);
    await fixture.load(Buffer.concat([junk, archive]));
    const { memory } = fixture.containerd;
    assert.equal(memory.leases.size, 0);
    memory.collectGarbage();
    assert.equal(memory.blobs.size, 3, 'layer, configuration, manifest');
    await fixture.mgr.resolve('a:1', undefined, signal);
  });

  it('loads an OCI layout with several images, with and without names', async () => {
    await using fixture = await openImageMgr();
    const make = (text: string, annotations?: Record<string, string>) => {
      const layer = layerOf(text);
      const config = smallConfig({ layers: [layer] });
      return imageBlobs({
        layers: [{ bytes: layer }],
        config,
        ...(annotations === undefined ? {} : { annotations }),
      });
    };
    const images = [
      make('a', named('first:1')),
      make('b', { 'org.opencontainers.image.ref.name': 'second:2' }),
      make('c', { 'org.opencontainers.image.ref.name': 'latest' }),
    ];
    const records = await fixture.load(
      layoutOf(
        images.flatMap(({ blobs }) => blobs),
        images.map(({ descriptor }) => descriptor),
      ),
    );
    assert.deepEqual(records, [
      { stream: 'Loaded image: first:1\n' },
      { stream: 'Loaded image: second:2\n' },
      { stream: `Loaded image ID: ${images[2]?.descriptor.digest ?? ''}\n` },
    ]);
    const { id } = await fixture.mgr.resolve('first:1', undefined, signal);
    assert.equal(id, images[0]?.descriptor.digest);
  });

  it('loads an index for several platforms of which some are missing', async () => {
    await using fixture = await openImageMgr();
    const { archive, index } = multiPlatform();
    await fixture.load(archive);
    const { id, platform } = await fixture.mgr.resolve('multi:1', undefined, signal);
    assert.equal(id, `sha256:${sha256(index)}`);
    assert.deepEqual(platform, { os: 'linux', architecture: 'amd64' });
    const arm = await fixture.mgr.resolve('multi:1', 'linux/arm64', signal);
    assert.equal(arm.platform.architecture, 'arm64');
    await assert.rejects(fixture.mgr.resolve('multi:1', 'linux/s390x', signal), {
      code: 'notFound',
      message:
        'image with reference multi:1 was found but does not provide the specified platform (linux/s390x)',
    });
    const image = await fixture.mgr.inspect('multi:1', { manifests: true }, signal);
    assert.deepEqual(
      image.Manifests?.map(({ Kind, Available }) => [Kind, Available]),
      [
        ['image', true],
        ['image', true],
        ['image', false],
      ],
    );
  });

  it('refuses a platform that the archive lacks, and gives no name', async () => {
    await using fixture = await openImageMgr();
    await assert.rejects(fixture.load(archiveOf({ tags: ['a:1'] }), { platform: 'linux/arm64' }), {
      code: 'notFound',
      message: "image a:1 was loaded, but doesn't provide the requested platform (linux/arm64)",
    });
    assert.equal(fixture.mgr.count(), 0);
  });

  it('releases its lease when containerd fails in the middle', async () => {
    await using fixture = await openImageMgr();
    fixture.containerd.failNext('diff.apply', internal('no space left'));
    await assert.rejects(fixture.load(archiveOf({ tags: ['a:1'] })), { message: 'no space left' });
    const { memory } = fixture.containerd;
    assert.equal(memory.leases.size, 0);
    memory.collectGarbage();
    assert.deepEqual([memory.blobs.size, memory.snapshots.size, memory.images.size], [0, 0, 0]);
    await fixture.load(archiveOf({ tags: ['a:1'] }));
  });
});

function multiPlatform(): { archive: Buffer; index: Buffer } {
  const build = (architecture: string) => {
    const layer = layerOf(architecture);
    return imageBlobs({
      layers: [{ bytes: layer }],
      config: smallConfig({ layers: [layer], architecture }),
      platform: { os: 'linux', architecture },
    });
  };
  const all = [build('arm64'), build('amd64'), build('s390x')];
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const index = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType,
      manifests: all.map(({ descriptor }) => descriptor),
    }),
  );
  const target = {
    mediaType,
    digest: `sha256:${sha256(index)}`,
    size: index.length,
    annotations: named('multi:1'),
  };
  const present = all.slice(0, 2).flatMap(({ blobs }) => blobs);
  return { archive: layoutOf([...present, index], [target]), index };
}

describe('a hostile archive', () => {
  const layer = layerOf('x');
  const config = smallConfig({ layers: [layer] });
  const image = imageBlobs({ layers: [{ bytes: layer }], config, annotations: named('x:1') });
  const manifest = (change: object) =>
    JSON.stringify([{ Config: 'c', RepoTags: ['x:1'], Layers: ['l'], ...change }]);
  const archive = (change: object, more: readonly TarMember[] = []) =>
    writeTar([
      { name: 'c', data: config },
      { name: 'l', data: layer },
      ...more,
      { name: 'manifest.json', data: manifest(change) },
    ]);

  const cases: readonly (readonly [string, Buffer, RegExp])[] = [
    ['is no archive of images', writeTar([{ name: 'a', data: 'x' }]), /unrecognized image format/],
    ['is empty', Buffer.alloc(0), /unrecognized image format/],
    ['climbs out with ..', archive({}, [{ name: '../evil', data: 'x' }]), /invalid path/],
    ['hides .. in the middle', archive({}, [{ name: 'a/../../evil', data: 'x' }]), /invalid path/],
    ['has an absolute name', archive({}, [{ name: '/etc/passwd', data: 'x' }]), /invalid path/],
    [
      'links out',
      archive({}, [{ name: 'e', type: '2', linkName: '../../etc/passwd' }]),
      /invalid path/,
    ],
    [
      'links to an absolute path',
      archive({}, [{ name: 'e', type: '2', linkName: '/etc/passwd' }]),
      /invalid path/,
    ],
    ['hard-links out', archive({}, [{ name: 'e', type: '1', linkName: '../x' }]), /invalid path/],
    ['has a device', archive({}, [{ name: 'sda', type: '4' }]), /no file/],
    ['has a FIFO', archive({}, [{ name: 'p', type: '6' }]), /no file/],
    ['names a layer outside', archive({ Layers: ['../../l'] }), /invalid path/],
    [
      'names a layer that is not there',
      archive({ Layers: ['nope'] }),
      /"nope" is not in the archive/,
    ],
    ['names a configuration that is not there', archive({ Config: 'nope' }), /not in the archive/],
    [
      'links in a circle',
      archive({ Layers: ['p'] }, [
        { name: 'p', type: '2', linkName: 'q' },
        { name: 'q', type: '2', linkName: 'p' },
      ]),
      /"p" is not in the archive/,
    ],
    [
      'has more layers than its configuration',
      archive({ Layers: ['l', 'l'] }),
      /length mismatch: expected 1, got 2/,
    ],
    [
      'has another layer than its configuration says',
      archive({ Layers: ['m'] }, [{ name: 'm', data: layerOf('other') }]),
      /invalid diffID for layer 0/,
    ],
    ['has a bad name', archive({ RepoTags: ['UP:1'] }), /must be lowercase/],
    [
      'has a manifest that is no list',
      writeTar([{ name: 'manifest.json', data: '{}' }]),
      /not a list/,
    ],
    [
      'has a manifest that is no JSON',
      writeTar([{ name: 'manifest.json', data: '[' }]),
      /not valid JSON/,
    ],
    [
      'has a manifest of five megabytes',
      writeTar([{ name: 'manifest.json', data: Buffer.alloc(5 << 20, 0x20) }]),
      /larger than 4194304/,
    ],
    ['has a manifest with numbers', archive({ Layers: [1] }), /not a list of strings/],
    ['has a configuration that is no JSON', archive({ Config: 'l' }), /not valid JSON/],
    [
      'has seventy thousand members',
      writeTar(Array.from({ length: 70_000 }, (_, at) => ({ name: `d${at}/`, type: '5' }))),
      /more than 65536 members/,
    ],
    [
      'has a blob that is not what its name says',
      writeTar([
        { name: 'oci-layout', data: '{}' },
        { ...blobMember(layer), data: 'something else' },
      ]),
      /unexpected commit/,
    ],
    [
      'has a blob of another algorithm',
      writeTar([{ name: `blobs/md5/${'a'.repeat(32)}`, data: 'x' }]),
      /unsupported digest algorithm/,
    ],
    [
      'lacks a layer of its only image',
      layoutOf([config, image.blobs[2] ?? config], [image.descriptor]),
      /not found/,
    ],
    ['lacks its manifest', layoutOf([config, layer], [image.descriptor]), /not found/],
    [
      'lies about the size of a manifest',
      layoutOf(image.blobs, [
        { ...image.descriptor, mediaType: 'application/vnd.oci.image.index.v1+json' },
      ]),
      /is not what its descriptor says|ambiguous/,
    ],
  ];

  for (const [what, bytes, message] of cases) {
    it(`that ${what} is refused and changes nothing`, async () => {
      await using fixture = await openImageMgr();
      await assert.rejects(fixture.load(bytes), { code: 'invalidArgument', message });
      const { memory } = fixture.containerd;
      assert.equal(memory.leases.size, 0);
      memory.collectGarbage();
      assert.deepEqual([memory.blobs.size, memory.snapshots.size, memory.images.size], [0, 0, 0]);
      assert.deepEqual(fixture.events, []);
    });
  }

  it('with indexes nested in each other ends', async () => {
    await using fixture = await openImageMgr();
    const mediaType = 'application/vnd.oci.image.index.v1+json';
    const blobs: Buffer[] = [];
    let child: object = image.descriptor;
    for (let depth = 0; depth < 20; depth += 1) {
      const index = Buffer.from(
        JSON.stringify({ schemaVersion: 2, mediaType, manifests: Array(50).fill(child) }),
      );
      blobs.push(index);
      child = { mediaType, digest: `sha256:${sha256(index)}`, size: index.length };
    }
    await assert.rejects(fixture.load(layoutOf([...image.blobs, ...blobs], [child])), {
      code: 'invalidArgument',
      message: /nested too deeply/,
    });
  });

  it('does not reach prototypes through labels', async () => {
    await using fixture = await openImageMgr();
    const labels = JSON.parse(
      '{"__proto__":"x","containerd.io/restart.loguri":"binary:///x"}',
    ) as object;
    await fixture.load(archiveOf({ tags: ['a:1'], config: { Labels: labels } }));
    assert.equal(({} as Record<string, unknown>)['x'], undefined);
    for (const { labels: stored } of fixture.containerd.memory.images.values()) {
      assert.deepEqual(stored, {}, 'labels of an image never become labels of containerd');
    }
  });
});
