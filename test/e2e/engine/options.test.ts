/** Options that only the kernel can prove: namespaces of others, init, runtimes, limits, policies. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { EngineFixture, waitFor } from '../../helpers/engine-fixture.ts';

interface Inspect {
  readonly State: {
    readonly Status: string;
    readonly OOMKilled: boolean;
    readonly ExitCode: number;
  };
  readonly RestartCount: number;
  readonly HostConfig: { readonly Memory: number };
}

describe('options', () => {
  let engine: EngineFixture;

  before(async () => {
    engine = await EngineFixture.create({ flags: ['--add-runtime', 'other=/usr/sbin/runc'] });
    await engine.dockerOk(
      'run',
      '-d',
      '--name',
      'base',
      '--ipc',
      'shareable',
      'busybox',
      'sleep',
      '3600',
    );
  });
  after(() => engine[Symbol.asyncDispose]());

  const run = (...args: readonly string[]): Promise<string> =>
    engine.dockerOk('run', '--rm', ...args);

  const inspect = async (name: string): Promise<Inspect> => {
    const { body, status } = await engine.api({ path: `/containers/${name}/json` });
    assert.equal(status, 200);
    return body as Inspect;
  };

  const namespaceOf = (name: string, kind: string): Promise<string> =>
    engine.dockerOk('exec', name, 'readlink', `/proc/1/ns/${kind}`);

  for (const kind of ['net', 'ipc', 'pid'] as const) {
    const flag = { net: '--network', ipc: '--ipc', pid: '--pid' }[kind];
    test(`${flag} container:base shares the namespace`, async () => {
      const theirs = await namespaceOf('base', kind);
      const link = `/proc/self/ns/${kind}`;
      assert.equal(await run(flag, 'container:base', 'busybox', 'readlink', link), theirs);
      assert.notEqual(await run('busybox', 'readlink', link), theirs);
    });
  }

  test('--ipc container:base shares /dev/shm, too', async () => {
    await engine.dockerOk('exec', 'base', 'sh', '-c', 'echo shared > /dev/shm/note');
    assert.equal(await run('--ipc', 'container:base', 'busybox', 'cat', '/dev/shm/note'), 'shared');
  });

  test('a network of a container that does not run is refused', async () => {
    await engine.dockerOk('create', '--name', 'idle', 'busybox', 'true');
    const { code, stderr } = await engine.docker(
      'run',
      '--rm',
      '--network',
      'container:idle',
      'busybox',
      'true',
    );
    assert.equal(code, 125);
    assert.match(stderr, /cannot join network of a non running container/);
    await engine.dockerOk('rm', 'idle');
  });

  test('--init is process 1 and reaps', async () => {
    assert.match(await run('--init', 'busybox', 'cat', '/proc/1/cmdline'), /docker-init/);
  });

  test('--runtime names a configured runtime', async () => {
    assert.equal(await run('--runtime', 'other', 'busybox', 'echo', 'other'), 'other');
  });

  test('a container that needs too much memory is killed, and says so', async () => {
    const since = String(Math.floor(Date.now() / 1000));
    const script = 'x=a; while true; do x=$x$x; done';
    const { code } = await engine.docker(
      'run',
      '--name',
      'hungry',
      '--memory',
      '16m',
      '--memory-swap',
      '16m',
      'busybox',
      'sh',
      '-c',
      script,
    );
    assert.equal(code, 137);
    assert.equal((await inspect('hungry')).State.OOMKilled, true);
    const until = String(Math.ceil(Date.now() / 1000));
    const events = await engine.dockerOk(
      'events',
      '--since',
      since,
      '--until',
      until,
      '--filter',
      'container=hungry',
      '--filter',
      'event=oom',
      '--format',
      '{{.Action}}',
    );
    assert.equal(events, 'oom');
    await engine.dockerOk('rm', 'hungry');
  });

  test('update changes the limits of a running container', async () => {
    await engine.dockerOk(
      'update',
      '--memory',
      '100m',
      '--memory-swap',
      '200m',
      '--pids-limit',
      '77',
      'base',
    );
    assert.equal((await inspect('base')).HostConfig.Memory, 100 * 1024 ** 2);
    const limit = await engine.dockerOk('exec', 'base', 'cat', '/sys/fs/cgroup/pids/pids.max');
    assert.equal(limit, '77');
  });

  test('restart always starts it again until it is stopped', async () => {
    await engine.dockerOk(
      'run',
      '-d',
      '--name',
      'again',
      '--restart',
      'always',
      'busybox',
      'sh',
      '-c',
      'sleep 0.1; exit 3',
    );
    await waitFor('three restarts', async () => (await inspect('again')).RestartCount >= 3);
    await engine.dockerOk('stop', 'again');
    const { RestartCount, State } = await inspect('again');
    assert.equal(State.Status, 'exited');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.equal((await inspect('again')).RestartCount, RestartCount);
    await engine.dockerOk('rm', 'again');
  });

  test('on-failure gives up after its number of tries', async () => {
    await engine.dockerOk(
      'run',
      '-d',
      '--name',
      'tries',
      '--restart',
      'on-failure:2',
      'busybox',
      'false',
    );
    await waitFor('the end', async () => {
      const { RestartCount, State } = await inspect('tries');
      return RestartCount === 2 && State.Status === 'exited';
    });
    await engine.dockerOk('rm', 'tries');
  });

  test('output written just before the end is never lost', async () => {
    for (let i = 0; i < 10; i += 1) {
      const out = await run(
        'busybox',
        'sh',
        '-c',
        'head -c 300000 /dev/zero | tr "\\0" x; echo end',
      );
      assert.equal(out.length, 300_003);
    }
  });

  test('a log that is full is rotated, and read across its files', async () => {
    const options = ['--log-opt', 'max-size=10k', '--log-opt', 'max-file=3'];
    await engine.dockerOk('run', '--name', 'rotated', ...options, 'busybox', 'seq', '1', '1000');
    const lines = (await engine.dockerOk('logs', 'rotated')).split('\n');
    assert.equal(lines.at(-1), '1000');
    assert.ok(lines.length > 150 && lines.length < 1000, `${lines.length} lines are left`);
    assert.equal(await engine.dockerOk('logs', '--tail', '2', 'rotated'), '999\n1000');
    await engine.dockerOk('rm', 'rotated');
  });

  test('cp says that it is not served yet', async () => {
    const { code, stderr } = await engine.docker('cp', 'base:/etc/hosts', engine.root);
    assert.notEqual(code, 0);
    assert.match(stderr, /not (implemented|served|supported)/i);
  });

  test('a read-only bind cannot be written, a writable one reaches the host', async () => {
    const source = join(engine.root, 'bound');
    await run('-v', `${source}:/w`, 'busybox', 'sh', '-c', 'echo written > /w/file');
    assert.equal(await readFile(join(source, 'file'), 'utf8'), 'written\n');
    const { code } = await engine.docker(
      'run',
      '--rm',
      '-v',
      `${source}:/w:ro`,
      'busybox',
      'touch',
      '/w/x',
    );
    assert.equal(code, 1);
  });
});
