/** `docker save`: what comes back from it, here and elsewhere. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { command } from '../../helpers/command.ts';
import { DockerdFixture } from '../../helpers/dockerd-fixture.ts';
import { EngineFixture, waitFor } from '../../helpers/engine-fixture.ts';

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function ok(program: string, ...args: readonly string[]): Promise<string> {
  const result = await command(program, args, { timeoutMs: 120_000 });
  assert.equal(result.code, 0, `${program} ${args.join(' ')}: ${result.stderr}`);
  return result.stdout.trim();
}

describe('docker save', () => {
  let engine: EngineFixture;
  let root: string;

  before(async () => {
    [engine, root] = await Promise.all([EngineFixture.create(), mkdtemp('/tmp/joey-save-')]);
  });
  after(async () => {
    await engine[Symbol.asyncDispose]();
    await rm(root, { recursive: true, force: true });
  });

  const idOf = (ref: string): Promise<string> =>
    engine.dockerOk('image', 'inspect', '-f', '{{.Id}}', ref);

  test('a round trip keeps id and bytes', async () => {
    const [first, second] = [join(root, 'first.tar'), join(root, 'second.tar')];
    await engine.dockerOk('tag', 'busybox', 'trip:1');
    await engine.dockerOk('save', '-o', first, 'busybox', 'trip:1');
    const id = await idOf('trip:1');
    await engine.dockerOk('rmi', 'trip:1', 'busybox');
    await engine.dockerOk('load', '-q', '-i', first);
    assert.deepEqual([await idOf('trip:1'), await idOf('busybox')], [id, id]);
    await engine.dockerOk('save', '-o', second, 'busybox', 'trip:1');
    assert.equal(await digestOf(second), await digestOf(first));
    assert.equal(await engine.dockerOk('run', '--rm', 'trip:1', 'echo', 'whole'), 'whole');
  });

  test('skopeo reads both kinds of it, and we read what skopeo makes of them', async () => {
    const file = join(root, 'skopeo.tar');
    await engine.dockerOk('save', '-o', file, 'busybox');
    for (const [from, to] of [
      ['docker-archive', 'oci-archive'],
      ['oci-archive', 'docker-archive'],
    ] as const) {
      const made = join(root, `${to}.tar`);
      const target = `${to}:${made}:localhost/made/by:${to}`;
      await ok('skopeo', 'copy', '--insecure-policy', `${from}:${file}`, target);
      const text = await engine.dockerOk('load', '-i', made);
      assert.match(text, /^Loaded image( ID)?: /);
    }
    const made = 'localhost/made/by:docker-archive';
    assert.equal(await engine.dockerOk('run', '--rm', made, 'echo', 'from skopeo'), 'from skopeo');
  });

  test('dockerd loads it, and we load what dockerd saves', async () => {
    await using dockerd = await DockerdFixture.create();
    const [ours, theirs] = [join(root, 'ours.tar'), join(root, 'theirs.tar')];
    await engine.dockerOk('tag', 'busybox', 'traveller:1');
    await engine.dockerOk('save', '-o', ours, 'traveller:1');
    await ok('docker', '-H', `unix://${dockerd.socket}`, 'load', '-i', ours);
    await ok('docker', '-H', `unix://${dockerd.socket}`, 'save', '-o', theirs, 'traveller:1');
    await engine.dockerOk('rmi', 'traveller:1');
    assert.equal(await engine.dockerOk('load', '-i', theirs), 'Loaded image: traveller:1');
    assert.equal(await engine.dockerOk('run', '--rm', 'traveller:1', 'echo', 'back'), 'back');
  });

  test('containerd itself imports it with all platforms', async () => {
    const file = join(root, 'containerd.tar');
    await engine.dockerOk('save', '-o', file, 'busybox');
    const address = join(engine.execRoot, 'containerd/containerd.sock');
    const ctr = ['-a', address, '-n', 'elsewhere'];
    await ok('ctr', ...ctr, 'images', 'import', '--all-platforms', file);
    assert.equal(await ok('ctr', ...ctr, 'images', 'ls', '-q'), 'docker.io/library/busybox:latest');
    await ok('ctr', ...ctr, 'images', 'rm', 'docker.io/library/busybox:latest');
  });

  test('a client that leaves ends it, and nothing stays held', async () => {
    const leaving = AbortSignal.timeout(5);
    await engine.api({ path: '/images/busybox/get', signal: leaving }).catch(() => undefined);
    const address = join(engine.execRoot, 'containerd/containerd.sock');
    await waitFor('the lease to go', async () => {
      const leases = await ok('ctr', '-a', address, '-n', 'joey', 'leases', 'ls', '-q');
      return !leases.includes('joey-image-');
    });
  });
});
