import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { EngineFixture, waitFor } from '../../helpers/engine-fixture.ts';

describe('health checks', () => {
  let engine: EngineFixture;

  before(async () => {
    engine = await EngineFixture.create();
  });
  after(() => engine[Symbol.asyncDispose]());

  const checked = (name: string, command: string, ...flags: string[]): Promise<string> =>
    engine.dockerOk(
      ...['run', '-d', '--name', name, '--health-cmd', command, '--health-interval', '200ms'],
      ...[...flags, 'busybox', 'sleep', '1000'],
    );
  const ask = (name: string, format: string): Promise<string> =>
    engine.dockerOk('inspect', '-f', `{{with .State.Health}}${format}{{end}}`, name);
  const becomes = (name: string, status: string): Promise<void> =>
    waitFor(`${name} to be ${status}`, async () => (await ask(name, '{{.Status}}')) === status);

  test('a container goes from starting over healthy to unhealthy and back', async () => {
    await checked('moody', 'test ! -e /ill', '--health-retries', '2');
    assert.equal(await ask('moody', '{{.Status}}'), 'starting');
    await becomes('moody', 'healthy');
    assert.match(await engine.dockerOk('ps', '--format', '{{.Status}}'), /\(healthy\)$/);
    await engine.dockerOk('exec', 'moody', 'touch', '/ill');
    await becomes('moody', 'unhealthy');
    const filter = ['-f', 'health=unhealthy', '--format', '{{.Names}}'];
    assert.equal(await engine.dockerOk('ps', ...filter), 'moody');
    await engine.dockerOk('exec', 'moody', 'rm', '/ill');
    await becomes('moody', 'healthy');
    const events = await engine.dockerOk(
      ...['events', '--since', '1m', '--until', '-1s', '--format', '{{.Action}}'],
      ...['-f', 'event=health_status', '-f', 'container=moody'],
    );
    const told = ['healthy', 'unhealthy', 'healthy'].map((status) => `health_status: ${status}`);
    assert.deepEqual(events.split('\n'), told);
    await engine.dockerOk('rm', '-f', 'moody');
  });

  test('a probe that takes too long is killed, with its children', async () => {
    await checked('slow', 'echo begun; sleep 777', '--health-timeout', '300ms');
    await waitFor('a result', async () => (await ask('slow', '{{len .Log}}')) !== '0');
    const [code, ...output] = (
      await ask('slow', '{{with index .Log 0}}{{.ExitCode}} {{.Output}}{{end}}')
    ).split(' ');
    assert.equal(code, '-1');
    assert.equal(output.join(' '), 'Health check exceeded timeout (300ms): begun');
    await waitFor('no probe to be left', async () => {
      const processes = await engine.dockerOk('top', 'slow', '-o', 'pid,args');
      return processes.split('\n').filter((line) => line.includes('777')).length <= 1;
    });
    await engine.dockerOk('rm', '-f', 'slow');
  });

  test('a program that is not there is an answer, not an error', async () => {
    await checked('lost', 'x', '--health-retries', '1');
    await engine.dockerOk('rm', '-f', 'lost');
    await engine.dockerOk(
      ...['create', '--name', 'lost', '--health-interval', '200ms', '--health-retries', '1'],
      ...['--health-cmd', 'nosuchprogram', 'busybox', 'sleep', '1000'],
    );
    await engine.dockerOk('start', 'lost');
    await becomes('lost', 'unhealthy');
    assert.match(await ask('lost', '{{with index .Log 0}}{{.Output}}{{end}}'), /not found/);
    await engine.dockerOk('rm', '-f', 'lost');
  });

  test('health goes on over a kill of the daemon', async () => {
    const lastProbe = async (): Promise<string> => {
      const log = JSON.parse(await ask('lasting', '{{json .Log}}')) as { Start: string }[];
      return log.at(-1)?.Start ?? '';
    };
    await checked('lasting', 'true');
    await becomes('lasting', 'healthy');
    const before = await lastProbe();
    await engine.restart('SIGKILL');
    assert.equal(await ask('lasting', '{{.Status}}'), 'healthy');
    await waitFor('new probes', async () => (await lastProbe()) > before);
    await engine.dockerOk('rm', '-f', 'lasting');
  });
});
