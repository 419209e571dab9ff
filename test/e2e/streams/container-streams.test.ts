import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';

import { newId } from '../../../src/lib/ids.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import type { ContainerIo, OpenIo, StreamHub } from '../../../src/mgr/container/io/container-io.ts';
import { createStreamHub } from '../../../src/mgr/container/io/stream-hub.ts';
import { unframe } from '../../unit/mgr/container/io/hub-fixture.ts';
import { openRealContainerd, type RealContainerd } from '../ctrd/containerd-target.ts';
import { connection, NEVER } from './exec-fixture.ts';

const ATTACH = { stdin: false, stdout: true, stderr: true, logs: false, stream: true };
const ALL = { stdout: true, stderr: true, follow: false, timestamps: false, details: false };

describe('streams of a container on a real containerd', () => {
  let target: RealContainerd;
  let hub: StreamHub;
  before(async () => {
    target = await openRealContainerd();
    hub = makeHub();
  });
  after(async () => {
    await hub[Symbol.asyncDispose]();
    await target[Symbol.asyncDispose]();
  });

  const makeHub = (): StreamHub =>
    createStreamHub({
      stateDir: target.dir,
      log: silentLogger,
      workers: 1,
      closeStdin: (containerId) => target.runtime.tasks.closeIo({ containerId }, NEVER),
    });

  const specOf = (over: Partial<OpenIo> = {}): OpenIo => {
    const containerId = newId();
    const path = `${target.dir}/logs/${containerId}.log`;
    return {
      containerId,
      tty: false,
      stdin: false,
      stdinOnce: false,
      log: { driver: 'json-file', options: {}, path },
      ...over,
    };
  };

  const runtime = () => ({
    name: 'io.containerd.runc.v2',
    options: { root: `${target.dir}/runc` },
  });

  const start = async (io: OpenIo, opened: ContainerIo, args: readonly string[]): Promise<void> => {
    const { containers, tasks } = target.runtime;
    const spec = target.spec(args);
    spec.process.terminal = io.tty;
    const { containerId } = io;
    await containers.create({ id: containerId, labels: {}, runtime: runtime(), spec }, NEVER);
    await tasks.create(
      {
        containerId,
        rootfs: await target.rootfs(),
        stdio: opened.stdio,
        options: runtime().options,
      },
      NEVER,
    );
    await tasks.start({ containerId }, NEVER);
    opened.started();
  };

  const finish = async (io: OpenIo, opened: ContainerIo): Promise<void> => {
    const { containers, tasks } = target.runtime;
    await tasks.wait({ containerId: io.containerId }, NEVER);
    await opened.drained;
    await tasks.delete({ containerId: io.containerId }, NEVER);
    await containers.delete(io.containerId, NEVER);
    await opened.close();
  };

  const read = async (from: StreamHub, io: OpenIo): Promise<string> => {
    const live = { containerId: io.containerId, ended: Promise.resolve() };
    let text = '';
    for await (const chunk of from.readLog(io.log, ALL, 'raw', live, NEVER)) text += String(chunk);
    return text;
  };

  it('loses nothing that was written just before the exit', async () => {
    for (let i = 0; i < 5; i += 1) {
      const io = specOf();
      const opened = await hub.open(io, NEVER);
      await start(io, opened, [
        'sh',
        '-c',
        `echo begin ${i}; dd if=/dev/zero bs=60k count=1 status=none; echo end`,
      ]);
      await finish(io, opened);
      const text = await read(hub, io);
      assert.equal(text.length, `begin ${i}\n`.length + 61_440 + 4);
    }
  });

  it('passes stdin on and its end, and the echo back', async () => {
    const io = specOf({ stdin: true, stdinOnce: true });
    const { server, client } = await connection(target.dir);
    const session = hub.attach(io, { ...ATTACH, stdin: true }).run(server, 'multiplexed');
    const opened = await hub.open(io, NEVER);
    await start(io, opened, ['cat']);
    const text = 'z'.repeat(1_000_000);
    client.end(text);
    const chunks: Buffer[] = [];
    for await (const chunk of client) chunks.push(chunk as Buffer);
    assert.equal(unframe(Buffer.concat(chunks))[1], text);
    assert.equal(await session, 'ended');
    client.destroy();
    await finish(io, opened);
  });

  it('keeps input that came before the start, and its end', async () => {
    const io = specOf({ stdin: true, stdinOnce: true });
    const { server, client } = await connection(target.dir);
    const session = hub.attach(io, { ...ATTACH, stdin: true }).run(server, 'raw');
    const opened = await hub.open(io, NEVER);
    client.end('early');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await start(io, opened, ['cat']);
    let text = '';
    for await (const chunk of client) text += String(chunk);
    assert.equal(text, 'early');
    assert.equal(await session, 'ended');
    client.destroy();
    await finish(io, opened);
  });

  it('a terminal is one raw stream', async () => {
    const io = specOf({ tty: true, stdin: true });
    const { server, client } = await connection(target.dir);
    const session = hub.attach(io, { ...ATTACH, stdin: true }).run(server, 'raw');
    const opened = await hub.open(io, NEVER);
    await start(io, opened, ['sh', '-c', 'read x; echo "got $x" >&2']);
    client.write('word\n');
    let text = '';
    for await (const chunk of client) text += String(chunk);
    assert.equal(text, 'word\r\ngot word\r\n');
    assert.equal(await session, 'ended');
    client.destroy();
    await finish(io, opened);
  });

  it('a daemon that starts again goes on with a running container', async () => {
    const first = makeHub();
    const io = specOf();
    const opened = await first.open(io, NEVER);
    await start(io, opened, ['sh', '-c', 'for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.2; done']);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await first[Symbol.asyncDispose]();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const again = await hub.open({ ...io, reopen: true }, NEVER);
    await finish(io, again);
    assert.equal(await read(hub, io), '1\n2\n3\n4\n5\n6\n7\n8\n');
  });

  it('a container that ended meanwhile is drained at once', async () => {
    const first = makeHub();
    const io = specOf();
    const opened = await first.open(io, NEVER);
    await start(io, opened, ['sh', '-c', 'echo one; sleep 0.3; echo two']);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await first[Symbol.asyncDispose]();
    await new Promise((resolve) => setTimeout(resolve, 600));
    const again = await hub.open({ ...io, reopen: true }, NEVER);
    await finish(io, again);
    // What it wrote while nobody held the pipes went with its shim.
    assert.match(await read(hub, io), /^one\n(two\n)?$/);
  });

  it('logs and attaches at speed', async () => {
    const bytes = 100 * 1_048_576;
    const args = ['dd', 'if=/dev/zero', 'bs=64k', `count=${bytes / 65_536}`, 'status=none'];
    const measure = async (driver: string, attached: boolean): Promise<number> => {
      const io = specOf();
      const log = { ...io.log, driver, options: driver === 'none' ? {} : { 'max-size': '2g' } };
      const { server, client } = await connection(target.dir);
      if (attached) void hub.attach({ ...io, log }, ATTACH).run(server, 'multiplexed');
      let got = 0;
      client.on('data', (chunk: Buffer) => (got += chunk.length));
      const ended = attached ? once(client, 'end') : Promise.resolve();
      const opened = await hub.open({ ...io, log }, NEVER);
      await start(io, opened, args);
      const began = performance.now();
      await Promise.all([opened.drained, ended]);
      const ms = performance.now() - began;
      await finish(io, opened);
      client.destroy();
      server.destroy();
      if (attached) assert.ok(got >= bytes);
      return bytes / 1000 / ms;
    };
    for (const [driver, attached] of [
      ['none', false],
      ['none', true],
      ['json-file', false],
      ['local', false],
    ] as const) {
      const speed = await measure(driver, attached);
      console.log(`${driver}${attached ? ' attached' : ''}: ${speed.toFixed(0)} MB/s of zeros`);
    }
  });
});
