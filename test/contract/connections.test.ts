import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { listenOn } from '../../src/daemon/listen.ts';
import type { EngineEvent } from '../../src/lib/engine-event.ts';
import { events } from '../fakes/documents.ts';
import type { FakeOverrides } from '../fakes/fake-managers.ts';
import { contract, requestText, serve, Wire } from './harness.ts';

const TCP = { kind: 'tcp', host: '127.0.0.1', port: 0 } as const;

/** Managers whose long operations last until their signal aborts. */
function endless(): { fakes: FakeOverrides; signals: AbortSignal[] } {
  const signals: AbortSignal[] = [];
  const forever = (signal: AbortSignal): Promise<never> => {
    signals.push(signal);
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  };
  return {
    signals,
    fakes: {
      containers: { wait: (_ref, _condition, signal) => ({ done: forever(signal) }) },
      system: {
        async *events(_options, signal): AsyncGenerator<EngineEvent> {
          yield* events();
          await forever(signal);
        },
        info: forever,
      },
      images: {
        pull: (_ref, _options, _progress, signal) => forever(signal),
      },
    },
  };
}

async function aborted(signals: readonly AbortSignal[]): Promise<void> {
  const [signal] = signals;
  assert.ok(signal);
  if (!signal.aborted) await once(signal, 'abort');
}

test('wait sends its head before it waits, and is given up when the client leaves', async () => {
  const { fakes, signals } = endless();
  await using engine = await serve(fakes);
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText('POST /containers/web/wait', { 'Content-Length': '0' }));
  const head = await wire.until('\r\n\r\n');
  assert.match(head, /^HTTP\/1\.1 200 OK\r\n/);
  assert.match(head, /\r\nContent-Type: application\/json\r\n/);
  assert.equal(signals[0]?.aborted, false);
  wire.socket.destroy();
  await aborted(signals);
});

test('before 1.30 wait answers at its end', async () => {
  await using engine = await serve();
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText('POST /v1.29/containers/web/wait', { 'Content-Length': '0' }));
  assert.match(await wire.until('}\n'), /\r\nContent-Length: 17\r\n/i);
});

test('events flow as they happen and stop when the client leaves', async () => {
  const { fakes, signals } = endless();
  await using engine = await serve(fakes);
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText('GET /events'));
  await wire.until('"connect"');
  wire.socket.destroy();
  await aborted(signals);
});

test('a client that ends its direction has left a stream', async () => {
  const { fakes, signals } = endless();
  await using engine = await serve(fakes);
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText('GET /events'));
  await wire.until('"connect"');
  wire.half();
  await aborted(signals);
  await wire.end();
});

test('a pull is given up when the client leaves before its first record', async () => {
  const { fakes, signals } = endless();
  await using engine = await serve(fakes);
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText('POST /images/create?fromImage=slow', { 'Content-Length': '0' }));
  while (signals.length === 0) await new Promise((resolve) => setImmediate(resolve));
  wire.socket.destroy();
  await aborted(signals);
});

test('a client that ends its direction early still gets its answer', async () => {
  await using engine = await serve();
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText('GET /version')).half();
  assert.match(await wire.end(), /^HTTP\/1\.1 200 OK[^]*"ApiVersion":"1\.56"/);
});

test('the signal of a short request aborts when the connection breaks', async () => {
  const { fakes, signals } = endless();
  await using engine = await serve(fakes, [TCP]);
  using wire = await Wire.to(Number(engine.addresses[1]?.split(':')[1]));
  wire.send(requestText('GET /info'));
  while (signals.length === 0) await new Promise((resolve) => setImmediate(resolve));
  wire.socket.resetAndDestroy();
  await aborted(signals);
});

test('the signal of a request with a body outlives the reading of the body', async () => {
  let state: boolean | undefined;
  const fakes: FakeOverrides = {
    containers: {
      create: async (_request, signal) => {
        await new Promise((resolve) => setImmediate(resolve));
        state = signal.aborted;
        return { Id: 'x', Warnings: [] };
      },
    },
  };
  await using engine = await serve(fakes);
  using wire = await Wire.to(engine.socketPath);
  const body = '{"Image":"busybox"}';
  const headers = { 'Content-Type': 'application/json', 'Content-Length': String(body.length) };
  wire.send(requestText('POST /containers/create', headers, body));
  await wire.until('{"Id":"x"');
  assert.equal(state, false);
});

test('one connection serves many requests, pipelined too', async () => {
  await using engine = await serve();
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText('GET /_ping').repeat(3));
  await wire.until('OKHTTP');
  wire.send(requestText('GET /version', { Connection: 'close' }));
  const text = await wire.end();
  assert.equal(text.match(/HTTP\/1\.1 200 OK/g)?.length, 4);
});

