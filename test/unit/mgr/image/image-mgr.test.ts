import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';

import { archiveOf, container, layerOf, NOW, openImageMgr, signal } from './image-mgr-fixture.ts';

const LIST = { all: false, sharedSize: false, manifests: false, digests: false };
const layers = [layerOf('base'), layerOf('top')];

type Fixture = Awaited<ReturnType<typeof openImageMgr>>;

async function tagsWith(fixture: Fixture, filters: Record<string, string[]>): Promise<string[]> {
  const found = await fixture.mgr.list(
    { ...LIST, filters: new Map(Object.entries(filters)) },
    signal,
  );
  return found.map(({ RepoTags }) => RepoTags.join(' '));
}

async function openThree(): Promise<Fixture> {
  const fixture = await openImageMgr();
  await fixture.load(
    archiveOf(
      { tags: ['old:1'], created: '2020-01-01T00:00:00Z', layers: [layerOf('base')] },
      {
        tags: ['mid:1', 'mid:2'],
        created: '2022-01-01T00:00:00Z',
        layers,
        config: { Labels: { a: 'b' } },
      },
      { created: '2024-01-01T00:00:00Z', layers: [layerOf('x')] },
    ),
  );
  return fixture;
}

describe('list', () => {
  it('shows the newest first with Docker’s members', async () => {
    await using fixture = await openThree();
    const all = await fixture.mgr.list({ ...LIST, filters: new Map() }, signal);
    assert.deepEqual(
      all.map(({ RepoTags }) => RepoTags),
      [[], ['mid:1', 'mid:2'], ['old:1']],
    );
    const { Id, Descriptor, ...rest } = all[1]!;
    assert.deepEqual(rest, {
      ParentId: '',
      RepoTags: ['mid:1', 'mid:2'],
      RepoDigests: [`mid@${Id}`],
      Created: Date.parse('2022-01-01T00:00:00Z') / 1000,
      Size: 'base'.length + 'top'.length,
      SharedSize: -1,
      Labels: { a: 'b' },
      Containers: 0,
    });
    assert.equal(Descriptor?.digest, Id);
    assert.deepEqual(all[0]?.RepoDigests, []);
  });

  const filtered: readonly (readonly [Record<string, string[]>, string[]])[] = [
    [{ dangling: ['true'] }, ['']],
    [{ dangling: ['0'] }, ['mid:1 mid:2', 'old:1']],
    [{ before: ['mid:1'] }, ['old:1']],
    [{ since: ['mid:1'] }, ['']],
    [{ label: ['a'] }, ['mid:1 mid:2']],
    [{ label: ['a=c'] }, []],
    [{ 'label!': ['a'] }, ['', 'old:1']],
    [{ until: ['2021-01-01'] }, ['old:1']],
    [{ reference: ['mid'] }, ['mid:1 mid:2']],
    [{ reference: ['mid:2'] }, ['mid:2']],
    [{ reference: ['m*'] }, ['mid:1 mid:2']],
    [{ reference: ['*:1'] }, ['mid:1', 'old:1']],
    [{ reference: ['*/*'] }, []],
    [{ reference: ['docker.io/library/mid'] }, []],
    [{ reference: ['old', 'mid:[12]'], label: ['a=b'] }, ['mid:1 mid:2']],
  ];
  for (const [filters, expected] of filtered) {
    it(`filters by ${JSON.stringify(filters)}`, async () => {
      await using fixture = await openThree();
      assert.deepEqual(await tagsWith(fixture, filters), expected);
    });
  }

  const refused: readonly (readonly [Record<string, string[]>, string])[] = [
    [{ foo: ['x'] }, "invalid filter 'foo'"],
    [{ dangling: ['x'] }, "invalid filter 'dangling=[x]'"],
    [{ before: ['nope'] }, 'No such image: nope:latest'],
    [{ reference: ['['] }, 'syntax error in pattern'],
    [{ until: ['x'] }, 'failed to parse value as time or duration: "x"'],
  ];
  for (const [filters, message] of refused) {
    it(`refuses ${JSON.stringify(filters)}`, async () => {
      await using fixture = await openThree();
      await assert.rejects(tagsWith(fixture, filters), { message });
    });
  }

  it('takes a pattern made to be slow without being slow', async () => {
    await using fixture = await openThree();
    const start = performance.now();
    await tagsWith(fixture, { reference: [`${'*a'.repeat(200)}b`] });
    assert.ok(performance.now() - start < 500);
  });

  it('counts containers, and shared layers when asked', async () => {
    await using fixture = await openThree();
    const { id } = await fixture.mgr.resolve('mid:1', undefined, signal);
    fixture.users.set(id, [container('a'), container('b', true)]);
    const all = await fixture.mgr.list(
      { ...LIST, sharedSize: true, manifests: true, filters: new Map() },
      signal,
    );
    assert.deepEqual(
      all.map(({ Containers, SharedSize }) => [Containers, SharedSize]),
      [
        [0, 0],
        [2, 'base'.length],
        [0, 'base'.length],
      ],
    );
    assert.equal(all[1]?.Manifests?.[0]?.ImageData?.Containers.length, 2);
  });
});

