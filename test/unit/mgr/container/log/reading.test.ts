import assert from 'node:assert/strict';
import { once } from 'node:events';
import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import type { LogQuery, OpenIo } from '../../../../../src/mgr/container/io/container-io.ts';
import { ALL, HubFixture, unframe } from '../io/hub-fixture.ts';

const numbers = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => `${from + i}\n`).join('');

async function logged(
  fixture: HubFixture,
  script: string,
  driver = 'json-file',
  options: Record<string, string> = {},
): Promise<OpenIo> {
  const spec = fixture.spec();
  const log = { ...spec.log, driver, options };
  const { io } = await fixture.open({ ...spec, log });
  fixture.run(io, script);
  await io.drained;
  await io.close();
  return { ...spec, log };
}

for (const driver of ['json-file', 'local']) {
  test(`${driver}: tail gives the last lines, whatever their number`, async () => {
    await using fixture = new HubFixture();
    const spec = await logged(fixture, 'seq 0 29999; sleep 0.1; seq 30000 30004', driver);
    for (const tail of [0, 1, 3, 5, 6, 1000, 30004, 30005, 40000]) {
      const text = (await fixture.read(spec, { tail })).toString();
      assert.equal(text, numbers(Math.max(0, 30005 - tail), 30005), `tail ${tail}`);
    }
  });

  test(`${driver}: rotated and compressed files are read in order, tail reaches into them`, async () => {
    await using fixture = new HubFixture();
    const options = { 'max-size': '100k', 'max-file': '40', compress: 'true' };
    const script =
      'i=0; while [ $i -lt 30 ]; do seq $((i*1000)) $((i*1000+999)); sleep 0.01; i=$((i+1)); done';
    const spec = await logged(fixture, script, driver, options);
    const names = readdirSync(dirname(spec.log.path));
    assert.equal(
      names.some((name) => name.endsWith('.1.gz')),
      true,
      names.join(),
    );
    assert.equal((await fixture.read(spec)).toString(), numbers(0, 30000));
    for (const tail of [1, 500, 12345, 29999]) {
      assert.equal((await fixture.read(spec, { tail })).toString(), numbers(30000 - tail, 30000));
    }
  });

  test(`${driver}: details and timestamps are put before each line`, async () => {
    await using fixture = new HubFixture();
    const spec = fixture.spec();
    const log = { ...spec.log, driver, options: {}, attributes: { k: 'a b', c: '1' } };
    const { io } = await fixture.open({ ...spec, log });
    fixture.run(io, 'printf "one\\ntwo\\n"');
    await io.drained;
    const text = (
      await fixture.read({ ...spec, log }, { details: true, timestamps: true })
    ).toString();
    assert.match(text, /^(\d{4}-\d\d-\d\dT[\d:]{8}\.\d{9}Z c=1,k=a\+b (one|two)\n){2}$/);
    await io.close();
  });

  test(`${driver}: since and until choose by time`, async () => {
    await using fixture = new HubFixture();
    const before = Date.now();
    const spec = await logged(
      fixture,
      'echo one; sleep 0.4; echo two; sleep 0.4; echo three',
      driver,
    );
    const all = (await fixture.read(spec, { timestamps: true })).toString().trimEnd().split('\n');
    const times = all.map((line) => Date.parse(line.split(' ')[0] ?? ''));
    const read = async (query: Partial<LogQuery>): Promise<string> =>
      (await fixture.read(spec, query)).toString();
    assert.equal(await read({ sinceMs: (times[1] ?? 0) - 100 }), 'two\nthree\n');
    assert.equal(await read({ untilMs: (times[1] ?? 0) + 100 }), 'one\ntwo\n');
    assert.equal(await read({ sinceMs: before + 60_000 }), '');
    assert.equal(await read({ untilMs: 1000 }), '');
  });

  test(`${driver}: following shows new lines at once, across rotations, until the end`, async () => {
    await using fixture = new HubFixture();
    const spec = fixture.spec();
    const options = { 'max-size': '50k', 'max-file': '5' };
    const log = { ...spec.log, driver, options };
    const { io } = await fixture.open({ ...spec, log });
    const script =
      'i=0; while [ $i -lt 60 ]; do seq $((i*100)) $((i*100+99)); sleep 0.01; i=$((i+1)); done';
    const child = fixture.run(io, script);
    const ended = once(child, 'exit').then(() => io.drained);
    const chunks: Buffer[] = [];
    const live = { containerId: spec.containerId, ended };
    const query = { ...ALL, follow: true };
    const stop = new AbortController().signal;
    for await (const chunk of fixture.hub.readLog(log, query, 'raw', live, stop)) {
      chunks.push(chunk as Buffer);
    }
    assert.equal(Buffer.concat(chunks).toString(), numbers(0, 6000));
    await io.close();
  });
}

