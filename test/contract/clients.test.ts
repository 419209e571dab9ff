import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { test } from 'node:test';

import Docker from 'dockerode';
import { execa } from 'execa';

import { notFound } from '../../src/lib/errors.ts';
import { encodeFrame, STREAMS } from '../../src/lib/raw-stream.ts';
import { CONTAINER_ID } from '../fakes/documents.ts';
import { serve, type Served } from './harness.ts';

const NO_CLI = await execa('docker', ['--version'], { reject: false }).then(({ failed }) =>
  failed ? 'the docker CLI is not installed' : false,
);

interface Ran {
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
}

/** The docker CLI against the fakes. */
async function docker(engine: Served, args: readonly string[], input?: string): Promise<Ran> {
  const host = `unix://${engine.socketPath}`;
  const result = await execa('docker', ['-H', host, ...args], {
    reject: false,
    timeout: 20_000,
    stripFinalNewline: false,
    ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
  });
  return { code: result.exitCode, out: result.stdout, err: result.stderr };
}

test('the CLI negotiates a version and shows both sides', { skip: NO_CLI }, async () => {
  await using engine = await serve();
  const { code, out } = await docker(engine, ['version', '--format', '{{.Server.Version}}']);
  assert.deepEqual([code, out], [0, '0.1.0\n']);
});

test('the CLI lists containers and images', { skip: NO_CLI }, async () => {
  await using engine = await serve();
  assert.deepEqual(await docker(engine, ['ps', '-q', '--no-trunc']), {
    code: 0,
    out: `${CONTAINER_ID}\n`,
    err: '',
  });
  assert.equal((await docker(engine, ['images', '-q'])).out, '1a1a1a1a1a1a\n');
});

test('exec -i of the CLI: input, both outputs, exit code', { skip: NO_CLI }, async () => {
  await using engine = await serve();
  assert.deepEqual(await docker(engine, ['exec', '-i', 'web', 'cat'], 'hello\n'), {
    code: 7,
    out: 'hello\nbye\n',
    err: 'ready\n',
  });
});

test('run -i of the CLI: create, attach, wait, start, exit code', { skip: NO_CLI }, async () => {
  await using engine = await serve();
  assert.deepEqual(await docker(engine, ['run', '-i', 'busybox', 'cat'], 'hello\n'), {
    code: 3,
    out: 'hello\nbye\n',
    err: 'ready\n',
  });
  const asked = engine.world.asked.map(({ method }) => method);
  assert.deepEqual(asked, ['create', 'attach', 'wait', 'start']);
});

test('attach of the CLI', { skip: NO_CLI }, async () => {
  await using engine = await serve();
  const { code, out, err } = await docker(engine, ['attach', 'web'], 'hello\n');
  assert.deepEqual([code, out, err], [3, 'hello\nbye\n', 'ready\n']);
});

test('logs, stats, load and pull of the CLI', { skip: NO_CLI }, async () => {
  await using engine = await serve();
  assert.equal((await docker(engine, ['logs', 'web'])).out, 'a line\n');
  const stats = await docker(engine, ['stats', '--no-stream', '--format', '{{.Name}}', 'web']);
  assert.equal(stats.out, 'web\n');
  assert.equal((await docker(engine, ['load'], 'tar')).out, 'Loaded image: busybox:latest\n');
  assert.match((await docker(engine, ['pull', '-q', 'busybox'])).out, /busybox/);
});

test('the CLI prints refusals as they are', { skip: NO_CLI }, async () => {
  const fakes = { containers: { inspect: () => Promise.reject(notFound('No such container: x')) } };
  await using engine = await serve(fakes);
  const refused = 'Error response from daemon: ';
  for (const [args, sentence] of [
    [['logs', 'x'], 'No such container: x'],
    [['swarm', 'leave'], 'This node is not part of a swarm'],
    [['network', 'create', 'bridge'], 'operation is not permitted on predefined bridge network'],
    [['network', 'rm', 'bridge'], 'bridge is a pre-defined network and cannot be removed'],
    [['volume', 'inspect', 'a'], 'get a: no such volume'],
    [['plugin', 'inspect', 'a'], 'plugin "a" not found'],
    [['builder', 'prune', '-f'], 'building images is not supported yet'],
  ] as const) {
    const { code, err } = await docker(engine, args);
    assert.equal(code, 1, args.join(' '));
    assert.ok(err.includes(refused + sentence), `${args.join(' ')}: ${err}`);
  }
});