describe('inspect and history', () => {
  it('tell what the configuration says', async () => {
    await using fixture = await openImageMgr();
    const created = '2024-05-06T07:08:09.123456789Z';
    await fixture.load(
      archiveOf({
        tags: ['a:1'],
        layers,
        created,
        config: { Cmd: ['sh'], Env: ['A=1'] },
        history: [
          { created: '2020-01-01T00:00:00Z', created_by: 'ADD base' },
          { created, created_by: 'ENV A=1', empty_layer: true },
          { created, created_by: 'COPY top', comment: 'done' },
        ],
      }),
    );
    const image = await fixture.mgr.inspect('a:1', { manifests: false }, signal);
    assert.equal(image.Created, created);
    assert.equal(image.Comment, 'done');
    assert.equal(image.Size, 'base'.length + 'top'.length);
    assert.deepEqual(image.Config, { Cmd: ['sh'], Env: ['A=1'] });
    assert.equal(image.RootFS.Layers?.length, 2);
    assert.deepEqual(image.Metadata, { LastTagTime: '2026-01-02T03:04:05.000000000Z' });
    const rows = await fixture.mgr.history('a:1', undefined, signal);
    const seconds = Math.floor(Date.parse(created) / 1000);
    assert.deepEqual(rows, [
      {
        Id: image.Id,
        Created: seconds,
        CreatedBy: 'COPY top',
        Tags: ['a:1'],
        Size: 3,
        Comment: 'done',
      },
      { Id: '<missing>', Created: seconds, CreatedBy: 'ENV A=1', Tags: null, Size: 0, Comment: '' },
      {
        Id: '<missing>',
        Created: 1577836800,
        CreatedBy: 'ADD base',
        Tags: null,
        Size: 4,
        Comment: '',
      },
    ]);
  });

  it('answer dockerd’s sentences for what is not there', async () => {
    await using fixture = await openImageMgr();
    const inspect = (ref: string) => fixture.mgr.inspect(ref, { manifests: false }, signal);
    await assert.rejects(inspect('nope'), {
      code: 'notFound',
      message: 'no such image: nope: No such image: nope:latest',
    });
    await assert.rejects(inspect('UPPER'), {
      code: 'invalidArgument',
      message: 'no such image: UPPER: invalid reference format: repository name must be lowercase',
    });
    const id = 'a'.repeat(64);
    await assert.rejects(inspect(id), {
      message: `no such image: ${id}: No such image: sha256:${id}`,
    });
    await assert.rejects(fixture.mgr.history('nope:1', undefined, signal), {
      message: 'No such image: nope:1',
    });
  });
});

