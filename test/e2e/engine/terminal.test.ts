/** What people do at a terminal: run -it, exec -it, attach with detach keys, resize. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { EngineFixture } from '../../helpers/engine-fixture.ts';
import { Terminal } from '../../helpers/terminal.ts';

describe('at a terminal', () => {
  let engine: EngineFixture;

  before(async () => {
    engine = await EngineFixture.create();
  });
  after(() => engine[Symbol.asyncDispose]());

  const docker = (line: string): Terminal =>
    new Terminal(`docker -H unix://${engine.socket} ${line}`);

  test('run --rm -it gives a shell and its exit code', async () => {
    await using terminal = docker('run --rm -it busybox sh');
    await terminal.shows(/# /);
    terminal.type('tty; echo $((6*7))\n');
    await terminal.shows(/\/dev\/(pts\/0|console)[\s\S]*42/);
    terminal.type('exit 3\n');
    assert.equal(await terminal.exited, 3);
  });

  test('the window size reaches the container', async () => {
    await using terminal = docker('run --rm -it busybox sh');
    await terminal.shows(/# /);
    terminal.type('stty size; stty rows 33 cols 77; stty size\n');
    await terminal.shows(/33 77/);
    terminal.type('exit\n');
    await terminal.exited;
  });

  test('exec -it is a terminal in the running container', async () => {
    await engine.dockerOk('run', '-d', '--name', 'shell', 'busybox', 'sleep', '600');
    await using terminal = docker('exec -it shell sh');
    await terminal.shows(/# /);
    terminal.type('hostname; exit 9\n');
    assert.equal(await terminal.exited, 9);
  });

  test('detach keys leave the container running, and attach comes back', async () => {
    await using first = docker('run -it --name stay --detach-keys ctrl-x,x busybox sh');
    await first.shows(/# /);
    first.type('echo mark$((1+1))\n');
    await first.shows(/mark2/);
    first.type('\x18x');
    await first.exited;
    assert.equal(await engine.dockerOk('inspect', '-f', '{{.State.Running}}', 'stay'), 'true');
    await using second = docker('attach stay');
    second.type('\n');
    await second.shows(/# /);
    second.type('\x10\x11');
    await second.shows(/read escape sequence/);
    await second.exited;
  });

  test('Ctrl-C ends a foreground container with a terminal', async () => {
    await using terminal = docker(
      'run --rm -it busybox sh -c "trap \'exit 5\' INT; echo ready; while true; do sleep 0.1; done"',
    );
    await terminal.shows(/ready/);
    terminal.type('\x03');
    assert.equal(await terminal.exited, 5);
  });
});
