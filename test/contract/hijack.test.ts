import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';

import { WebSocket } from 'ws';

import { conflict, invalidArgument } from '../../src/lib/errors.ts';
import { RawStreamDecoder, STREAMS } from '../../src/lib/raw-stream.ts';
import { EXEC_ID } from '../fakes/documents.ts';
import type { FakeOverrides } from '../fakes/fake-managers.ts';
import { requestText, serve, UPGRADE, Wire } from './harness.ts';

const ATTACH = 'POST /containers/web/attach?stream=1&stdin=1&stdout=1&stderr=1';
const EXEC = `POST /exec/${EXEC_ID}/start`;
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** The head of an answer, and its stream taken apart. */
function takeApart(received: Buffer): { head: string; out: string; err: string } {
  const end = received.indexOf('\r\n\r\n') + 4;
  const pieces = [...new RawStreamDecoder().push(received.subarray(end))];
  const textOf = (wanted: number): string =>
    pieces
      .filter(({ stream }) => stream === wanted)
      .map(({ payload }) => payload.toString())
      .join('');
  return {
    head: received.toString('latin1', 0, end),
    out: textOf(STREAMS.stdout),
    err: textOf(STREAMS.stderr),
  };
}

test('attach upgrades, frames both outputs and ends with the input', async () => {
  await using engine = await serve();
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText(ATTACH, UPGRADE));
  await wire.until('ready\n');
  wire.send('hello\n');
  await wire.until('hello\n');
  wire.half();
  await wire.end();
  const { head, out, err } = takeApart(wire.received);
  assert.match(head, /^HTTP\/1\.1 101 UPGRADED\r\n/);
  assert.match(head, /\r\nContent-Type: application\/vnd\.docker\.multiplexed-stream\r\n/);
  assert.match(head, /\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n/);
  assert.match(head, /\r\nApi-Version: 1\.56\r\n/);
  assert.deepEqual([out, err], ['hello\nbye\n', 'ready\n']);
});

test('a terminal is raw, and so is the type of framed streams before 1.42', async () => {
  await using engine = await serve();
  using terminal = await Wire.to(engine.socketPath);
  terminal.send(requestText('POST /containers/tty/attach?stream=1', UPGRADE));
  assert.match(await terminal.until('\r\n\r\nready\n'), /vnd\.docker\.raw-stream/);
  using old = await Wire.to(engine.socketPath);
  old.send(requestText(ATTACH.replace('/containers', '/v1.41/containers'), UPGRADE));
  assert.match(await old.until('ready\n'), /vnd\.docker\.raw-stream/);
});

test('without an upgrade the answer is a raw 200 without a length', async () => {
  await using engine = await serve();
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText(ATTACH, { 'Content-Length': '0' }));
  await wire.until('ready\n');
  wire.send('hello\n').half();
  await wire.end();
  const { head, out } = takeApart(wire.received);
  assert.match(
    head,
    /^HTTP\/1\.1 200 OK\r\nContent-Type: application\/vnd\.docker\.raw-stream\r\n/,
  );
  assert.doesNotMatch(head, /Content-Length|Transfer-Encoding|Upgrade/i);
  assert.equal(out, 'hello\nbye\n');
});

test('without an upgrade the input may be the body', async () => {
  await using engine = await serve();
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText(ATTACH, { 'Transfer-Encoding': 'chunked' }, '6\r\nhello\n\r\n'));
  await wire.until('hello\n');
  wire.send('5\r\nagain\r\n0\r\n\r\n');
  await wire.end();
  assert.equal(takeApart(wire.received).out, 'hello\nagainbye\n');
});

test('input that comes with the request is not lost', async () => {
  await using engine = await serve();
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText(ATTACH, UPGRADE, 'early\n')).half();
  await wire.end();
  assert.equal(takeApart(wire.received).out, 'early\nbye\n');
});

test('the head leaves before the stream', async () => {
  const session = { tty: true, run: () => new Promise<'ended'>(() => undefined) };
  await using engine = await serve({ containers: { attach: () => Promise.resolve(session) } });
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText(ATTACH, UPGRADE));
  assert.ok((await wire.until('\r\n\r\n')).endsWith('\r\n\r\n'));
});

for (const [name, headers, body] of [
  ['with a length', { 'Content-Length': '13' }, '{"Tty":false}'],
  ['in chunks', { 'Transfer-Encoding': 'chunked' }, '7\r\n{"Tty":\r\n6\r\nfalse}\r\n0\r\n\r\n'],
] as const) {
  test(`exec start reads its body ${name}, then the input`, async () => {
    await using engine = await serve();
    using wire = await Wire.to(engine.socketPath);
    const request = requestText(EXEC, { ...UPGRADE, ...JSON_TYPE, ...headers }, `${body}early\n`);
    const half = Math.floor(request.length * 0.9);
    wire.send(request.slice(0, half));
    await new Promise((resolve) => setImmediate(resolve));
    wire.send(request.slice(half)).half();
    await wire.end();
    assert.equal(takeApart(wire.received).out, 'early\nbye\n');
    assert.deepEqual(engine.world.lastOf('exec.start'), [EXEC_ID, { detach: false, tty: false }]);
  });
}

test('framing of an exec follows the start, not the create', async () => {
  await using engine = await serve();
  using wire = await Wire.to(engine.socketPath);
  const body = '{"Tty":true}';
  const length = { 'Content-Length': String(body.length) };
  wire.send(requestText(EXEC, { ...UPGRADE, ...JSON_TYPE, ...length }, body));
  assert.match(await wire.until('\r\n\r\nready\n'), /vnd\.docker\.raw-stream/);
});

