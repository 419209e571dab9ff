/** The same through dockerode's own API: what SDK users of Node see. */
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';

import Docker from 'dockerode';

import { EngineFixture, waitFor } from '../../helpers/engine-fixture.ts';

describe('dockerode', () => {
  let engine: EngineFixture;
  let docker: Docker;

  before(async () => {
    engine = await EngineFixture.create();
    docker = new Docker({ socketPath: engine.socket });
  });
  after(() => engine[Symbol.asyncDispose]());

  test('run streams the output and answers the exit code', async () => {
    const out = new PassThrough();
    const output = text(out);
    const [result, container] = (await docker.run(
      'busybox',
      ['sh', '-c', 'echo hi; exit 4'],
      out,
    )) as [{ StatusCode: number }, Docker.Container];
    assert.equal(result.StatusCode, 4);
    out.end();
    assert.match(await output, /hi/);
    await container.remove();
  });

  test('create, start, list, inspect, stop, remove', async () => {
    const container = await docker.createContainer({
      Image: 'busybox',
      name: 'rode',
      Cmd: ['sleep', '600'],
      Labels: { via: 'dockerode' },
    });
    await container.start();
    const list = await docker.listContainers({ filters: { label: ['via=dockerode'] } });
    assert.deepEqual(
      list.map(({ Names }) => Names),
      [['/rode']],
    );
    const inspected = await container.inspect();
    assert.equal(inspected.State.Running, true);
    assert.ok(inspected.State.Pid > 0);
    await container.stop({ t: 0 });
    assert.equal((await container.inspect()).State.ExitCode, 137);
    await container.remove();
    await assert.rejects(container.inspect(), { statusCode: 404 });
  });

  test('exec, hijacked, gives both streams and the exit code', async () => {
    const container = await docker.createContainer({ Image: 'busybox', Cmd: ['sleep', '600'] });
    await container.start();
    const exec = await container.exec({
      Cmd: ['sh', '-c', 'cat; echo err >&2; exit 3'],
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
    });
    const stream = await exec.start({ hijack: true, stdin: true });
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const collected = Promise.all([text(stdout), text(stderr)]);
    docker.modem.demuxStream(stream, stdout, stderr);
    stream.end('to exec\n');
    await new Promise((resolve) => stream.on('end', resolve));
    stdout.end();
    stderr.end();
    assert.deepEqual(await collected, ['to exec\n', 'err\n']);
    assert.equal((await exec.inspect()).ExitCode, 3);
    await container.remove({ force: true });
  });

  test('attach before start sees everything, wait answers the exit code', async () => {
    const container = await docker.createContainer({
      Image: 'busybox',
      Cmd: ['cat'],
      OpenStdin: true,
      StdinOnce: true,
      AttachStdin: true,
    });
    const stream = await container.attach({
      stream: true,
      stdin: true,
      stdout: true,
      stderr: true,
      hijack: true,
    });
    const stdout = new PassThrough();
    const output = text(stdout);
    docker.modem.demuxStream(stream, stdout, stdout);
    const ended = new Promise((resolve) => stream.on('end', resolve));
    const waiting = container.wait({ condition: 'next-exit' }) as Promise<{ StatusCode: number }>;
    await container.start();
    stream.end('one\ntwo\n');
    assert.equal((await waiting).StatusCode, 0);
    await ended;
    stdout.end();
    assert.equal(await output, 'one\ntwo\n');
    await container.remove();
  });

  test('logs, stats, top, images, info, version and events', async () => {
    const since = Math.floor(Date.now() / 1000);
    const container = await docker.createContainer({
      Image: 'busybox',
      Cmd: ['sh', '-c', 'echo logged; exec sleep 600'],
      Tty: true,
    });
    await container.start();
    await waitFor('the log line', async () =>
      (await container.logs({ stdout: true })).toString().includes('logged'),
    );
    const stats = await container.stats({ stream: false, 'one-shot': true });
    assert.ok(stats.memory_stats.usage > 0);
    const top = (await container.top()) as { Processes: string[][] };
    assert.ok(top.Processes.length > 0);
    assert.ok(
      (await docker.listImages()).some(({ RepoTags }) => RepoTags?.includes('busybox:latest')),
    );
    assert.equal((await docker.version()).Os, 'linux');
    assert.equal(((await docker.info()) as { OSType: string }).OSType, 'linux');
    await container.remove({ force: true });
    const until = Math.floor(Date.now() / 1000) + 1;
    const events = await text(
      (await docker.getEvents({
        since,
        until,
        filters: { container: [container.id] },
      })) as NodeJS.ReadableStream & AsyncIterable<Buffer>,
    );
    const actions = events
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { Action: string }).Action);
    assert.deepEqual(actions, ['create', 'start', 'top', 'kill', 'die', 'destroy']);
  });

  test('errors carry Docker’s status and sentence', async () => {
    await assert.rejects(docker.createContainer({ Image: 'nosuch', Cmd: ['x'] }), {
      statusCode: 404,
      message: /No such image: nosuch:latest/,
    });
    await assert.rejects(docker.getContainer('nosuch').start(), {
      statusCode: 404,
      message: /No such container: nosuch/,
    });
  });
});
