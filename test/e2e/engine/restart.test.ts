/** joeyd or containerd ends while containers run, log and exit: nothing acknowledged is lost, nothing leaks. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { EngineFixture, waitFor } from '../../helpers/engine-fixture.ts';

interface State {
  readonly Running: boolean;
  readonly Pid: number;
  readonly ExitCode: number;
  readonly StartedAt: string;
  readonly FinishedAt: string;
}

async function stateOf(engine: EngineFixture, name: string): Promise<State> {
  const { body, status } = await engine.api({ path: `/containers/${name}/json` });
  assert.equal(status, 200);
  return (body as { State: State }).State;
}

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  describe(`joeyd ends by ${signal}`, () => {
    test('running containers go on, their log without a gap', async () => {
      await using engine = await EngineFixture.create();
      const script = 'i=0; while true; do echo line $i; i=$((i+1)); usleep 2000; done';
      await engine.dockerOk('run', '-d', '--name', 'talker', 'busybox', 'sh', '-c', script);
      // What is on its way from the pipe to the file may be lost with the daemon: not while its thread starts.
      await waitFor('the first lines', async () =>
        (await engine.dockerOk('logs', '--tail', '1', 'talker')).startsWith('line '),
      );
      const before = await stateOf(engine, 'talker');
      await engine.restart(signal);
      const after = await stateOf(engine, 'talker');
      assert.deepEqual(
        [after.Running, after.Pid, after.StartedAt],
        [true, before.Pid, before.StartedAt],
      );
      await engine.dockerOk('exec', 'talker', 'true');
      await engine.dockerOk('stop', '-t', '0', 'talker');
      const lines = (await engine.dockerOk('logs', 'talker')).split('\n');
      assert.ok(lines.length > 50, `${lines.length} lines`);
      assert.deepEqual(
        lines,
        lines.map((_, index) => `line ${index}`),
      );
    });

    test('an exit that happened meanwhile is found, with its code and its last words', async () => {
      await using engine = await EngineFixture.create();
      await engine.dockerOk(
        'run',
        '-d',
        '--name',
        'ender',
        'busybox',
        'sh',
        '-c',
        'sleep 5; echo bye; exit 42',
      );
      // Longer than pipes wait for their keeper, see docs/adr/0008.
      await new Promise((resolve) => setTimeout(resolve, 2000));
      await engine.stop(signal);
      await new Promise((resolve) => setTimeout(resolve, 5000));
      await engine.start();
      await waitFor('the exit', async () => !(await stateOf(engine, 'ender')).Running);
      assert.equal((await stateOf(engine, 'ender')).ExitCode, 42);
      assert.equal(await engine.dockerOk('logs', 'ender'), 'bye');
      const since = '1h';
      const until = String(Math.ceil(Date.now() / 1000));
      const events = await engine.dockerOk(
        'events',
        '--since',
        since,
        '--until',
        until,
        '--format',
        '{{.Action}}',
        '--filter',
        'container=ender',
      );
      assert.deepEqual(events.split('\n'), ['create', 'start', 'die']);
    });

    test('what stopped before stays as it was; stdin of the living still works', async () => {
      await using engine = await EngineFixture.create();
      await engine.docker('run', '--name', 'done', 'busybox', 'sh', '-c', 'exit 5');
      await engine.dockerOk('create', '--name', 'new', 'busybox', 'true');
      await engine.dockerOk(
        'run',
        '-d',
        '-i',
        '--name',
        'reader',
        'busybox',
        'sh',
        '-c',
        'read x; echo got $x',
      );
      await engine.restart(signal);
      assert.equal((await stateOf(engine, 'done')).ExitCode, 5);
      const ps = await engine.dockerOk('ps', '-a', '--format', '{{.Names}} {{.State}}');
      assert.deepEqual(ps.split('\n').sort(), ['done exited', 'new created', 'reader running']);
      await engine.dockerIn('word\n', 'attach', 'reader');
      await waitFor('its end', async () => !(await stateOf(engine, 'reader')).Running);
      assert.equal(await engine.dockerOk('logs', 'reader'), 'got word');
      await engine.dockerOk('start', 'new');
    });
  });
}

test('--rm containers that ended while the daemon was down are removed', async () => {
  await using engine = await EngineFixture.create();
  await engine.dockerOk('run', '-d', '--rm', '--name', 'gone', 'busybox', 'sleep', '1');
  await engine.stop('SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await engine.start();
  await waitFor(
    'the removal',
    async () => (await engine.api({ path: '/containers/gone/json' })).status === 404,
  );
});

test('containerd is killed: containers go on and the engine serves again', async () => {
  await using engine = await EngineFixture.create();
  await engine.dockerOk('run', '-d', '--name', 'survivor', 'busybox', 'sleep', '600');
  const before = await stateOf(engine, 'survivor');
  process.kill(containerdOf(engine.tag), 'SIGKILL');
  assert.equal((await stateOf(engine, 'survivor')).Pid, before.Pid);
  await waitFor(
    'containerd to serve',
    async () => (await engine.docker('exec', 'survivor', 'true')).code === 0,
  );
  assert.equal(await engine.dockerOk('run', '--rm', 'busybox', 'echo', 'again'), 'again');
  await engine.dockerOk('kill', 'survivor');
  assert.equal((await stateOf(engine, 'survivor')).ExitCode, 137);
});

test('a shim that is killed counts as an exit', async () => {
  await using engine = await EngineFixture.create();
  await engine.dockerOk('run', '-d', '--name', 'orphan', 'busybox', 'sleep', '600');
  const { Pid } = await stateOf(engine, 'orphan');
  const shim = Number(readFileSync(`/proc/${Pid}/stat`, 'utf8').split(' ')[3]);
  process.kill(shim, 'SIGKILL');
  await waitFor('the exit', async () => !(await stateOf(engine, 'orphan')).Running);
  assert.equal((await stateOf(engine, 'orphan')).ExitCode, 137);
  await engine.dockerOk('rm', 'orphan');
});

test('a second daemon on the same data root refuses to start', async () => {
  await using engine = await EngineFixture.create({ image: false });
  await assert.rejects(engine.startAnother(), /another|lock|already/i);
});

function containerdOf(tag: string): number {
  const pid = readdirSync('/proc').find((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const line = readFileSync(join('/proc', name, 'cmdline'), 'utf8');
      return /(^|\/)containerd\0/.test(line) && line.includes(tag);
    } catch {
      return false;
    }
  });
  return Number(pid);
}
