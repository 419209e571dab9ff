import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import type { AttachOptions } from '../../../../../src/mgr/container/io/container-io.ts';
import { collect, connectionPair, HubFixture, unframe } from './hub-fixture.ts';

const LIVE: AttachOptions = { stdin: false, stdout: true, stderr: true, logs: false, stream: true };

test('an attach before the start gets everything from the first byte, then the end', async () => {
  await using fixture = new HubFixture();
  const spec = fixture.spec();
  const { server, client } = await connectionPair(fixture.directory);
  const outcome = fixture.hub.attach(spec, LIVE).run(server, 'multiplexed');
  const got = collect(client);
  const { io } = await fixture.open(spec);
  fixture.run(io, 'echo out; echo err >&2');
  assert.deepEqual(unframe(await got), { 1: 'out\n', 2: 'err\n' });
  client.destroy();
  assert.equal(await outcome, 'ended');
});

test('one stream can be chosen, and a terminal is not framed', async () => {
  await using fixture = new HubFixture();
  const { spec, io } = await fixture.open();
  const one = await connectionPair(fixture.directory);
  const two = await connectionPair(fixture.directory);
  void fixture.hub.attach(spec, { ...LIVE, stdout: false }).run(one.server, 'multiplexed');
  void fixture.hub.attach(spec, LIVE).run(two.server, 'raw');
  const got = Promise.all([collect(one.client), collect(two.client)]);
  fixture.run(io, 'echo out; sleep 0.1; echo err >&2');
  const [framed, raw] = await got;
  assert.deepEqual(unframe(framed), { 2: 'err\n' });
  assert.equal(raw.toString(), 'out\nerr\n');
  one.close();
  two.close();
});

test('logs=1 replays and goes on without a gap or a repetition', async () => {
  await using fixture = new HubFixture();
  const { spec, io } = await fixture.open();
  const script =
    'i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done; printf unfinished; sleep 0.6; echo .';
  fixture.run(io, script);
  const expected = `${Array.from({ length: 20000 }, (_, i) => `line ${i}\n`).join('')}unfinished.\n`;
  const gots: Promise<Buffer>[] = [];
  const closes: (() => void)[] = [];
  for (let i = 0; i < 8; i += 1) {
    await delay(20 + i * 15);
    const { server, client, close } = await connectionPair(fixture.directory);
    gots.push(collect(client));
    closes.push(close);
    void fixture.hub.attach(spec, { ...LIVE, logs: true }).run(server, 'raw');
  }
  for (const got of await Promise.all(gots)) assert.equal(got.toString(), expected);
  for (const close of closes) close();
});

test('logs=1 without stream ends after the log', async () => {
  await using fixture = new HubFixture();
  const { spec, io } = await fixture.open();
  fixture.run(io, 'echo hi');
  await io.drained;
  await io.close();
  const { server, client, close } = await connectionPair(fixture.directory);
  const run = fixture.hub
    .attach(spec, { ...LIVE, logs: true, stream: false })
    .run(server, 'multiplexed');
  assert.deepEqual(unframe(await collect(client)), { 1: 'hi\n' });
  assert.equal(await run, 'ended');
  close();
});

test('StdinOnce: the end of the client’s input ends the container’s; the echo comes back whole', async () => {
  await using fixture = new HubFixture();
  const { spec, io } = await fixture.open({ stdin: true, stdinOnce: true });
  const { server, client, close } = await connectionPair(fixture.directory);
  const run = fixture.hub.attach(spec, { ...LIVE, stdin: true }).run(server, 'multiplexed');
  const got = collect(client);
  fixture.run(io, 'cat');
  const text = 'y'.repeat(500_000);
  client.end(text);
  assert.equal(unframe(await got)[1], text);
  assert.equal(await run, 'ended');
  assert.deepEqual(fixture.closedStdin, [spec.containerId]);
  close();
});