describe('resolve', () => {
  it('finds by name, id, and beginning of an id, from memory', async () => {
    await using fixture = await openImageMgr();
    await fixture.load(archiveOf({ tags: ['library/a:latest'], config: { Env: ['A=1'] } }));
    const { id, config, references } = await fixture.mgr.resolve('a', undefined, signal);
    assert.deepEqual(config, { Env: ['A=1'] });
    assert.deepEqual(references, ['a:latest']);
    const hex = id.slice('sha256:'.length);
    const before = fixture.containerd.calls.length;
    const refs = [
      'a:latest',
      'docker.io/library/a',
      id,
      hex,
      hex.slice(0, 12),
      `sha256:${hex.slice(0, 4)}`,
      `a@${id}`,
    ];
    for (const ref of refs) {
      assert.equal((await fixture.mgr.resolve(ref, undefined, signal)).id, id, ref);
      assert.equal(fixture.mgr.referenceStillPointsTo(ref, id), true, ref);
    }
    assert.equal(fixture.containerd.calls.length, before, 'containerd was not asked');
    for (const ref of ['b', hex.slice(0, 3), `b@${id}`, `sha256:${'0'.repeat(64)}`]) {
      await assert.rejects(fixture.mgr.resolve(ref, undefined, signal), { code: 'notFound' }, ref);
    }
  });

  it('calls the beginning of two ids ambiguous', async () => {
    await using fixture = await openImageMgr();
    const seen = new Map<string, string>();
    for (let at = 0; ; at += 1) {
      const id = await fixture.import(layerOf('x'), { message: `m${at}` });
      const prefix = id.slice('sha256:'.length).slice(0, 4);
      if (seen.has(prefix)) {
        await assert.rejects(fixture.mgr.resolve(prefix, undefined, signal), {
          code: 'notFound',
          message: 'ambiguous reference',
        });
        return;
      }
      seen.set(prefix, id);
    }
  });

  it('refuses another platform with dockerd’s sentence', async () => {
    await using fixture = await openImageMgr();
    await fixture.load(archiveOf({ tags: ['a:1'] }));
    await assert.rejects(fixture.mgr.resolve('a:1', 'linux/arm64', signal), {
      code: 'notFound',
      message:
        'image with reference a:1 was found but does not match the specified platform: wanted linux/arm64, actual: linux/amd64',
    });
  });

  it('unpacks an image that is not for this machine when it is asked for', async () => {
    await using fixture = await openImageMgr();
    await fixture.load(archiveOf({ tags: ['a:1'], architecture: 'arm64' }));
    assert.equal(fixture.containerd.memory.snapshots.size, 0);
    const { platform } = await fixture.mgr.resolve('a:1', undefined, signal);
    assert.equal(platform.architecture, 'arm64');
    assert.equal(fixture.containerd.memory.snapshots.size, 1);
    fixture.containerd.memory.collectGarbage();
    assert.equal(fixture.containerd.memory.snapshots.size, 1);
  });
});

describe('tag', () => {
  it('gives another name and takes the dangling one away', async () => {
    await using fixture = await openImageMgr();
    const id = await fixture.import(layerOf('a'), { changes: ['LABEL x=y'] });
    fixture.events.length = 0;
    await fixture.mgr.tag(id, { repo: 'z', tag: '' }, signal);
    assert.deepEqual(fixture.events, [
      { type: 'image', action: 'tag', id, attributes: { x: 'y', name: 'z:latest' }, time: NOW },
    ]);
    assert.deepEqual([...fixture.containerd.memory.images.keys()], ['docker.io/library/z:latest']);
  });

  it('moves a name and leaves the image that had it without one', async () => {
    await using fixture = await openImageMgr();
    const first = await fixture.import(layerOf('a'), { repo: 'a', tag: '1' });
    const second = await fixture.import(layerOf('b'), { repo: 'b', tag: '1' });
    await fixture.mgr.tag('b:1', { repo: 'a', tag: '1' }, signal);
    assert.equal((await fixture.mgr.resolve('a:1', undefined, signal)).id, second);
    const old = await fixture.mgr.inspect(first, { manifests: false }, signal);
    assert.deepEqual(old.RepoTags, []);
  });

  const refused: readonly (readonly [string, string, string])[] = [
    ['z', 'bad tag', 'invalid tag format'],
    ['UP', '', 'invalid reference format: repository name must be lowercase'],
    ['', '', 'invalid reference format'],
    ['sha256', '1', 'refusing to create an ambiguous tag using digest algorithm as name'],
    [`z@sha256:${'b'.repeat(64)}`, '', 'refusing to create a tag with a digest reference'],
  ];
  for (const [repo, tag, message] of refused) {
    it(`refuses ${JSON.stringify(`${repo}:${tag}`)}`, async () => {
      await using fixture = await openImageMgr();
      await fixture.import(layerOf('a'), { repo: 'a', tag: '1' });
      await assert.rejects(fixture.mgr.tag('a:1', { repo, tag }, signal), {
        code: 'invalidArgument',
        message,
      });
    });
  }
});

