/** Named and anonymous volumes with real containers: what is in them, and how long they live. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { EngineFixture } from '../../helpers/engine-fixture.ts';

describe('volumes', () => {
  let engine: EngineFixture;

  before(async () => {
    engine = await EngineFixture.create();
  });
  after(() => engine[Symbol.asyncDispose]());

  const volumes = async (): Promise<string[]> =>
    (await engine.dockerOk('volume', 'ls', '-q')).split('\n').filter((name) => name !== '');

  const sh = (args: readonly string[], script: string): Promise<string> =>
    engine.dockerOk('run', '--rm', ...args, 'busybox', 'sh', '-c', script);

  test('what one container writes another one reads, and a restart of the daemon keeps it', async () => {
    await sh(['-v', 'kept:/data'], 'echo here > /data/file');
    await engine.restart('SIGKILL');
    assert.equal(await sh(['-v', 'kept:/else:ro'], 'cat /else/file'), 'here');
    const refused = await engine.docker(
      'run',
      '--rm',
      '-v',
      'kept:/x:ro',
      'busybox',
      'touch',
      '/x/y',
    );
    assert.match(refused.stderr, /Read-only file system/);
    await engine.dockerOk('volume', 'rm', 'kept');
  });

  test('an empty volume gets what the image has there, with owners and modes', async () => {
    const look = 'stat -c "%n %a %u:%g" /etc/passwd /etc/shadow 2>&1';
    assert.equal(await sh(['-v', 'filled:/etc'], look), await sh([], look));
    assert.match(await sh(['-v', 'filled:/x'], 'ls /x'), /passwd/);
    assert.equal(await sh(['-v', 'bare:/etc:nocopy'], 'ls /etc | grep -c passwd || true'), '0');
    await engine.dockerOk('volume', 'rm', 'filled', 'bare');
  });

  test('one in use stays; anonymous ones go with rm -v and --rm only', async () => {
    await engine.dockerOk(
      'create',
      '--name',
      'user',
      '-v',
      'used:/a',
      '-v',
      '/anonymous',
      'busybox',
    );
    const refused = await engine.docker('volume', 'rm', 'used');
    assert.match(refused.stderr, /remove used: volume is in use - \[[0-9a-f]{64}\]/);
    assert.equal((await volumes()).length, 2);
    await engine.dockerOk('rm', 'user');
    assert.equal((await volumes()).length, 2);
    await engine.dockerOk('volume', 'prune', '-f');
    assert.deepEqual(await volumes(), ['used']);
    await sh(['-v', '/anonymous'], 'true');
    await engine.dockerOk('create', '--name', 'user', '-v', '/anonymous', 'busybox');
    await engine.dockerOk('rm', '-v', 'user');
    assert.deepEqual(await volumes(), ['used']);
    await engine.dockerOk('volume', 'rm', 'used');
  });

  test('--volumes-from takes over all of another container, or read-only', async () => {
    await engine.dockerOk('create', '--name', 'giver', '-v', 'given:/data', 'busybox');
    await sh(['--volumes-from', 'giver'], 'echo from > /data/file');
    assert.equal(await sh(['--volumes-from', 'giver:ro'], 'cat /data/file'), 'from');
    const args = ['run', '--rm', '--volumes-from', 'giver:ro', 'busybox', 'touch', '/data/x'];
    assert.match((await engine.docker(...args)).stderr, /Read-only file system/);
    await engine.dockerOk('rm', 'giver');
    await engine.dockerOk('volume', 'rm', 'given');
  });

  test('a part of a volume is mounted, and never what a link in it leads to', async () => {
    await sh(['-v', 'parts:/p'], 'mkdir /p/in; echo part > /p/in/file; ln -s /etc /p/out');
    const mount = (subpath: string): string[] => [
      '--mount',
      `type=volume,src=parts,dst=/x,volume-subpath=${subpath}`,
    ];
    assert.equal(await sh(mount('in'), 'cat /x/file'), 'part');
    for (const subpath of ['out', 'nosuch', '../..']) {
      const refused = await engine.docker('run', '--rm', ...mount(subpath), 'busybox', 'true');
      assert.match(refused.stderr, /cannot access path|relative path within/, subpath);
    }
    await engine.dockerOk('volume', 'rm', 'parts');
  });

  test('the local driver mounts tmpfs and directories', async () => {
    const memory = ['-o', 'type=tmpfs', '-o', 'device=tmpfs', '-o', 'o=size=1m,uid=7'];
    await engine.dockerOk('volume', 'create', ...memory, 'memory');
    assert.equal(
      await sh(
        ['-v', 'memory:/m'],
        'df -k /m | tail -1 | tr -s " " | cut -d" " -f2; stat -c %u /m',
      ),
      '1024\n7',
    );
    const bound = ['-o', 'type=none', '-o', `device=${engine.root}/data`, '-o', 'o=bind'];
    await engine.dockerOk('volume', 'create', ...bound, 'bound');
    assert.match(await sh(['-v', 'bound:/b:ro'], 'ls /b'), /joey\.db/);
    await engine.dockerOk('volume', 'rm', 'memory', 'bound');
  });
});
