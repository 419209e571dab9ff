import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import type { Stdio } from '../../../src/ctrd/containerd.ts';
import { openFifoReader, openFifoWriter } from '../../../src/ctrd/io/fifo.ts';
import { mkfifo } from '../../../src/lib/sys/fifo.ts';
import { codeOf, unique } from '../../suites/containerd-facts.ts';
import { openRealContainerd, type RealContainerd } from './containerd-target.ts';

const NO_STDIO: Stdio = { stdin: '', stdout: '', stderr: '', terminal: false };
const signal = AbortSignal.timeout(60_000);

async function textOf(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

describe('streams of a task', () => {
  let target: RealContainerd;
  before(async () => (target = await openRealContainerd()));
  after(() => target[Symbol.asyncDispose]());

  /** FIFOs whose read ends are open, as Tasks.create wants them. */
  const openStdio = async (terminal: boolean) => {
    const dir = join(target.dir, unique('io'));
    await mkdir(dir);
    const stdio: Stdio = {
      stdin: join(dir, 'stdin'),
      stdout: join(dir, 'stdout'),
      stderr: terminal ? '' : join(dir, 'stderr'),
      terminal,
    };
    for (const path of [stdio.stdin, stdio.stdout, stdio.stderr])
      if (path !== '') mkfifo(path, 0o600);
    return {
      stdio,
      stdin: openFifoWriter(stdio.stdin),
      stdout: textOf(openFifoReader(stdio.stdout)),
      stderr: terminal ? undefined : textOf(openFifoReader(stdio.stderr)),
    };
  };

  const run = async (
    args: readonly string[],
    io: Awaited<ReturnType<typeof openStdio>>,
    during: (containerId: string) => Promise<void>,
  ): Promise<number> => {
    const { containers, tasks } = target.runtime;
    const containerId = unique('task');
    const spec = target.spec(args);
    spec.process.terminal = io.stdio.terminal;
    const runtime = { name: 'io.containerd.runc.v2', options: { root: join(target.dir, 'runc') } };
    await containers.create({ id: containerId, labels: {}, runtime, spec }, signal);
    await tasks.create(
      { containerId, rootfs: await target.rootfs(), stdio: io.stdio, options: runtime.options },
      signal,
    );
    const exited = tasks.wait({ containerId }, signal);
    await tasks.start({ containerId }, signal);
    await during(containerId);
    const { exitCode } = await exited;
    await tasks.delete({ containerId }, signal);
    await containers.delete(containerId, signal);
    io.stdin.destroy();
    return exitCode;
  };

  it('delivers both outputs to their end, and stdin until closeIo', async () => {
    const io = await openStdio(false);
    const exitCode = await run(
      ['sh', '-c', 'cat; echo oops >&2; exit 4'],
      io,
      async (containerId) => {
        io.stdin.end('hello\n');
        await target.runtime.tasks.closeIo({ containerId }, signal);
      },
    );
    assert.deepEqual([exitCode, await io.stdout, await io.stderr], [4, 'hello\n', 'oops\n']);
  });

  it('gives a terminal of the size that was set', async () => {
    const io = await openStdio(true);
    const script = 'read x; stty size; echo done';
    const exitCode = await run(['sh', '-c', script], io, async (containerId) => {
      await target.runtime.tasks.resizePty({ containerId, width: 123, height: 45 }, signal);
      io.stdin.write('\n');
    });
    assert.equal(exitCode, 0);
    assert.equal(await io.stdout, '\r\n45 123\r\ndone\r\n');
  });

  it('streams more than a pipe holds, without loss', async () => {
    const io = await openStdio(false);
    const line = 'x'.repeat(1023);
    const script = `i=0; while [ $i -lt 5000 ]; do echo ${line}; i=$((i+1)); done`;
    assert.equal(await run(['sh', '-c', script], io, () => Promise.resolve()), 0);
    assert.equal((await io.stdout).length, 5000 * 1024);
  });

  it('tells why a program cannot be started', async () => {
    const { containers, tasks } = target.runtime;
    const containerId = unique('task');
    const runtime = { name: 'io.containerd.runc.v2' };
    const spec = target.spec(['/no/such/program']);
    await containers.create({ id: containerId, labels: {}, runtime, spec }, signal);
    const task = { containerId, rootfs: await target.rootfs(), stdio: NO_STDIO };
    const createAndStart = async (): Promise<void> => {
      await tasks.create(task, signal);
      await tasks.start({ containerId }, signal);
    };
    await assert.rejects(createAndStart, /no such file or directory/);
    await codeOf(tasks.delete({ containerId }, signal));
    await containers.delete(containerId, signal);
  });

  it('says when a task ran out of memory', async () => {
    const io = await openStdio(false);
    const listening = new AbortController();
    const events = target.runtime.events.subscribe(listening.signal);
    const grow = 'x=0123456789abcdef; while true; do x="$x$x"; done';
    let id = '';
    const exitCode = await run(['sh', '-c', `read y; ${grow}`], io, async (containerId) => {
      id = containerId;
      const memory = { limit: 16 * 1024 * 1024 };
      await target.runtime.tasks.update(containerId, { memory }, signal);
      io.stdin.write('\n');
    });
    assert.equal(exitCode, 137);
    for await (const event of events) {
      if (event.type !== 'oom') continue;
      assert.equal(event.containerId, id);
      break;
    }
    listening.abort();
    await Promise.all([io.stdout, io.stderr]);
  });
});
