/** What a registry can do to us: each is refused, with bounded memory, and leaves nothing. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  type Descriptor,
  digestOf,
  endless,
  manifestOf,
  OCI_CONFIG,
  OCI_INDEX,
  OCI_LAYER,
  OCI_MANIFEST,
  refuse,
  ScriptedRegistry,
} from '../../../helpers/scripted-registry.ts';
import { type ImageMgrFixture, layerOf, openImageMgr } from './image-mgr-fixture.ts';

const LAYER = layerOf('a');
const ABSENT = `sha256:${'0'.repeat(64)}`;

interface Pulled {
  readonly error: Error & { readonly code?: string };
  readonly registry: ScriptedRegistry;
}

type Options = Parameters<ImageMgrFixture['mgr']['pull']>[1];

async function pull(
  fixture: ImageMgrFixture,
  registry: ScriptedRegistry,
  options: Options = {},
): Promise<string[]> {
  const statuses: string[] = [];
  const ref = { name: `${registry.host}/x`, tag: 'latest' };
  const tell = ({ status }: Readonly<Record<string, unknown>>): unknown =>
    statuses.push(String(status));
  await fixture.mgr.pull(ref, options, tell, AbortSignal.timeout(20_000));
  return statuses;
}

/** Pulls what must be refused, and looks for what stays. */
async function refused(
  script: (registry: ScriptedRegistry) => unknown,
  options: Options = {},
): Promise<Pulled> {
  await using registry = await ScriptedRegistry.create();
  script(registry);
  await using fixture = await openImageMgr({ maxDownloadAttempts: 1 });
  const error = await pull(fixture, registry, options).then(
    () => assert.fail('it was not refused'),
    (err: unknown) => err as Pulled['error'],
  );
  const signal = AbortSignal.timeout(1000);
  assert.deepEqual(await fixture.containerd.images.list([], signal), []);
  assert.deepEqual(await fixture.containerd.leases.list(signal), []);
  return { error, registry };
}

const manifest =
  (document: unknown, type = OCI_MANIFEST) =>
  (registry: ScriptedRegistry): unknown =>
    registry.manifest(document, type, 'latest');

const descriptor = (mediaType: string, more: object = {}): Descriptor => ({
  mediaType,
  digest: ABSENT,
  size: 10,
  ...more,
});

describe('a manifest', () => {
  const CASES: Readonly<Record<string, readonly [(r: ScriptedRegistry) => unknown, RegExp]>> = {
    'that is no JSON': [manifest(Buffer.from('<html>')), /is not valid JSON/],
    'that is a list': [manifest([]), /is not a JSON object/],
    'without configuration': [manifest({ schemaVersion: 2, layers: [] }), /not an object/],
    'with a negative size': [
      manifest(manifestOf(descriptor(OCI_CONFIG, { size: -1 }), [])),
      /invalid size/,
    ],
    'with a size beyond all numbers': [
      manifest(manifestOf(descriptor(OCI_CONFIG, { size: 1e300 }), [])),
      /invalid size/,
    ],
    'with another algorithm': [
      manifest(manifestOf(descriptor(OCI_CONFIG, { digest: `md5:${'0'.repeat(32)}` }), [])),
      /invalid digest/,
    ],
    'with a path for a digest': [
      manifest(manifestOf(descriptor(OCI_CONFIG, { digest: 'sha256:../../x' }), [])),
      /invalid digest/,
    ],
    'with a configuration of a gigabyte': [
      manifest(manifestOf(descriptor(OCI_CONFIG, { size: 2 ** 30 }), [])),
      /the configuration is larger than/,
    ],
    'with more layers than there are': [
      manifest(manifestOf(descriptor(OCI_CONFIG), Array(5000).fill(descriptor(OCI_LAYER)))),
      /more than 4096 descriptors/,
    ],
    'of a chart': [
      manifest(manifestOf(descriptor('application/vnd.cncf.helm.config.v1+json'), [])),
      /unsupported media type application\/vnd\.cncf\.helm/,
    ],
    'with a layer of another kind': [
      manifest(manifestOf(descriptor(OCI_CONFIG), [descriptor('application/x-sh')])),
      /unsupported media type application\/x-sh/,
    ],
    'of schema 1': [
      manifest(
        { schemaVersion: 1, fsLayers: [] },
        'application/vnd.docker.distribution.manifest.v1+prettyjws',
      ),
      /schema 1 support is disabled/,
    ],
    'that is an index at the same time': [
      manifest({ ...manifestOf(descriptor(OCI_CONFIG), []), manifests: [] }),
      /ambiguous/,
    ],
    'that is served as an index': [
      manifest(manifestOf(descriptor(OCI_CONFIG), []), OCI_INDEX),
      /is not what its descriptor says/,
    ],
    'of an unknown kind': [manifest({ a: 1 }, 'application/x-odd'), /unsupported manifest/],
  };
  for (const [what, [script, sentence]] of Object.entries(CASES)) {
    test(`${what} is refused`, async () => {
      const { error } = await refused(script);
      assert.match(error.message, sentence);
      assert.equal(error.code, 'invalidArgument');
    });
  }

  test('whose bytes are not those of its digest is refused', async () => {
    const { error } = await refused((registry) => {
      const { digest } = registry.image([LAYER]);
      registry.on(`/v2/x/manifests/${digest}`, (_, response) => {
        response.writeHead(200, { 'content-type': OCI_MANIFEST }).end('{}');
      });
    });
    assert.match(error.message, /^manifest verification failed for digest sha256:/);
  });

  test('without an end is read as far as manifests go', async () => {
    const before = process.memoryUsage().rss;
    const { error } = await refused((registry) => {
      const answer = endless(Buffer.alloc(1 << 16, ' '), { 'content-type': OCI_MANIFEST });
      registry.on('/v2/x/manifests/latest', answer);
    });
    assert.match(error.message, /larger than 4194304 bytes/);
    assert.ok(process.memoryUsage().rss - before < 100 << 20);
  });
});