test('without StdinOnce the end of the input ends the attach, not the container', async () => {
  await using fixture = new HubFixture();
  const { spec, io } = await fixture.open({ stdin: true });
  const { server, client, close } = await connectionPair(fixture.directory);
  const run = fixture.hub.attach(spec, { ...LIVE, stdin: true }).run(server, 'raw');
  const cat = fixture.run(io, 'exec cat');
  client.end('x');
  assert.equal(await run, 'left');
  assert.equal(cat.exitCode, null);
  assert.deepEqual(fixture.closedStdin, []);
  close();
});

test('the detach keys end the attach of a terminal and are not passed on', async () => {
  await using fixture = new HubFixture();
  const { spec, io } = await fixture.open({ stdin: true, tty: true });
  const { server, client, close } = await connectionPair(fixture.directory);
  const session = fixture.hub.attach(spec, { ...LIVE, stdin: true, detachKeys: 'ctrl-p,ctrl-q' });
  assert.equal(session.tty, true);
  const run = session.run(server, 'raw');
  const got = collect(client);
  fixture.run(io, 'exec cat');
  client.write('abc');
  await delay(200);
  client.write(Buffer.from([16, 17]));
  assert.equal(await run, 'detached');
  assert.equal((await got).toString(), 'abc');
  close();
});

test('bad detach keys are refused', async () => {
  await using fixture = new HubFixture();
  assert.throws(() => fixture.hub.attach(fixture.spec(), { ...LIVE, detachKeys: 'ctrl-1' }), {
    code: 'invalidArgument',
    message: 'Invalid detach keys (ctrl-1) provided',
  });
});

test('a client that reads nothing holds up neither the container nor others, and loses nothing', async () => {
  await using fixture = new HubFixture();
  const { spec, io } = await fixture.open({
    log: { ...fixture.spec().log, options: { 'max-size': '1g' } },
  });
  const slow = await connectionPair(fixture.directory);
  const quick = await connectionPair(fixture.directory);
  slow.client.pause();
  void fixture.hub.attach(spec, LIVE).run(slow.server, 'raw');
  void fixture.hub.attach(spec, LIVE).run(quick.server, 'raw');
  let quickBytes = 0;
  quick.client.on('data', (chunk: Buffer) => (quickBytes += chunk.length));
  const size = 40_000_000;
  const before = process.memoryUsage().rss;
  const writer = fixture.run(io, `yes aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | head -c ${size}`);
  await Promise.all([once(writer, 'exit'), once(quick.client, 'end')]);
  assert.equal(quickBytes, size);
  const grown = process.memoryUsage().rss - before;
  assert.ok(grown < 150_000_000, `grown by ${grown}`);
  assert.equal((await collect(slow.client)).length, size);
  slow.close();
  quick.close();
  assert.deepEqual(
    readdirSync(spec.log.path.slice(0, spec.log.path.lastIndexOf('/'))).filter((name) =>
      name.startsWith('.spool'),
    ),
    [],
  );
});

test('without room to spool, the container is paced by the client and nothing is lost', async () => {
  await using fixture = new HubFixture({ spoolBytes: 1024 * 1024 });
  const { spec, io } = await fixture.open({
    log: { driver: 'none', options: {}, path: fixture.spec().log.path },
  });
  const { server, client, close } = await connectionPair(fixture.directory);
  void fixture.hub.attach(spec, LIVE).run(server, 'multiplexed');
  client.pause();
  const writer = fixture.run(io, `head -c 30000000 /dev/zero`);
  await delay(500);
  assert.equal(writer.exitCode, null);
  assert.equal(unframe(await collect(client))[1]?.length, 30_000_000);
  close();
});

test('sessions of a removed container end', async () => {
  await using fixture = new HubFixture();
  const spec = fixture.spec();
  const { server, client, close } = await connectionPair(fixture.directory);
  const run = fixture.hub.attach(spec, LIVE).run(server, 'raw');
  await delay(20);
  fixture.hub.forget(spec.containerId);
  assert.equal((await collect(client)).length, 0);
  assert.equal(await run, 'ended');
  close();
});