test('a follower sees a line within milliseconds, and its leaving frees everything', async () => {
  await using fixture = new HubFixture();
  const { spec, io } = await fixture.open({ stdin: true });
  fixture.run(io, 'exec cat');
  const { openSync, writeSync, closeSync } = await import('node:fs');
  const stdin = openSync(io.stdio.stdin, 'w');
  const leave = new AbortController();
  const live = { containerId: spec.containerId, ended: new Promise<void>(() => undefined) };
  const log = fixture.hub.readLog(spec.log, { ...ALL, follow: true }, 'raw', live, leave.signal);
  const latencies: number[] = [];
  const iterator = log[Symbol.asyncIterator]();
  for (let i = 0; i < 20; i += 1) {
    const next = iterator.next();
    await delay(5);
    const began = performance.now();
    writeSync(stdin, `line ${i}\n`);
    assert.equal(String((await next).value), `line ${i}\n`);
    latencies.push(performance.now() - began);
  }
  latencies.sort((a, b) => a - b);
  console.log(`follow latency: ${latencies[10]?.toFixed(2) ?? ''} ms`);
  assert.ok((latencies[10] ?? 0) < 50);
  const closed = once(log, 'close');
  leave.abort();
  await closed;
  closeSync(stdin);
});

test('a follower whose reader stops costs no more than a piece of memory', async () => {
  await using fixture = new HubFixture();
  const { spec, io } = await fixture.open();
  fixture.run(io, 'head -c 30000000 /dev/zero | tr "\\0" "x" | fold -w 100');
  const live = { containerId: spec.containerId, ended: io.drained };
  const log = fixture.hub.readLog(
    spec.log,
    { ...ALL, follow: true },
    'raw',
    live,
    new AbortController().signal,
  );
  await once(log, 'readable');
  await io.drained;
  assert.ok(log.readableLength < 1_000_000, String(log.readableLength));
  log.destroy();
  await once(log, 'close');
});

test('adjacent lines of one stream share a frame', async () => {
  await using fixture = new HubFixture();
  const spec = await logged(fixture, 'seq 0 999; sleep 0.1; echo e >&2; sleep 0.1; echo last');
  const framed = await fixture.read(spec, {}, true);
  assert.deepEqual(unframe(framed), { 1: `${numbers(0, 1000)}last\n`, 2: 'e\n' });
  const frames = (framed.length - numbers(0, 1000).length - 7) / 8;
  assert.ok(frames >= 3 && frames <= 5, String(frames));
});

test('a log with a torn end is mended when the container starts again', async () => {
  await using fixture = new HubFixture();
  const spec = await logged(fixture, 'echo one');
  appendFileSync(spec.log.path, '{"log":"half');
  const { io } = await fixture.open(spec);
  fixture.run(io, 'echo two');
  await io.drained;
  assert.equal((await fixture.read(spec)).toString(), 'one\ntwo\n');
  assert.equal(readFileSync(spec.log.path, 'utf8').includes('half'), false);
});

test('a file that is no log at all gives nothing', async () => {
  await using fixture = new HubFixture();
  const spec = await logged(fixture, 'true');
  writeFileSync(spec.log.path, Buffer.alloc(5_000_000, 'x'));
  assert.equal((await fixture.read(spec)).length, 0);
});

test('files stay within their size and number under load', async () => {
  await using fixture = new HubFixture();
  const options = { 'max-size': '1m', 'max-file': '3' };
  const spec = await logged(fixture, 'seq 0 299999', 'json-file', options);
  const directory = dirname(spec.log.path);
  const sizes = readdirSync(directory).map((name) => statSync(`${directory}/${name}`).size);
  assert.equal(sizes.length, 3);
  for (const size of sizes) assert.ok(size < 1_000_200, String(size));
  const text = (await fixture.read(spec)).toString();
  assert.equal(numbers(0, 300000).endsWith(text), true);
  assert.ok(text.length > 10_000);
});

test('the driver none keeps nothing and cannot be read', async () => {
  await using fixture = new HubFixture();
  const spec = await logged(fixture, 'echo x', 'none');
  assert.throws(
    () =>
      fixture.hub.readLog(
        spec.log,
        ALL,
        'raw',
        { containerId: spec.containerId, ended: Promise.resolve() },
        new AbortController().signal,
      ),
    { code: 'notImplemented', message: 'configured logging driver does not support reading' },
  );
});