describe('import', () => {
  it('makes an image of one layer and announces it', async () => {
    await using fixture = await openImageMgr();
    const id = await fixture.import(layerOf('a'), {
      repo: 'a',
      tag: '1',
      message: 'hello',
      changes: ['CMD ["a"]', 'LABEL x=y'],
      platform: 'linux/arm64',
    });
    assert.deepEqual(fixture.actions(), ['tag a:1', `import ${id}`]);
    const image = await fixture.mgr.inspect('a:1', { manifests: false }, signal);
    assert.deepEqual(
      [image.Id, image.Architecture, image.Comment, image.Size],
      [id, 'arm64', 'hello', 1],
    );
    assert.deepEqual(image.Config, { Cmd: ['a'], Labels: { x: 'y' } });
    fixture.containerd.memory.collectGarbage();
    assert.equal(fixture.containerd.memory.leases.size, 0);
    await fixture.mgr.resolve('a:1', undefined, signal);
  });

  const refused: readonly (readonly [string, Parameters<Fixture['import']>[1], string])[] = [
    ['a bad name', { repo: 'UP' }, 'invalid reference format: repository name must be lowercase'],
    ['a bad change', { changes: ['RUN x'] }, 'run is not a valid change command'],
    ['another system', { platform: 'windows/amd64' }, 'operating system is not supported'],
  ];
  for (const [what, options, message] of refused) {
    it(`refuses ${what} before it reads the body`, async () => {
      await using fixture = await openImageMgr();
      await assert.rejects(fixture.import(layerOf('a'), options), {
        code: 'invalidArgument',
        message,
      });
      assert.equal(fixture.containerd.memory.blobs.size, 0);
    });
  }

  it('refuses a compression that layers do not have', async () => {
    await using fixture = await openImageMgr();
    await assert.rejects(fixture.import(Buffer.from('BZh91AY&SY')), {
      message: 'unsupported archive compression: bzip2',
    });
  });
});

describe('pull without a registry', () => {
  const pull = async (name: string, tag = 'latest', platform?: string) => {
    await using fixture = await openImageMgr();
    const options = platform === undefined ? {} : { platform };
    await fixture.mgr.pull({ name, tag }, options, () => undefined, signal);
  };

  it('says that a registry which refuses connections does', async () => {
    await assert.rejects(pull('127.0.0.1:1/x'), {
      code: 'internal',
      message: 'Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused',
    });
  });

  it('says that a host which does not exist does not', async () => {
    await assert.rejects(pull('registry.invalid/x'), {
      code: 'internal',
      message: /^Get "https:\/\/registry\.invalid\/v2\/": dial tcp: lookup registry\.invalid/,
    });
  });

  it('says that what answers is no registry', async () => {
    await using server = await listen(createServer((_, answer) => answer.end()));
    await assert.rejects(pull(`127.0.0.1:${server.port}/x`), {
      message: 'manifest is not valid JSON',
    });
  });

  it('refuses bad input before it asks anybody', async () => {
    await assert.rejects(pull('scratch'), {
      code: 'forbidden',
      message: "'scratch' is a reserved name",
    });
    await assert.rejects(pull('UP'), { code: 'invalidArgument' });
    await assert.rejects(pull('a', 'bad tag'), { message: 'invalid tag format' });
    await assert.rejects(pull('a', 'latest', 'foo/bar/baz/q'), { code: 'invalidArgument' });
  });
});

async function listen(server: Server): Promise<AsyncDisposable & { port: number }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

describe('start', () => {
  it('drops leases that a daemon left behind, and only those', async () => {
    await using fixture = await openImageMgr();
    const { leases } = fixture.containerd;
    await leases.create('ours', { 'joey.lease': 'image' }, signal);
    await leases.create('theirs', {}, signal);
    await fixture.mgr.start(signal);
    assert.deepEqual(
      (await leases.list(signal)).map(({ id }) => id),
      ['theirs'],
    );
  });

  it('sees names that others put when containerd tells of them', async () => {
    await using fixture = await openImageMgr();
    const id = await fixture.import(layerOf('a'), { repo: 'a', tag: '1' });
    const { target } = await fixture.containerd.images.get('docker.io/library/a:1', signal);
    await fixture.containerd.images.put(
      { name: 'docker.io/library/b:1', labels: {}, target },
      signal,
    );
    fixture.containerd.publish({ type: 'other', topic: '/images/create' });
    while (!fixture.mgr.referenceStillPointsTo('b:1', id)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
});
