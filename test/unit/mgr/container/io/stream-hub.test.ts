import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { HubFixture, NEVER } from './hub-fixture.ts';

test('output of both streams ends in the log, in Docker’s format', async () => {
  await using fixture = new HubFixture();
  const { spec, io } = await fixture.open();
  fixture.run(io, 'echo "out \\"x\\""; echo err >&2; printf tail');
  await io.drained;
  const lines = readFileSync(spec.log.path, 'utf8').trimEnd().split('\n');
  assert.equal(lines.length, 3);
  const records = lines.map((line) => JSON.parse(line) as Record<string, string>);
  assert.deepEqual(records.map(({ log, stream }) => [stream, log]).sort(), [
    ['stderr', 'err\n'],
    ['stdout', 'out "x"\n'],
    ['stdout', 'tail'],
  ]);
  for (const { time } of records) assert.match(time ?? '', /^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{9}Z$/);
  await io.close();
  assert.equal(existsSync(io.stdio.stdout), false);
});

test('bad log options are refused at open and leave nothing behind', async () => {
  await using fixture = new HubFixture();
  const spec = fixture.spec();
  const log = { ...spec.log, options: { 'max-file': '0' } };
  await assert.rejects(fixture.hub.open({ ...spec, log }, NEVER), {
    code: 'invalidArgument',
    message: 'max-file cannot be less than 1',
  });
  assert.equal(fixture.hub.get(spec.containerId), undefined);
});

test('a daemon that starts again reads on where it stopped', async () => {
  await using first = new HubFixture();
  const { spec, io } = await first.open();
  const child = first.run(io, 'echo one; sleep 0.5; echo two; sleep 0.5; echo three');
  // The shim holds both ends of each pipe; here the test holds the reading end.
  const holder = first.run(io, 'true');
  await once(holder, 'exit');
  const { openSync, constants } = await import('node:fs');
  const fds = [io.stdio.stdout, io.stdio.stderr].map((path) =>
    openSync(path, constants.O_RDONLY | constants.O_NONBLOCK),
  );
  await new Promise((resolve) => setTimeout(resolve, 250));
  await first.hub[Symbol.asyncDispose]();
  assert.equal(existsSync(io.stdio.stdout), true);
  await once(child, 'exit');
  await using second = new HubFixture({ stateDir: first.directory });
  const again = await second.hub.open({ ...spec, reopen: true }, NEVER);
  await again.drained;
  assert.equal((await second.read(spec)).toString(), 'one\ntwo\nthree\n');
  await again.close();
  const { closeSync } = await import('node:fs');
  for (const fd of fds) closeSync(fd);
});

test('mode=non-blocking drops what the log cannot take, and the container never waits', async () => {
  await using fixture = new HubFixture();
  const spec = fixture.spec();
  const options = { mode: 'non-blocking', 'max-buffer-size': '1', 'max-size': '1g' };
  const { io } = await fixture.open({ ...spec, log: { ...spec.log, options } });
  fixture.run(io, 'seq 1 200000');
  await io.drained;
  const lines = readFileSync(spec.log.path, 'utf8').trimEnd().split('\n');
  assert.ok(lines.length < 200_000);
  for (const line of lines) JSON.parse(line);
  await io.close();
});

test('two hundred lives leave no descriptor', async () => {
  await using fixture = new HubFixture();
  const life = async (): Promise<void> => {
    const { io } = await fixture.open({ stdin: true });
    fixture.run(io, 'echo hi');
    await io.drained;
    await io.close();
  };
  await life();
  const before = readdirSync('/proc/self/fd').length;
  for (let i = 0; i < 20; i += 1) await Promise.all(Array.from({ length: 10 }, life));
  assert.ok(readdirSync('/proc/self/fd').length <= before + 2);
  assert.deepEqual(readdirSync(`${fixture.directory}/io`), []);
});
