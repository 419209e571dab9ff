/** Pushing to Debian's docker-registry with the docker CLI, and what skopeo makes of it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { command } from '../../helpers/command.ts';
import { CuttingProxy } from '../../helpers/cutting-proxy.ts';
import { EngineFixture } from '../../helpers/engine-fixture.ts';
import { ImageFiles } from '../../helpers/image-files.ts';
import { RegistryFixture } from '../../helpers/registry-fixture.ts';

const MiB = 1 << 20;

describe('docker push', () => {
  let registry: RegistryFixture;
  let engine: EngineFixture;
  let files: ImageFiles;

  before(async () => {
    [registry, engine, files] = await Promise.all([
      RegistryFixture.create(),
      EngineFixture.create(),
      ImageFiles.create(),
    ]);
  });
  after(async () => {
    await engine[Symbol.asyncDispose]();
    await registry[Symbol.asyncDispose]();
    await files[Symbol.asyncDispose]();
  });

  const skopeo = async (...args: readonly string[]): Promise<string> => {
    const result = await command('skopeo', args, { timeoutMs: 120_000 });
    assert.equal(result.code, 0, result.stderr);
    return result.stdout;
  };

  async function digestInRegistry(name: string): Promise<string> {
    const source = `docker://${registry.host}/${name}`;
    const args = ['inspect', '--tls-verify=false', '--format', '{{.Digest}}', source];
    return (await skopeo(...args)).trim();
  }

  test('sends an image that others can copy and we can pull again', async () => {
    const ref = `${registry.host}/mine/busybox:1`;
    await engine.dockerOk('tag', 'busybox', ref);
    const text = await engine.dockerOk('push', ref);
    assert.match(text, /^The push refers to repository \[127\.0\.0\.1:\d+\/mine\/busybox\]\n/);
    assert.match(text, /\n[0-9a-f]{12}: Pushed\n1: digest: sha256:[0-9a-f]{64} size: \d+$/);
    assert.ok(text.includes(await digestInRegistry('mine/busybox:1')));
    const copy = `oci:${files.root}/copy:1`;
    await skopeo('copy', '--insecure-policy', '--src-tls-verify=false', `docker://${ref}`, copy);
    await engine.dockerOk('rmi', ref);
    await engine.dockerOk('pull', ref);
    assert.equal(await engine.dockerOk('run', '--rm', ref, 'echo', 'round trip'), 'round trip');
  });

  test('sends nothing twice, and takes layers over from other repositories', async () => {
    for (const name of ['mount/a:1', 'mount/b:1']) {
      await engine.dockerOk('tag', 'busybox', `${registry.host}/${name}`);
    }
    const first = await engine.dockerOk('push', `${registry.host}/mount/a:1`);
    assert.match(first, /: (?:Pushed|Mounted from mine\/busybox)\n/);
    assert.match(
      await engine.dockerOk('push', `${registry.host}/mount/a:1`),
      /: Layer already exists\n/,
    );
    assert.match(await engine.dockerOk('push', `${registry.host}/mount/b:1`), /: Mounted from m/);
  });

  test('-a sends all tags, and an event tells of it', async () => {
    for (const tag of ['x', 'y']) {
      await engine.dockerOk('tag', 'busybox', `${registry.host}/mine/all:${tag}`);
    }
    const since = String(Date.now() / 1000);
    const text = await engine.dockerOk('push', '-a', `${registry.host}/mine/all`);
    assert.match(text, /\nx: digest: sha256:(?:.|\n)+\ny: digest: sha256:/);
    const events = await engine.dockerOk(
      ...['events', '--since', since, '--until', String(Date.now() / 1000 + 1)],
      ...['--filter', 'event=push', '--format', '{{.Action}} {{.Actor.ID}}'],
    );
    assert.equal(events, `push ${registry.host}/mine/all`);
  });

  test('sends all platforms of an image that is whole, and the only one of one that is not', async () => {
    const layout = await files.random([1000], ['amd64', 'arm64']);
    await registry.put(layout, 'source/multi:1', '--all');
    const source = `${registry.host}/source/multi:1`;
    await engine.dockerOk('pull', source);
    const target = `${registry.host}/mine/multi:1`;
    await engine.dockerOk('tag', source, target);
    const partial = await engine.api({
      method: 'POST',
      path: `/images/${registry.host}/mine/multi/push?tag=1`,
      headers: { 'x-registry-auth': 'e30=' },
    });
    assert.match(partial.text, /Not all multiplatform-content is present/);
    assert.match(partial.text, /"manifestPushedInsteadOfIndex":true/);
    await engine.dockerOk('pull', '--platform', 'linux/arm64', source);
    await engine.dockerOk('push', target);
    assert.equal(await digestInRegistry('mine/multi:1'), await digestInRegistry('source/multi:1'));
  });

  test('tries again when the connection is cut', async () => {
    await registry.put(await files.random([2 * MiB]), 'source/cut:1');
    await engine.dockerOk('pull', `${registry.host}/source/cut:1`);
    await using proxy = await CuttingProxy.create(registry.port, { cutEvery: 600, maxCuts: 2 });
    await engine.dockerOk('tag', `${registry.host}/source/cut:1`, `${proxy.host}/mine/cut:1`);
    await engine.dockerOk('push', `${proxy.host}/mine/cut:1`);
    assert.equal(proxy.cuts, 2);
    assert.equal(await digestInRegistry('mine/cut:1'), await digestInRegistry('source/cut:1'));
  });

  test('of what is not there says so', async () => {
    const none = await engine.docker('push', `${registry.host}/nosuch:1`);
    assert.equal(none.code, 1);
    assert.match(
      none.stderr,
      /^An image does not exist locally with the tag: 127\.0\.0\.1:\d+\/nosuch$/m,
    );
  });
});