const dockerode = ({ socketPath }: Served): Docker => new Docker({ socketPath });

/** What dockerode took apart. */
async function demuxed(
  docker: Docker,
  stream: NodeJS.ReadWriteStream,
): Promise<{ out: string; err: string }> {
  const texts = { out: '', err: '' };
  const sink = (name: 'out' | 'err'): PassThrough =>
    new PassThrough().on('data', (chunk: Buffer) => {
      texts[name] += chunk.toString();
    });
  (docker.modem as { demuxStream(...args: unknown[]): void }).demuxStream(
    stream,
    sink('out'),
    sink('err'),
  );
  await finished(stream, { writable: false });
  await new Promise((resolve) => setImmediate(resolve));
  return texts;
}

test('exec of dockerode with hijack: its chunked body, input and outputs', async () => {
  await using engine = await serve();
  const docker = dockerode(engine);
  const exec = await docker.getContainer('web').exec({ Cmd: ['cat'], AttachStdin: true });
  const stream = await exec.start({ hijack: true, stdin: true });
  const outputs = demuxed(docker, stream);
  stream.write('hello\n');
  stream.end();
  assert.deepEqual(await outputs, { out: 'hello\nbye\n', err: 'ready\n' });
  assert.equal((await exec.inspect()).ExitCode, 7);
});

test('attach of dockerode, hijacked', async () => {
  await using engine = await serve();
  const docker = dockerode(engine);
  const options = { stream: true, stdin: true, stdout: true, stderr: true, hijack: true };
  const stream = await docker.getContainer('web').attach(options);
  const outputs = demuxed(docker, stream);
  stream.end('hello\n');
  assert.deepEqual(await outputs, { out: 'hello\nbye\n', err: 'ready\n' });
});

test('attach of dockerode to the outputs only, not hijacked', async () => {
  const session = {
    tty: false,
    run: (connection: { end(frame: Buffer): unknown }) => {
      connection.end(encodeFrame(STREAMS.stdout, Buffer.from('last words')));
      return Promise.resolve('ended' as const);
    },
  };
  await using engine = await serve({ containers: { attach: () => Promise.resolve(session) } });
  const docker = dockerode(engine);
  const stream = await docker.getContainer('web').attach({ stream: true, stdout: true });
  assert.deepEqual(await demuxed(docker, stream), { out: 'last words', err: '' });
});

test('create of dockerode repeats itself in the URL', async () => {
  await using engine = await serve();
  const Env = Array.from({ length: 2000 }, (_, index) => `VARIABLE_${index}=${'x'.repeat(40)}`);
  const container = await dockerode(engine).createContainer({ Image: 'busybox', Env, name: 'n' });
  assert.equal(container.id, CONTAINER_ID);
  const [request] = engine.world.lastOf('create') as [{ name: string; body: { Env: string[] } }];
  assert.equal(request.name, 'n');
  assert.equal(request.body.Env.length, 2000);
});

test('wait, events, logs, pull and refusals of dockerode', async () => {
  await using engine = await serve();
  const docker = dockerode(engine);
  assert.deepEqual(await docker.getContainer('web').wait(), { StatusCode: 3 });
  const logs = await docker.getContainer('web').logs({ stdout: true, follow: false });
  assert.equal(logs.subarray(8).toString(), 'a line\n');
  const events = await docker.getEvents({ since: 1 });
  const [first] = (await once(events, 'data')) as [Buffer];
  assert.match(first.toString(), /"Action":"start"/);
  const pull = await docker.pull('busybox');
  const records = await new Promise<unknown[]>((resolve, reject) => {
    docker.modem.followProgress(pull, (err, output) => (err ? reject(err) : resolve(output)));
  });
  assert.equal(records.length, 2);
  await assert.rejects(docker.getContainer('none').start(), {
    statusCode: 404,
    json: { message: 'No such container: none' },
  });
  assert.equal(String(await docker.ping()), 'OK');
});
