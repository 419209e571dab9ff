import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { chainIdsOf } from '../../../../src/image/digest.ts';
import { parseImageDocument } from '../../../../src/image/documents/image-document.ts';
import { parseManifest } from '../../../../src/image/documents/manifest.ts';
import { MEDIA_TYPES } from '../../../../src/image/media-types.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const ROOTFS = { type: 'layers', diff_ids: [DIGEST] };

describe('image configuration', () => {
  it('keeps what a container inherits and leaves empty members out', () => {
    const { config, diffIds } = parseImageDocument(
      json({
        architecture: 'amd64',
        os: 'linux',
        rootfs: ROOTFS,
        config: {
          Env: ['A=1'],
          Cmd: null,
          Labels: {},
          User: '',
          ExposedPorts: { '80/tcp': {} },
          Healthcheck: { Test: ['NONE'], Interval: 5 },
        },
      }),
    );
    assert.deepEqual(config, {
      Env: ['A=1'],
      ExposedPorts: { '80/tcp': {} },
      Healthcheck: { Test: ['NONE'], Interval: 5 },
    });
    assert.deepEqual(diffIds, [DIGEST]);
  });

  const refused: readonly (readonly [string, unknown])[] = [
    ['no rootfs', {}],
    ['an Env that is a number', { rootfs: ROOTFS, config: { Env: 5 } }],
    ['a Cmd with an object', { rootfs: ROOTFS, config: { Cmd: [{}] } }],
    ['labels that are a list', { rootfs: ROOTFS, config: { Labels: ['a'] } }],
    ['labels that are no strings', { rootfs: ROOTFS, config: { Labels: { a: 1 } } }],
    ['a Volumes list', { rootfs: ROOTFS, config: { Volumes: ['/a'] } }],
    ['a user that is an object', { rootfs: ROOTFS, config: { User: {} } }],
    ['a bad digest', { rootfs: { diff_ids: ['sha256:../../x'] } }],
    ['six hundred layers', { rootfs: { diff_ids: Array.from({ length: 600 }, () => DIGEST) } }],
    ['a history of strings', { rootfs: ROOTFS, history: ['x'] }],
    [
      'a health check with a text as interval',
      { rootfs: ROOTFS, config: { Healthcheck: { Interval: '1s' } } },
    ],
    ['a list', []],
  ];
  for (const [what, document] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(() => parseImageDocument(json(document)), { code: 'invalidArgument' });
    });
  }
});

describe('manifest', () => {
  const descriptor = { mediaType: MEDIA_TYPES.ociManifest, digest: DIGEST, size: 1 };
  const config = { mediaType: MEDIA_TYPES.ociConfig, digest: DIGEST, size: 2 };

  it('reads an index with its platforms', () => {
    const manifest = parseManifest(
      json({
        manifests: [
          { ...descriptor, platform: { os: 'linux', architecture: 'arm', variant: 'v7' } },
        ],
      }),
      { ...descriptor, mediaType: MEDIA_TYPES.ociIndex },
    );
    assert.equal(manifest.kind, 'index');
    assert.deepEqual(manifest.manifests[0]?.platform, {
      os: 'linux',
      architecture: 'arm',
      variant: 'v7',
    });
  });

  const refused: readonly (readonly [string, unknown, string])[] = [
    [
      'an index that calls itself a manifest',
      { mediaType: MEDIA_TYPES.ociIndex, config },
      MEDIA_TYPES.ociManifest,
    ],
    ['both at once', { config, layers: [], manifests: [] }, MEDIA_TYPES.ociManifest],
    ['an index with layers', { manifests: [], layers: [] }, MEDIA_TYPES.ociIndex],
    ['schema 1', { fsLayers: [] }, MEDIA_TYPES.dockerManifest],
    ['an unknown media type', {}, 'text/html'],
    ['a negative size', { config: { ...config, size: -1 } }, MEDIA_TYPES.ociManifest],
    [
      'a digest with a path in it',
      { config: { ...config, digest: 'sha256:../x' } },
      MEDIA_TYPES.ociManifest,
    ],
    ['no configuration', { layers: [] }, MEDIA_TYPES.ociManifest],
  ];
  for (const [what, document, mediaType] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(() => parseManifest(json(document), { ...descriptor, mediaType }), {
        code: 'invalidArgument',
      });
    });
  }

  it('refuses five megabytes unread', () => {
    assert.throws(() => parseManifest(Buffer.alloc(5 << 20), descriptor), {
      message: /larger than/,
    });
  });
});

describe('chain ids', () => {
  it('are those of the specification', () => {
    const a = `sha256:${'0'.repeat(64)}`;
    const b = `sha256:${'1'.repeat(64)}`;
    assert.deepEqual(chainIdsOf([]), []);
    assert.deepEqual(chainIdsOf([a]), [a]);
    // printf '%s %s' $a $b | sha256sum
    assert.deepEqual(chainIdsOf([a, b])[1], CHAIN_OF_TWO);
  });
});

const CHAIN_OF_TWO = 'sha256:f94b891e05f6e37c90d87edfd5bb98a02d618a437c35f3a94b3b00e48e894631';