test('expectations of a client with a large body are answered', async () => {
  await using engine = await serve();
  using wire = await Wire.to(engine.socketPath);
  wire.send(
    requestText('POST /images/load', { Expect: '100-continue', 'Transfer-Encoding': 'chunked' }),
  );
  await wire.until('HTTP/1.1 100 Continue\r\n');
  wire.send('3\r\ntar\r\n0\r\n\r\n');
  assert.match(await wire.until('Loaded image'), /HTTP\/1\.1 200 OK/);
});

test('what is no HTTP is refused and ended', async () => {
  await using engine = await serve();
  using wire = await Wire.to(engine.socketPath);
  wire.send('nonsense\r\n\r\n');
  assert.match(await wire.end(), /^HTTP\/1\.1 400 Bad Request\r\n/);
});

test('header values cannot split a head', async () => {
  await using engine = await serve();
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText('GET /containers/a%0d%0aX-Evil:%201/json', { Connection: 'close' }));
  const text = await wire.end();
  assert.match(text, /^HTTP\/1\.1 404 /);
  assert.doesNotMatch(text, /\r\nX-Evil/);
});

test('a stopping daemon ends streams at once', async () => {
  const { fakes, signals } = endless();
  const engine = await serve(fakes);
  using stream = await Wire.to(engine.socketPath);
  stream.send(requestText('GET /events'));
  await stream.until('"connect"');
  using attached = await Wire.to(engine.socketPath);
  attached.send(
    requestText('POST /containers/web/attach', { Connection: 'Upgrade', Upgrade: 'tcp' }),
  );
  await attached.until('ready');
  const began = performance.now();
  await engine[Symbol.asyncDispose]();
  assert.ok(performance.now() - began < 3000);
  assert.equal(signals[0]?.aborted, true);
  await stream.end();
});

test('several listeners share one app; pages are refused on TCP only', async () => {
  await using engine = await serve({}, [TCP]);
  const [path, address] = engine.addresses;
  assert.equal(path, engine.socketPath);
  const url = `http://${address ?? ''}/_ping`;
  assert.equal(await (await fetch(url)).text(), 'OK');
  const refused = await fetch(url, { headers: { Origin: 'https://evil.example' } });
  assert.equal(refused.status, 403);
  assert.equal(refused.headers.get('content-type'), 'application/json');
  using wire = await Wire.to(engine.socketPath);
  wire.send(requestText('GET /_ping', { Host: 'evil.example', Origin: 'null' }));
  assert.match(await wire.until('OK'), /200 OK/);
});

test('upgrades on TCP are guarded as well', async () => {
  await using engine = await serve({}, [TCP]);
  const port = Number(engine.addresses[1]?.split(':')[1]);
  using wire = await Wire.to(port);
  const headers = { Host: 'evil.example', Connection: 'Upgrade', Upgrade: 'tcp' };
  wire.send(requestText('POST /containers/web/attach?stream=1', headers));
  assert.match(await wire.end(), /^HTTP\/1\.1 403 /);
  assert.deepEqual(engine.world.asked, []);
});

async function inDirectory(use: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'joey-listen-'));
  try {
    await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

test('the socket file has its mode and group, and is gone afterwards', async () => {
  await inDirectory(async (directory) => {
    const path = join(directory, 'a.sock');
    const group = process.getgid?.() ?? 0;
    const listening = await listenOn(contract().app, [{ kind: 'unix', path, gid: group }]);
    const { mode, gid } = await stat(path);
    assert.equal(mode & 0o777, 0o660);
    assert.equal(gid, group);
    await listening[Symbol.asyncDispose]();
    await assert.rejects(stat(path), { code: 'ENOENT' });
  });
});

test('a socket file that nobody serves is taken over, a served one is not', async () => {
  await inDirectory(async (directory) => {
    const path = join(directory, 'a.sock');
    const other = createServer().listen(path);
    await once(other, 'listening');
    await assert.rejects(listenOn(contract().app, [{ kind: 'unix', path }]), {
      message: `cannot listen: ${path} is served by another process`,
    });
    other.close();
  });
});

test('when one place is taken nothing listens', async () => {
  await inDirectory(async (directory) => {
    const path = join(directory, 'a.sock');
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const targets = [
      { kind: 'unix', path },
      { ...TCP, port },
    ] as const;
    await assert.rejects(listenOn(contract().app, targets), /EADDRINUSE/);
    await assert.rejects(stat(path), { code: 'ENOENT' });
    other.close();
  });
});
