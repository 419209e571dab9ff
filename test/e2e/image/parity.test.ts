import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';

import { messageOf } from '../../../src/lib/errors.ts';
import { NO_FILTERS } from '../../../src/lib/filters.ts';
import { DockerdFixture } from '../../helpers/dockerd-fixture.ts';
import { busyboxTar, writeTar } from '../../helpers/images.ts';
import { openImageFixture, streamOf } from './image-fixture.ts';

const signal = AbortSignal.timeout(300_000);
const LIST = { all: false, sharedSize: false, manifests: false, digests: false };
const skip =
  process.getuid?.() !== 0 || !existsSync('/usr/sbin/dockerd') ? 'needs root and dockerd' : false;

type Json = Readonly<Record<string, unknown>>;

const pick = (object: Json, keys: readonly string[]): Json =>
  Object.fromEntries(keys.map((key) => [key, object[key]]));

const filled = (config: Json): Json =>
  Object.fromEntries(
    Object.entries(config).filter(([, value]) => value !== '' && value !== null && value !== false),
  );

describe('images beside a real dockerd', { skip }, () => {
  it('are listed, inspected and told the history of alike', async () => {
    await using dockerd = await DockerdFixture.create({ image: false });
    await using fixture = await openImageFixture();
    const mgr = await fixture.manager();
    const tar = busyboxTar({
      tags: ['parity:1', 'parity:2'],
      config: { Labels: { a: 'b' }, ExposedPorts: { '80/tcp': {} }, WorkingDir: '/tmp' },
    });
    const raw = { type: 'application/x-tar', data: tar };
    const loaded = await dockerd.api({ method: 'POST', path: '/images/load?quiet=1', raw });
    let records = '';
    await mgr.load(
      streamOf(tar),
      { quiet: true },
      (record) => (records += `${JSON.stringify(record)}\r\n`),
      signal,
    );
    assert.equal(records, loaded.text);

    const theirs = (await dockerd.api({ path: '/images/json' })).body as Json[];
    const ours = await mgr.list({ ...LIST, filters: NO_FILTERS }, signal);
    const shown = ['RepoTags', 'Created', 'Size', 'SharedSize', 'Labels', 'ParentId'];
    assert.deepEqual(
      ours.map((image) => pick(image, shown)),
      theirs.map((image) => pick(image, shown)),
    );

    const inspected = (await dockerd.api({ path: '/images/parity:1/json' })).body as Json;
    const own = (await mgr.inspect('parity:1', { manifests: false }, signal)) as unknown as Json;
    const members = 'RepoTags Comment Created Author Architecture Os Size RootFS Parent'.split(' ');
    assert.deepEqual(pick(own, members), pick(inspected, members));
    assert.deepEqual(own['Config'], filled(inspected['Config'] as Json));

    const rows = (await dockerd.api({ path: '/images/parity:1/history' })).body as Json[];
    const columns = ['Created', 'CreatedBy', 'Size', 'Comment', 'Tags'];
    assert.deepEqual(
      (await mgr.history('parity:1', undefined, signal)).map((row) => pick(row, columns)),
      rows.map((row) => pick(row, columns)),
    );
  });

  it('refuse with the same sentences', async () => {
    await using dockerd = await DockerdFixture.create({ image: false });
    await using fixture = await openImageFixture();
    const mgr = await fixture.manager();
    const rootfs = writeTar([{ name: 'a', data: 'x' }]);
    const raw = { type: 'application/x-tar', data: rootfs };
    await dockerd.api({ method: 'POST', path: '/images/create?fromSrc=-&repo=a&tag=1', raw });
    const options = { repo: 'a', tag: '1', message: '', changes: [] };
    await mgr.import(streamOf(rootfs), options, () => undefined, signal);
    const easy = { force: false, noprune: false };
    const tag = (ref: string, repo: string, name = '') => mgr.tag(ref, { repo, tag: name }, signal);
    const inspect = (ref: string) => mgr.inspect(ref, { manifests: false }, signal);
    const pull = (name: string, name2: string) =>
      mgr.pull({ name, tag: name2 }, {}, () => undefined, signal);
    const cases: readonly (readonly [string, string, () => Promise<unknown>])[] = [
      ['GET', '/images/nope/json', () => inspect('nope')],
      ['GET', '/images/UP/json', () => inspect('UP')],
      ['GET', '/images/nope:1/history', () => mgr.history('nope:1', undefined, signal)],
      ['DELETE', '/images/nope', () => mgr.remove('nope', easy, signal)],
      ['DELETE', `/images/${'a'.repeat(64)}`, () => mgr.remove('a'.repeat(64), easy, signal)],
      ['POST', '/images/nope/tag?repo=z', () => tag('nope', 'z')],
      ['POST', '/images/a:1/tag?repo=UP', () => tag('a:1', 'UP')],
      ['POST', '/images/a:1/tag?repo=z&tag=%20', () => tag('a:1', 'z', ' ')],
      ['POST', '/images/a:1/tag?repo=sha256&tag=1', () => tag('a:1', 'sha256', '1')],
      ['POST', '/images/create?fromImage=scratch&tag=latest', () => pull('scratch', 'latest')],
      ['POST', '/images/create?fromImage=busybox&tag=latest', () => pull('busybox', 'latest')],
      ['POST', '/images/create?fromImage=localhost:1/x&tag=1', () => pull('localhost:1/x', '1')],
    ];
    for (const [method, path, call] of cases) {
      const { body } = await dockerd.api({ method, path });
      const ours = await call().then(() => 'no failure', messageOf);
      assert.equal(ours, (body as { message?: string }).message, `${method} ${path}`);
    }
  });

  it('are removed with the same records in the same order', async () => {
    await using dockerd = await DockerdFixture.create({ image: false });
    await using fixture = await openImageFixture();
    const mgr = await fixture.manager();
    const tar = busyboxTar({ tags: ['a:1', 'a:2', 'b:1'] });
    const raw = { type: 'application/x-tar', data: tar };
    await dockerd.api({ method: 'POST', path: '/images/load?quiet=1', raw });
    await mgr.load(streamOf(tar), { quiet: true }, () => undefined, signal);
    const { id } = await mgr.resolve('a:1', undefined, signal);
    const { body } = await dockerd.api({ path: '/images/a:1/json' });
    const theirId = (body as { Id: string }).Id;
    for (const ref of ['a:2', 'b:1', 'a:1']) {
      const ours = await mgr.remove(ref, { force: false, noprune: false }, signal);
      const theirs = await dockerd.api({ method: 'DELETE', path: `/images/${ref}` });
      const expected = JSON.parse(theirs.text.replaceAll(theirId, id)) as unknown;
      assert.deepEqual(ours, expected);
    }
  });
});
