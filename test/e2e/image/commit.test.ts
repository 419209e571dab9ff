/** `docker commit`: the layer that it writes, and what becomes of the container. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { EngineFixture, waitFor } from '../../helpers/engine-fixture.ts';

const CHANGES = [
  'cd /root',
  'echo new > made; chown 12:34 made; chmod 4750 made; touch -d @1000000000 made',
  'ln made hard; ln -s made soft; mkfifo pipe; mkdir -p deep/er; mknod null c 1 3',
  'rm /etc/passwd; rm -r /home; mkdir /home; touch /home/again',
].join(' && ');

const LOOK = [
  'cd /root',
  'stat -c "%a %u %g %Y %h" made; readlink soft; stat -c %F pipe null; cat hard',
  'ls -A /home; ls /etc/passwd 2>&1 || true',
].join('; ');

describe('docker commit', () => {
  let engine: EngineFixture;

  before(async () => {
    engine = await EngineFixture.create();
  });
  after(() => engine[Symbol.asyncDispose]());

  test('files, owners, modes, times, links, devices and deletions are in the layer', async () => {
    await engine.dockerOk('run', '--name', 'changed', 'busybox', 'sh', '-c', CHANGES);
    const id = await engine.dockerOk('commit', 'changed', 'made:1');
    assert.match(id, /^sha256:[0-9a-f]{64}$/);
    assert.equal(
      await engine.dockerOk('run', '--rm', 'made:1', 'sh', '-c', LOOK),
      [
        ...['4750 12 34 1000000000 2', 'made', 'fifo', 'character special file', 'new', 'again'],
        'ls: /etc/passwd: No such file or directory',
      ].join('\n'),
    );
  });

  test('configuration, author, comment and changes are the image’s', async () => {
    const env = ['-e', 'A=1', '--label', 'own=yes', '-w', '/tmp'];
    await engine.dockerOk('create', '--name', 'source', ...env, 'busybox', 'echo', 'hi');
    const change = ['-c', 'CMD ["echo","bye"]', '-c', 'ENV B=2', '-c', 'LABEL own=no'];
    await engine.dockerOk('commit', '-a', 'Me <me@x>', '-m', 'why', ...change, 'source', 'made:2');
    const format =
      '{{json .Config.Env}} {{json .Config.Labels}} {{.Config.WorkingDir}} {{.Author}}';
    const shown = await engine.dockerOk('image', 'inspect', '-f', format, 'made:2');
    assert.match(shown, /"A=1".*"B=2".* \{"own":"no"\} \/tmp Me <me@x>$/);
    assert.equal(await engine.dockerOk('run', '--rm', 'made:2'), 'bye');
    const history = await engine.dockerOk('history', '--format', '{{.Comment}}', 'made:2');
    assert.equal(history.split('\n')[0], 'why');
    const layers = '{{len .RootFS.Layers}}';
    assert.equal(await engine.dockerOk('image', 'inspect', '-f', layers, 'made:2'), '1');
  });

  test('a running container is frozen meanwhile, and goes on', async () => {
    await engine.dockerOk('run', '-d', '--name', 'running', 'busybox', 'sleep', '1000');
    const since = String(Date.now() / 1000 - 1);
    const id = await engine.dockerOk('commit', 'running');
    const until = String(Math.ceil(Date.now() / 1000) + 1);
    const args = ['--filter', 'type=container', '--format', '{{.Action}}'];
    const events = await engine.dockerOk('events', '--since', since, '--until', until, ...args);
    assert.deepEqual(events.split('\n').slice(-3), ['pause', 'unpause', 'commit']);
    await engine.dockerOk('exec', 'running', 'true');
    await engine.dockerOk('rmi', id);
    await engine.dockerOk('commit', '--pause=false', 'running', 'made:3');
    await engine.dockerOk('rm', '-f', 'running');
  });

  test('a daemon that is killed in the middle leaves it running', async () => {
    const fill = 'dd if=/dev/urandom of=/big bs=1M count=200 && sleep 1000';
    await engine.dockerOk('run', '-d', '--name', 'big', 'busybox', 'sh', '-c', fill);
    await waitFor(
      'the file',
      async () => {
        const { stdout } = await engine.docker('exec', 'big', 'stat', '-c', '%s', '/big');
        return stdout.trim() === String(200 << 20);
      },
      60_000,
    );
    const images = await engine.dockerOk('images', '-aq');
    const commit = engine.docker('commit', 'big', 'half:1');
    await waitFor('the pause', async () => {
      const now = String(Math.ceil(Date.now() / 1000));
      const args = ['--since', '1m', '--until', now, '--filter', 'event=pause'];
      return (await engine.dockerOk('events', ...args, '--filter', 'container=big')) !== '';
    });
    await engine.restart('SIGKILL');
    assert.notEqual((await commit).code, 0);
    await engine.dockerOk('exec', 'big', 'true');
    assert.equal(await engine.dockerOk('images', '-aq'), images);
    await engine.dockerOk('commit', 'big', 'half:1');
    await engine.dockerOk('rm', '-f', 'big');
  });
});
