/** A registry with passwords and TLS by an authority of its own, and a mirror. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { command, type CommandResult } from '../../helpers/command.ts';
import { EngineFixture, waitFor } from '../../helpers/engine-fixture.ts';
import { ImageFiles } from '../../helpers/image-files.ts';
import { RegistryFixture } from '../../helpers/registry-fixture.ts';

describe('a registry with passwords and its own authority', () => {
  let registry: RegistryFixture;
  let engine: EngineFixture;
  let files: ImageFiles;
  let ref: string;

  before(async () => {
    registry = await RegistryFixture.create({ users: { alice: 'right', bob: 'other' } });
    files = await ImageFiles.create();
    engine = await EngineFixture.create({
      flags: ['--registry-config-dir', registry.configDir, '--config-file', await configFile()],
    });
    ref = `${registry.host}/team/busybox:1`;
    await engine.dockerOk('tag', 'busybox', ref);
  });
  after(async () => {
    await engine[Symbol.asyncDispose]();
    await registry[Symbol.asyncDispose]();
    await files[Symbol.asyncDispose]();
  });

  async function configFile(): Promise<string> {
    const path = join(files.root, 'daemon.json');
    await writeFile(path, '{}');
    return path;
  }

  /** The docker CLI with a configuration directory, which holds who is logged in. */
  const dockerAs = (user: string, ...args: readonly string[]): Promise<CommandResult> => {
    const config = join(files.root, `docker-${user}`);
    const socket = `unix://${engine.socket}`;
    return command('docker', ['--config', config, '-H', socket, ...args]);
  };
  const login = (user: string, password: string): Promise<CommandResult> =>
    dockerAs(user, 'login', '-u', user, '-p', password, registry.host);

  test('lets in who has logged in, until the logout', async () => {
    const refused = await dockerAs('alice', 'push', ref);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /no basic auth credentials/);

    const wrong = await login('alice', 'wrong');
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /login attempt to https:.*failed with status: 401 Unauthorized/);

    const right = await login('alice', 'right');
    assert.equal(right.code, 0, right.stderr);
    assert.match(right.stdout, /Login Succeeded/);

    const pushed = await dockerAs('alice', 'push', ref);
    assert.equal(pushed.code, 0, pushed.stderr);
    await engine.dockerOk('rmi', ref);
    const pulled = await dockerAs('alice', 'pull', ref);
    assert.equal(pulled.code, 0, pulled.stderr);

    assert.equal((await dockerAs('alice', 'logout', registry.host)).code, 0);
    const after = await dockerAs('alice', 'pull', ref);
    assert.equal(after.code, 1);
    assert.match(after.stderr, /no basic auth credentials/);
  });

  test('answers about an image only with the password', async () => {
    await login('bob', 'other');
    await dockerAs('bob', 'push', ref);
    const path = `/distribution/${ref}/json`;
    assert.match(
      (await engine.api({ path })).text,
      /^\{"message":"Head .* no basic auth credentials"\}/,
    );
    const auth = Buffer.from(JSON.stringify({ username: 'bob', password: 'other' }));
    const headers = { 'x-registry-auth': auth.toString('base64url') };
    const { status, body } = await engine.api({ path, headers });
    assert.equal(status, 200);
    assert.deepEqual((body as { Platforms: unknown }).Platforms, [
      { architecture: 'amd64', os: 'linux' },
    ]);
  });

  test('is not believed by an engine that does not know its authority', async () => {
    const strange = await mkdtemp(join(tmpdir(), 'joey-certs-'));
    try {
      const own = join(strange, registry.host);
      await mkdir(own);
      await using other = await RegistryFixture.create({ users: { x: 'y' } });
      await writeFile(join(own, 'ca.crt'), await readFile(other.authorityFile));
      await using suspicious = await EngineFixture.create({
        flags: ['--registry-config-dir', strange],
        image: false,
      });
      const { code, stderr } = await suspicious.docker('pull', ref);
      assert.equal(code, 1);
      assert.match(stderr, /x509: certificate signed by unknown authority/);
    } finally {
      await rm(strange, { recursive: true });
    }
  });

  test('a reload takes a proxy into use and drops it', async () => {
    const path = join(files.root, 'daemon.json');
    await writeFile(
      path,
      '{"https-proxy": "http://127.0.0.1:9", "http-proxy": "http://127.0.0.1:9"}',
    );
    process.kill(engine.pid, 'SIGHUP');
    const target = 'registry.invalid/x';
    const message = async (): Promise<string> => (await engine.docker('pull', target)).stderr;
    await waitFor('the proxy', async () => (await message()).includes('127.0.0.1:9: connect'));
    await writeFile(path, '{}');
    process.kill(engine.pid, 'SIGHUP');
    await waitFor('no proxy', async () => (await message()).includes('lookup registry.invalid'));
  });
});

describe('a mirror', () => {
  test('serves the images of Docker Hub, and of others by hosts.toml', async () => {
    await using files = await ImageFiles.create();
    await using mirror = await RegistryFixture.create();
    await mirror.put(await files.busybox(), 'library/mirrored:1');
    await mirror.put(await files.busybox(), 'team/app:1');
    const dir = join(files.root, 'certs.d', 'upstream.invalid');
    await mkdir(dir, { recursive: true });
    const toml = `[host."http://${mirror.host}"]\ncapabilities = ["pull", "resolve"]\n`;
    await writeFile(join(dir, 'hosts.toml'), toml);
    await using engine = await EngineFixture.create({
      image: false,
      flags: [
        ...[
          '--registry-mirror',
          'http://127.0.0.1:1',
          '--registry-mirror',
          `http://${mirror.host}`,
        ],
        ...['--registry-config-dir', join(files.root, 'certs.d')],
      ],
    });
    await engine.dockerOk('pull', 'mirrored:1');
    assert.equal(await engine.dockerOk('run', '--rm', 'mirrored:1', 'echo', 'hub'), 'hub');
    await engine.dockerOk('pull', 'upstream.invalid/team/app:1');
    const missing = await engine.docker('pull', 'upstream.invalid/team/nosuch:1');
    assert.match(missing.stderr, /upstream\.invalid/);
    assert.equal(missing.code, 1);
  });
});