describe('an index', () => {
  test('that nests without an end is refused', async () => {
    const { error } = await refused((registry) => {
      const platform = { os: 'linux', architecture: 'amd64' };
      let inner: object = registry.image([LAYER], 'deep');
      for (let depth = 0; depth < 8; depth += 1) {
        const manifests = [{ ...inner, platform }];
        inner = registry.manifest({ schemaVersion: 2, manifests }, OCI_INDEX, 'latest');
      }
    });
    assert.match(error.message, /nested too deeply/);
  });

  test('without our platform is refused with its name', async () => {
    const platform = { os: 'linux', architecture: 's390x' };
    const manifests = [{ ...descriptor(OCI_MANIFEST), platform }];
    const { error } = await refused(manifest({ schemaVersion: 2, manifests }, OCI_INDEX));
    assert.equal(
      error.message,
      'no matching manifest for linux/amd64 in the manifest list entries',
    );
    assert.equal(error.code, 'notFound');
  });
});

describe('a layer', () => {
  /** The layer's descriptor is true, what comes is not. */
  const serving =
    (write: (bytes: Buffer) => Buffer, headers = {}) =>
    (registry: ScriptedRegistry): void => {
      registry.image([LAYER]);
      registry.on(`/v2/x/blobs/${digestOf(LAYER)}`, (_, response) => {
        response.writeHead(200, headers).end(write(LAYER));
      });
    };

  test('of other bytes is refused', async () => {
    const { error } = await refused(serving((bytes) => Buffer.alloc(bytes.length)));
    assert.match(error.message, /^filesystem layer verification failed for digest sha256:/);
  });

  test('that is longer than it says is refused', async () => {
    const { error } = await refused(serving((bytes) => Buffer.concat([bytes, bytes])));
    assert.match(error.message, /filesystem layer verification failed.* is larger than its/);
  });

  test('that is shorter than it says is refused', async () => {
    const { error } = await refused(serving((bytes) => bytes.subarray(1)));
    assert.match(error.message, /^download failed after attempts=1: .*unexpected EOF$/);
  });

  test('without an end is read as far as it says it goes', async () => {
    const { error } = await refused((registry) => {
      registry.image([LAYER]);
      registry.on(`/v2/x/blobs/${digestOf(LAYER)}`, endless(LAYER));
    });
    assert.match(error.message, /is larger than its/);
  });

  test('that is not there is named unknown', async () => {
    const { error } = await refused((registry) => {
      registry.image([LAYER]);
      const answer = refuse(404, 'BLOB_UNKNOWN', 'blob unknown to registry');
      registry.on(`/v2/x/blobs/${digestOf(LAYER)}`, answer);
    });
    assert.equal(error.message, 'unknown blob');
    assert.equal(error.code, 'notFound');
  });

  test('with addresses of its own is asked of the registry only', async () => {
    await using stranger = await ScriptedRegistry.create();
    const { error } = await refused((registry) => {
      const foreign = {
        ...descriptor('application/vnd.docker.image.rootfs.foreign.diff.tar.gzip'),
        urls: [`${stranger.url}/layer`],
      };
      registry.manifest(manifestOf(registry.config([LAYER]), [foreign]), OCI_MANIFEST, 'latest');
    });
    assert.equal(error.code, 'notFound');
    assert.deepEqual(stranger.requests, []);
  });

  test('is not what the configuration says', async () => {
    const { error } = await refused((registry) => {
      const config = registry.config([layerOf('another')]);
      registry.manifest(
        manifestOf(config, [registry.blob(LAYER, OCI_LAYER)]),
        OCI_MANIFEST,
        'latest',
      );
    });
    assert.match(error.message, /^wrong diff id calculated on extraction/);
  });

  test('more than the configuration has is refused', async () => {
    const { error } = await refused((registry) => {
      const layer = registry.blob(LAYER, OCI_LAYER);
      registry.manifest(manifestOf(registry.config([]), [layer]), OCI_MANIFEST, 'latest');
    });
    assert.match(error.message, /layers length mismatch: expected 0, got 1/);
  });

  test('resumed at a wrong place is refused', async () => {
    await using registry = await ScriptedRegistry.create();
    await using fixture = await openImageMgr({ maxDownloadAttempts: 2 });
    registry.image([LAYER]);
    registry.on(`/v2/x/blobs/${digestOf(LAYER)}`, ({ headers }, response) => {
      if (headers.range === undefined) {
        response.writeHead(200).end(LAYER.subarray(0, 100));
        return;
      }
      response.writeHead(206, { 'content-range': `bytes 7-99/${LAYER.length}` }).end(LAYER);
    });
    await assert.rejects(pull(fixture, registry), /unexpected content range "bytes 7-99/);
  });
});

test('a configuration that is not there ends the pull, whatever the layers do', async () => {
  const { error } = await refused((registry) => {
    const layer = registry.blob(LAYER, OCI_LAYER);
    registry.manifest(manifestOf(descriptor(OCI_CONFIG), [layer]), OCI_MANIFEST, 'latest');
    registry.on(`/v2/x/blobs/${ABSENT}`, refuse(404, 'BLOB_UNKNOWN', 'no'));
  });
  assert.equal(error.message, 'unknown blob');
});

describe('the connection', () => {
  test('that is redirected in circles is given up', async () => {
    const { error } = await refused((registry) => {
      registry.on('/v2/x/manifests/latest', (_, response) => {
        response.writeHead(307, { location: '/v2/x/manifests/latest' }).end();
      });
    });
    assert.match(error.message, /: stopped after 10 redirects$/);
  });

  test('is not redirected to what is no registry', async () => {
    const { error } = await refused((registry) => {
      registry.on('/v2/x/manifests/latest', (_, response) => {
        response.writeHead(302, { location: 'file:///etc/passwd' }).end();
      });
    });
    assert.match(error.message, /the redirect has no usable location/);
  });

  test('with headers beyond measure is given up', async () => {
    const { error } = await refused((registry) => {
      registry.on('/v2/x/manifests/latest', (_, response) => {
        response.writeHead(200, { 'x-large': 'x'.repeat(60_000) }).end();
      });
    });
    assert.match(error.message, /response headers exceeded/);
  });

  test('that stands still ends with the client', async () => {
    await using registry = await ScriptedRegistry.create();
    await using fixture = await openImageMgr();
    registry.image([LAYER]);
    registry.on(`/v2/x/blobs/${digestOf(LAYER)}`, (_, response) => {
      response.writeHead(200).write('x');
    });
    const client = new AbortController();
    const ref = { name: `${registry.host}/x`, tag: 'latest' };
    const pulling = fixture.mgr.pull(ref, {}, () => undefined, client.signal);
    pulling.catch(() => undefined);
    while (!registry.requests.some(({ line }) => line.includes(digestOf(LAYER)))) await sleep(5);
    client.abort();
    await assert.rejects(pulling, { code: 'canceled' });
  });
});

describe('refusals', () => {
  const CASES = [
    [429, 'TOOMANYREQUESTS', 'slow down', 'tooManyRequests', 'toomanyrequests: slow down'],
    [401, 'UNAUTHORIZED', 'no', 'unauthenticated', 'unauthorized: no'],
    [
      403,
      'DENIED',
      'no',
      'notFound',
      /^pull access denied for .*, repository does not exist or may require 'docker login': denied: no$/,
    ],
    [
      404,
      'MANIFEST_UNKNOWN',
      'gone',
      'notFound',
      /^manifest for .*\/x:latest not found: manifest unknown: gone$/,
    ],
    [500, 'UNKNOWN', 'a\u001b[31mb\nc', 'internal', 'unknown: a [31mb c'],
  ] as const;
  for (const [status, code, message, kind, sentence] of CASES) {
    test(`${status} ${code} keeps its class`, async () => {
      const { error } = await refused((registry) =>
        registry.on('/v2/x/manifests/latest', refuse(status, code, message)),
      );
      assert.equal(error.code, kind);
      if (typeof sentence === 'string') assert.equal(error.message, sentence);
      else assert.match(error.message, sentence);
    });
  }
});

describe('credentials', () => {
  const registryAuth = Buffer.from('{"username":"u","password":"p"}').toString('base64url');
  const BASIC = `Basic ${Buffer.from('u:p').toString('base64')}`;

  const askBearer = (registry: ScriptedRegistry, realm: string): void => {
    registry.gate = ({ headers }, response) => {
      if (headers.authorization?.startsWith('Bearer ') === true) return false;
      const challenge = `Bearer realm="${realm}",service="svc"`;
      response.writeHead(401, { 'www-authenticate': challenge }).end('{}');
      return true;
    };
  };

  test('go to the token server that the registry names, the token to the registry only', async () => {
    await using tokens = await ScriptedRegistry.create();
    await using elsewhere = await ScriptedRegistry.create();
    await using registry = await ScriptedRegistry.create();
    await using fixture = await openImageMgr();
    tokens.on('/token', (_, response) => response.end('{"token":"secret","expires_in":300}'));
    askBearer(registry, `${tokens.url}/token`);
    registry.image([LAYER]);
    elsewhere.on('/layer', (_, response) => response.end(LAYER));
    registry.on(`/v2/x/blobs/${digestOf(LAYER)}`, (_, response) => {
      response.writeHead(307, { location: `${elsewhere.url}/layer` }).end();
    });
    await pull(fixture, registry, { registryAuth });
    assert.deepEqual(tokens.requests, [
      {
        line: 'GET /token?scope=repository%3Ax%3Apull&service=svc&account=u',
        authorization: BASIC,
      },
    ]);
    const shown = new Set(registry.requests.map(({ authorization }) => authorization));
    assert.deepEqual([...shown], [undefined, 'Bearer secret']);
    assert.deepEqual(elsewhere.requests, [{ line: 'GET /layer', authorization: undefined }]);
  });

  test('an identity token is exchanged, a registry token used as it is', async () => {
    const encode = (auth: object): string =>
      Buffer.from(JSON.stringify(auth)).toString('base64url');
    await using tokens = await ScriptedRegistry.create();
    await using registry = await ScriptedRegistry.create();
    await using fixture = await openImageMgr();
    tokens.on('/token', (_, response) => response.end('{"access_token":"exchanged"}'));
    askBearer(registry, `${tokens.url}/token`);
    registry.image([LAYER]);
    await pull(fixture, registry, { registryAuth: encode({ identitytoken: 'i' }) });
    assert.deepEqual(
      tokens.requests.map(({ line }) => line),
      ['POST /token'],
    );
    assert.equal(registry.requests.at(-1)?.authorization, 'Bearer exchanged');
    await pull(fixture, registry, { registryAuth: encode({ registrytoken: 'r' }) });
    assert.equal(tokens.requests.length, 1);
    assert.equal(registry.requests.at(-1)?.authorization, 'Bearer r');
  });

  test('that a token server refuses are refused in its words', async () => {
    const { error } = await refused(
      (registry) => {
        askBearer(registry, `${registry.url}/token`);
        const ask = registry.gate;
        registry.gate = (request, response) => {
          if (request.url?.startsWith('/token') !== true) return ask?.(request, response) ?? false;
          response.writeHead(401).end('{"details":"incorrect username or password"}');
          return true;
        };
      },
      { registryAuth },
    );
    assert.equal(error.message, 'unauthorized: incorrect username or password');
  });

  for (const [what, answer, sentence] of [
    ['a token of a megabyte', `{"token":"${'x'.repeat(1 << 20)}"}`, /larger than 262144 bytes/],
    ['a token with a line break', '{"token":"a\\r\\nx: y"}', /sent an unusable token/],
    ['no token', '{}', /did not include a token/],
    ['no JSON', 'x', /unable to decode token response/],
  ] as const) {
    test(`${what} is refused`, async () => {
      await using tokens = await ScriptedRegistry.create();
      tokens.on('/token', (_, response) => response.end(answer));
      const { error } = await refused((registry) => askBearer(registry, `${tokens.url}/token`));
      assert.match(error.message, sentence);
    });
  }

  test('a realm that is no address is refused', async () => {
    const { error } = await refused((registry) => askBearer(registry, 'file:///etc/passwd'));
    assert.equal(error.message, 'invalid token auth challenge realm');
  });
});