test('refusals of upgrades are ordinary answers', async () => {
  await using engine = await serve();
  const cases: [line: string, headers: Record<string, string>, body: string, status: number][] = [
    [ATTACH.replace('web', 'none'), {}, '', 404],
    ['POST /exec/none/start', { ...JSON_TYPE, 'Content-Length': '2' }, '{}', 404],
    [EXEC, { ...JSON_TYPE, 'Content-Length': '3' }, '{"a', 400],
    [EXEC, { 'Content-Type': 'text/plain', 'Content-Length': '2' }, '{}', 400],
    ['POST /session', { Upgrade: 'h2c' }, '', 501],
    ['POST /grpc', { Upgrade: 'h2c' }, '', 501],
    ['GET /_ping', { Upgrade: 'h2c' }, '', 200],
    ['GET /nope', {}, '', 404],
    ['GET /v1.99/info', {}, '', 400],
  ];
  for (const [line, headers, body, status] of cases) {
    using wire = await Wire.to(engine.socketPath);
    wire.send(requestText(line, { ...UPGRADE, ...headers }, body));
    const answer = await wire.end();
    assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `), line);
    if (status >= 400) assert.match(answer, /\r\nContent-Type: application\/json\r\n/, line);
  }
});

test('a body beyond the limit is refused unread', async () => {
  await using engine = await serve();
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText(EXEC, { ...UPGRADE, ...JSON_TYPE, 'Content-Length': '99999999' }));
  assert.match(await wire.end(), /^HTTP\/1\.1 413 [^]*request body too large/);
});

test('a process that cannot start is told in the stream', async () => {
  const sentence = 'OCI runtime exec failed: exec: "nope": executable file not found in $PATH';
  const start = (): Promise<never> => Promise.reject(invalidArgument(sentence));
  await using engine = await serve({ execs: { start } });
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText(EXEC, { ...UPGRADE, ...JSON_TYPE, 'Content-Length': '2' }, '{}'));
  await wire.end();
  assert.equal(takeApart(wire.received).out, `${sentence}\r\n`);
});

test('an exec that may not start is refused', async () => {
  const start = (): Promise<never> => Promise.reject(conflict('container web is not running'));
  await using engine = await serve({ execs: { start } });
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText(EXEC, { ...UPGRADE, ...JSON_TYPE, 'Content-Length': '2' }, '{}'));
  assert.match(await wire.end(), /^HTTP\/1\.1 409 [^]*container web is not running/);
});

test('the signal of an attach aborts when the client drops the connection', async () => {
  let signal: AbortSignal | undefined;
  const fakes: FakeOverrides = {
    containers: {
      attach: (_ref, _options, given) => {
        signal = given;
        return Promise.resolve({
          tty: true,
          run: async (connection) => {
            connection.resume().end('x');
            await once(connection, 'close');
            return 'left';
          },
        });
      },
    },
  };
  await using engine = await serve(fakes);
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText(ATTACH, UPGRADE));
  await wire.until('\r\n\r\n');
  assert.equal(signal?.aborted, false);
  const left = once(signal, 'abort');
  wire.socket.destroy();
  await left;
});

/** A WebSocket client that keeps what it was told. */
class Client implements Disposable {
  readonly socket: WebSocket;
  readonly messages: [text: string, binary: boolean][] = [];

  constructor(path: string, target: string) {
    this.socket = new WebSocket(`ws+unix://${path}:${target}`);
    this.socket.on('message', (data: Buffer, binary: boolean) => {
      this.messages.push([data.toString(), binary]);
    });
  }

  async until(count: number): Promise<void> {
    while (this.messages.length < count) await once(this.socket, 'message');
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }
}

const WS = '/containers/web/attach/ws?stream=1&stdin=1&stdout=1';

test('a WebSocket carries the raw stream in binary messages', async () => {
  await using engine = await serve();
  using client = new Client(engine.socketPath, WS);
  await client.until(1);
  client.socket.send('hello');
  await client.until(2);
  assert.deepEqual(client.messages, [
    ['ready\n', true],
    ['hello', true],
  ]);
  assert.deepEqual(engine.world.lastOf('attach'), [
    'web',
    { stdin: true, stdout: true, stderr: false, logs: false, stream: true },
  ]);
  const closed = once(client.socket, 'close');
  client.socket.close();
  await closed;
});

test('before 1.28 the messages are text, and before 1.42 all streams are meant', async () => {
  await using engine = await serve();
  using client = new Client(engine.socketPath, '/v1.27/containers/web/attach/ws?stream=1');
  await client.until(1);
  const umlaut = Buffer.from('ü');
  client.socket.send(umlaut.subarray(0, 1));
  client.socket.send(umlaut.subarray(1));
  await client.until(2);
  assert.deepEqual(client.messages, [
    ['ready\n', false],
    ['ü', false],
  ]);
  assert.deepEqual(engine.world.lastOf('attach'), [
    'web',
    { stdin: true, stdout: true, stderr: true, logs: false, stream: true },
  ]);
});

test('a WebSocket to no container is refused with its status', async () => {
  await using engine = await serve();
  using client = new Client(engine.socketPath, '/containers/none/attach/ws');
  const [error] = (await once(client.socket, 'error')) as [Error];
  assert.match(error.message, /404/);
});

test('the end of a process closes its WebSocket', async () => {
  const session = {
    tty: true,
    run: (connection: { end(text: string): unknown }) => {
      connection.end('last words');
      return Promise.resolve('ended' as const);
    },
  };
  await using engine = await serve({ containers: { attach: () => Promise.resolve(session) } });
  using client = new Client(engine.socketPath, WS);
  await once(client.socket, 'close');
  assert.deepEqual(client.messages, [['last words', true]]);
});
