import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { unframe } from '../../unit/mgr/container/io/hub-fixture.ts';
import { ExecFixture, NEVER } from './exec-fixture.ts';

describe('exec on a real containerd', () => {
  let fixture: ExecFixture;
  before(async () => (fixture = await ExecFixture.create()));
  after(() => fixture[Symbol.asyncDispose]());

  const actions = (id: string): string[] =>
    fixture.events
      .filter(({ attributes }) => attributes['execID'] === id)
      .map(({ action, attributes }) => `${action}${attributes['exitCode'] ?? ''}`);

  it('frames both streams and knows the exit code when the connection ends', async () => {
    const { id, output } = await fixture.run(
      { Cmd: ['sh', '-c', 'echo out; echo err >&2; exit 3'] },
      undefined,
      'multiplexed',
    );
    assert.deepEqual(unframe(output), { 1: 'out\n', 2: 'err\n' });
    const inspect = fixture.execs.inspect(id);
    assert.equal(inspect.ExitCode, 3);
    assert.equal(inspect.Running, false);
    assert.ok(inspect.Pid > 0);
    const command = 'sh -c echo out; echo err >&2; exit 3';
    assert.deepEqual(actions(id), [
      `exec_create: ${command}`,
      `exec_start: ${command}`,
      'exec_die3',
    ]);
  });

  it('says in the stream that the program is missing', async () => {
    const { id, output } = await fixture.run({ Cmd: ['nosuch'] }, undefined, 'multiplexed');
    assert.deepEqual(unframe(output), {
      1: 'OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuch": executable file not found in $PATH: unknown\r\n',
    });
    assert.equal(fixture.execs.inspect(id).ExitCode, 127);
  });

  it('takes 126 for a program that cannot be run', async () => {
    const { id, output } = await fixture.run({ Cmd: ['/bin'] });
    assert.match(output.toString(), /permission denied: unknown\r\n$/);
    assert.equal(fixture.execs.inspect(id).ExitCode, 126);
  });

  it('echoes all of stdin after the client has closed its side', async () => {
    const text = 'x'.repeat(3_000_000);
    const { output, outcome } = await fixture.run({ Cmd: ['cat'], AttachStdin: true }, (client) => {
      client.end(text);
    });
    assert.equal(output.length, text.length);
    assert.equal(outcome, 'ended');
  });

  it('answers a detached start without streams', async () => {
    const { Id } = await fixture.execs.create('box', { Cmd: ['sh', '-c', 'exit 5'] }, NEVER);
    const session = await fixture.execs.start(Id, { detach: true, tty: false }, NEVER);
    assert.equal(session, undefined);
    for (let i = 0; i < 100 && fixture.execs.inspect(Id).Running; i += 1) await delay(20);
    assert.equal(fixture.execs.inspect(Id).ExitCode, 5);
  });

  it('refuses a detached start of a missing program', async () => {
    const { Id } = await fixture.execs.create('box', { Cmd: ['nosuch'] }, NEVER);
    await assert.rejects(fixture.execs.start(Id, { detach: true, tty: false }, NEVER), {
      code: 'invalidArgument',
    });
  });

  it('gives a terminal its size', async () => {
    const { Id } = await fixture.execs.create(
      'box',
      { Cmd: ['sh', '-c', 'sleep 0.3; stty size'], Tty: true, AttachStdout: true },
      NEVER,
    );
    const { connection } = await import('./exec-fixture.ts');
    const { server, client } = await connection(fixture.target.dir);
    const session = await fixture.execs.start(Id, { detach: false, tty: true }, NEVER);
    const running = session!.run(server, 'raw');
    await fixture.execs.resize(Id, { width: 77, height: 33 }, NEVER);
    let output = '';
    for await (const chunk of client) output += String(chunk);
    assert.equal(output, '33 77\r\n');
    assert.equal(await running, 'ended');
    client.destroy();
  });

  it('leaves the process running when the detach keys are typed', async () => {
    const { id, outcome } = await fixture.run(
      { Cmd: ['sleep', '1'], Tty: true, AttachStdin: true, DetachKeys: 'a,b' },
      (client) => void client.write('xab'),
    );
    assert.equal(outcome, 'detached');
    assert.equal(fixture.execs.inspect(id).Running, true);
    assert.equal(fixture.execs.inspect(id).DetachKeys, 'YWI=');
    assert.deepEqual(actions(id).slice(2), ['exec_detach']);
    for (let i = 0; i < 100 && fixture.execs.inspect(id).Running; i += 1) await delay(20);
    assert.equal(fixture.execs.inspect(id).ExitCode, 0);
  });

  it('does not wait for ever for a process that was left behind', async () => {
    const began = performance.now();
    const { output } = await fixture.run({ Cmd: ['sh', '-c', 'echo o; sleep 4 & exit 0'] });
    assert.equal(output.toString(), 'o\n');
    assert.ok(performance.now() - began < 3_500);
  });

  it('refuses what cannot be started', async () => {
    const { execs } = fixture;
    await assert.rejects(execs.create('box', { Cmd: [] }, NEVER), {
      code: 'invalidArgument',
      message: 'No exec command specified',
    });
    await assert.rejects(execs.create('nobody', { Cmd: ['x'] }, NEVER), { code: 'notFound' });
    await assert.rejects(execs.create('box', { Cmd: ['x'], DetachKeys: 'zz' }, NEVER), {
      message: 'Invalid escape keys (zz) provided',
    });
    await assert.rejects(execs.start('nope', { detach: true, tty: false }, NEVER), {
      code: 'notFound',
      message: 'No such exec instance: nope',
    });
    const { id } = await fixture.run({ Cmd: ['true'] });
    await assert.rejects(execs.start(id, { detach: true, tty: false }, NEVER), {
      code: 'conflict',
      message: `Error: Exec command ${id} has already run`,
    });
    const { state } = fixture;
    fixture.state = { status: 'paused', pid: 1, startedAt: new Date(), oomKilled: false };
    await assert.rejects(execs.create('box', { Cmd: ['x'] }, NEVER), {
      message: 'Container box is paused, unpause the container before exec',
    });
    fixture.state = state;
  });

  it('moves output fast and leaves no pipes', async () => {
    const began = performance.now();
    const { output } = await fixture.run({
      Cmd: ['dd', 'if=/dev/zero', 'bs=64k', 'count=3200', 'status=none'],
    });
    const mbs = output.length / 1000 / (performance.now() - began);
    assert.equal(output.length, 3200 * 65536);
    console.log(`exec output: ${mbs.toFixed(0)} MB/s`);
    const latencies: number[] = [];
    for (let i = 0; i < 10; i += 1) {
      const start = performance.now();
      await fixture.run({ Cmd: ['true'] });
      latencies.push(performance.now() - start);
    }
    console.log(`exec true: ${latencies.sort((a, b) => a - b)[5]?.toFixed(1) ?? ''} ms`);
    await delay(500);
    assert.deepEqual(readdirSync(join(fixture.target.dir, 'io', fixture.id)), []);
  });

  it('ends sessions when the container ends', async () => {
    const { Id } = await fixture.execs.create(
      'box',
      { Cmd: ['sleep', '100'], AttachStdout: true },
      NEVER,
    );
    const { connection } = await import('./exec-fixture.ts');
    const { server, client } = await connection(fixture.target.dir);
    const session = await fixture.execs.start(Id, { detach: false, tty: true }, NEVER);
    const running = session!.run(server, 'raw');
    while (!fixture.execs.inspect(Id).Pid) await delay(10);
    await fixture.stop();
    assert.equal(await running, 'ended');
    assert.equal(fixture.execs.inspect(Id).ExitCode, 137);
    client.destroy();
  });
});
