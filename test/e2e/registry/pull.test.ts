/** Pulling from Debian's docker-registry with the docker CLI. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { CuttingProxy } from '../../helpers/cutting-proxy.ts';
import { EngineFixture, waitFor } from '../../helpers/engine-fixture.ts';
import { ImageFiles } from '../../helpers/image-files.ts';
import { RegistryFixture } from '../../helpers/registry-fixture.ts';

const MiB = 1 << 20;

describe('docker pull', () => {
  let registry: RegistryFixture;
  let engine: EngineFixture;
  let files: ImageFiles;

  before(async () => {
    [registry, engine, files] = await Promise.all([
      RegistryFixture.create(),
      EngineFixture.create({ image: false }),
      ImageFiles.create(),
    ]);
  });
  after(async () => {
    await engine[Symbol.asyncDispose]();
    await registry[Symbol.asyncDispose]();
    await files[Symbol.asyncDispose]();
  });

  const digestOf = async (ref: string): Promise<string> =>
    await engine.dockerOk('image', 'inspect', '--format', '{{index .RepoDigests 0}}', ref);

  test('brings a tag that runs, says what is there the second time, and tells it as events', async () => {
    await registry.put(await files.busybox(), 'team/busybox:1');
    const ref = `${registry.host}/team/busybox:1`;
    const since = String(Date.now() / 1000);
    const first = await engine.dockerOk('pull', ref);
    assert.match(
      first,
      /^1: Pulling from team\/busybox\n[0-9a-f]{12}: Pulling fs layer\n(?:.+\n)*[0-9a-f]{12}: Pull complete\nDigest: sha256:[0-9a-f]{64}\nStatus: Downloaded newer image for /,
    );
    const second = await engine.dockerOk('pull', ref);
    assert.match(
      second,
      /^1: Pulling from team\/busybox\nDigest: .+\nStatus: Image is up to date for /,
    );
    assert.equal(await engine.dockerOk('run', '--rm', ref, 'echo', 'pulled'), 'pulled');
    const until = String(Date.now() / 1000 + 1);
    const events = await engine.dockerOk(
      ...['events', '--since', since, '--until', until, '--filter', 'event=pull'],
      ...['--format', '{{.Type}} {{.Action}} {{.Actor.ID}} {{.Actor.Attributes.name}}'],
    );
    const event = `image pull ${ref} ${registry.host}/team/busybox`;
    assert.equal(events, `${event}\n${event}`);
  });

  test('brings a digest without giving it a tag', async () => {
    await registry.put(await files.random([1000]), 'team/digest:1');
    await engine.dockerOk('pull', `${registry.host}/team/digest:1`);
    const ref = await digestOf(`${registry.host}/team/digest:1`);
    await engine.dockerOk('rmi', `${registry.host}/team/digest:1`);
    const text = await engine.dockerOk('pull', ref);
    assert.match(text, /Status: Downloaded newer image for .*@sha256:/);
    assert.equal(await engine.dockerOk('image', 'inspect', '--format', '{{.RepoTags}}', ref), '[]');
  });

  test('-a brings all tags', async () => {
    for (const tag of ['a', 'b', 'c']) {
      await registry.put(await files.random([1000]), `team/many:${tag}`);
    }
    await engine.dockerOk('pull', '-a', `${registry.host}/team/many`);
    const tags = await engine.dockerOk(
      'images',
      '--format',
      '{{.Tag}}',
      `${registry.host}/team/many`,
    );
    assert.deepEqual(tags.split('\n').sort(), ['a', 'b', 'c']);
  });

  test('brings the platform that is asked for, and says when there is none', async () => {
    await registry.put(await files.random([1000], ['amd64', 'arm64']), 'team/multi:1', '--all');
    const ref = `${registry.host}/team/multi:1`;
    await engine.dockerOk('pull', '--platform', 'linux/arm64', ref);
    const format = '{{.Architecture}}';
    assert.equal(await engine.dockerOk('image', 'inspect', '--format', format, ref), 'arm64');
    await engine.dockerOk('pull', ref);
    assert.equal(await engine.dockerOk('image', 'inspect', '--format', format, ref), 'amd64');
    const missing = await engine.docker('pull', '--platform', 'linux/s390x', ref);
    assert.match(
      missing.stderr,
      /no matching manifest for linux\/s390x in the manifest list entries/,
    );
    assert.equal(missing.code, 1);
  });

  test('goes on where the connection was cut', async () => {
    await registry.put(await files.random([6 * MiB, 5 * MiB]), 'team/cut:1');
    await using proxy = await CuttingProxy.create(registry.port, {
      cutEvery: 4 * MiB,
      maxCuts: 2,
    });
    await engine.dockerOk('pull', `${proxy.host}/team/cut:1`);
    assert.equal(proxy.cuts, 2);
    assert.ok(proxy.passed < 13 * MiB, `${proxy.passed} bytes: nothing was fetched twice`);
  });

  test('goes on where a daemon that was killed had stopped', async () => {
    await registry.put(await files.random([24 * MiB]), 'team/killed:1');
    await using proxy = await CuttingProxy.create(registry.port, {
      cutEvery: 16 * MiB,
      maxCuts: 1_000_000,
    });
    const ref = `${proxy.host}/team/killed:1`;
    const pulling = engine.docker('pull', ref);
    await waitFor('the first cut', () => Promise.resolve(proxy.cuts > 0));
    await engine.stop('SIGKILL');
    assert.notEqual((await pulling).code, 0);
    const before = proxy.passed;
    await engine.start();
    await engine.dockerOk('pull', ref);
    assert.ok(proxy.passed - before < 20 * MiB, `${proxy.passed - before} bytes came again`);
  });

  test('of the same image by many clients fetches each layer once', async () => {
    await registry.put(await files.random([3 * MiB, 3 * MiB]), 'team/popular:1');
    await using proxy = await CuttingProxy.create(registry.port, { cutEvery: MiB, maxCuts: 0 });
    const ref = `${proxy.host}/team/popular:1`;
    const pulls = await Promise.all(Array.from({ length: 4 }, () => engine.docker('pull', ref)));
    for (const { code, stderr } of pulls) assert.equal(code, 0, stderr);
    assert.ok(proxy.passed < 7 * MiB, `${proxy.passed} bytes`);
  });

  test('that the client gives up leaves no image', async () => {
    await registry.put(await files.random([8 * MiB]), 'team/left:1');
    await using proxy = await CuttingProxy.create(registry.port, {
      cutEvery: MiB,
      maxCuts: 1_000_000,
    });
    const path = `/images/create?fromImage=${proxy.host}/team/left&tag=1`;
    const pulling = engine.api({ method: 'POST', path, signal: AbortSignal.timeout(700) });
    await assert.rejects(pulling);
    const images = await engine.dockerOk('images', '-q', `${proxy.host}/team/left`);
    assert.equal(images, '');
  });
});
