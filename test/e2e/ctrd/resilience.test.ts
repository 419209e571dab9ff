import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { connectContainerd } from '../../../src/ctrd/connect.ts';
import { startContainerd, type SupervisorState } from '../../../src/ctrd/supervisor.ts';
import { LogFile } from '../../../src/ctrd/supervisor/log-file.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import { codeOf, unique } from '../../suites/containerd-facts.ts';
import { NAMESPACE, openRealContainerd, optionsFor, processesOf } from './containerd-target.ts';

const signal = AbortSignal.timeout(120_000);
const NO_STDIO = { stdin: '', stdout: '', stderr: '', terminal: false };
const SIGKILL = 9;

/** Fulfilled when the supervisor tells this state. */
function told(supervisor: Awaited<ReturnType<typeof startContainerd>>, wanted: SupervisorState) {
  return new Promise<void>((resolve) => {
    supervisor.onChange((state) => {
      if (state === wanted) resolve();
    });
  });
}

describe('a containerd that dies', () => {
  it('fails what is under way at once, comes back, and its containers never noticed', async () => {
    await using target = await openRealContainerd();
    const { runtime, supervisor } = target;
    const containerId = unique('task');
    const runc = { name: 'io.containerd.runc.v2' };
    const spec = target.spec(['sleep', '1000']);
    await runtime.containers.create({ id: containerId, labels: {}, runtime: runc, spec }, signal);
    const task = { containerId, rootfs: await target.rootfs(), stdio: NO_STDIO };
    const pid = await runtime.tasks.create(task, signal);
    await runtime.tasks.start({ containerId }, signal);

    const wait = codeOf(runtime.tasks.wait({ containerId }, signal));
    const events = codeOf(runtime.events.subscribe(signal)[Symbol.asyncIterator]().next());
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        yield Buffer.alloc(256 * 1024);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    const write = codeOf(runtime.content.write({ ref: unique('ref') }, endless(), signal));
    const back = told(supervisor, 'up');
    const old = supervisor.pid;
    const start = performance.now();
    process.kill(old, 'SIGKILL');
    assert.deepEqual(await Promise.all([wait, events, write]), Array(3).fill('unavailable'));
    assert.ok(performance.now() - start < 2000, 'failed late');

    await back;
    assert.notEqual(supervisor.pid, old);
    const [found] = await runtime.tasks.list(signal);
    assert.deepEqual([found?.id, found?.pid, found?.status], [containerId, pid, 'running']);
    const exit = runtime.tasks.wait({ containerId }, signal);
    await runtime.tasks.kill({ containerId, signal: SIGKILL }, signal);
    assert.equal((await exit).exitCode, 137);
    await runtime.tasks.delete({ containerId }, signal);
    await runtime.containers.delete(containerId, signal);
  });

  it('knows afterwards how a container ended that ended while it was away', async () => {
    await using target = await openRealContainerd();
    const { runtime, supervisor } = target;
    const containerId = unique('task');
    const runc = { name: 'io.containerd.runc.v2' };
    const spec = target.spec(['sh', '-c', 'sleep 1; exit 9']);
    await runtime.containers.create({ id: containerId, labels: {}, runtime: runc, spec }, signal);
    const task = { containerId, rootfs: await target.rootfs(), stdio: NO_STDIO };
    await runtime.tasks.create(task, signal);
    await runtime.tasks.start({ containerId }, signal);
    // A stopped supervisor, as at the end of a daemon; the container goes on and ends.
    await supervisor[Symbol.asyncDispose]();
    assert.equal(await codeOf(runtime.tasks.list(signal)), 'unavailable');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const next = await startContainerd(optionsFor(target.dir));
    target.supervisor = next;
    assert.equal(next.adopted, false);
    const exit = await runtime.tasks.wait({ containerId }, signal);
    assert.equal(exit.exitCode, 9);
    await runtime.tasks.delete({ containerId }, signal);
    await runtime.containers.delete(containerId, signal);
  });
});

describe('the supervisor', () => {
  const CHILD = fileURLToPath(new URL('start-and-report.ts', import.meta.url));

  /** A daemon that starts containerd below the directory and is killed as soon as it runs. */
  async function startAndDie(dir: string): Promise<{ pid: number; adopted: boolean }> {
    const child = spawn(process.execPath, ['--import', 'tsx', CHILD, dir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    child.kill('SIGKILL');
    await once(child, 'exit');
    return JSON.parse(line.toString()) as { pid: number; adopted: boolean };
  }

  it('takes over the containerd of a killed daemon, whatever is left of the pid file', async () => {
    const dir = await mkdtemp('/tmp/joey-ctrd-');
    const { pid, adopted } = await startAndDie(dir);
    assert.equal(adopted, false);
    assert.deepEqual(await startAndDie(dir), { pid, adopted: true });
    for (const note of ['1 1\n', '']) {
      await writeFile(join(dir, 'state/containerd.pid'), note);
      assert.deepEqual(await startAndDie(dir), { pid, adopted: true });
    }
    {
      const other = { ...optionsFor(dir), logLevel: 'warn' };
      await using supervisor = await startContainerd(other);
      assert.equal(supervisor.adopted, false, 'another configuration needs another process');
      assert.notEqual(supervisor.pid, pid);
    }
    assert.deepEqual(await processesOf(dir), []);
    await rm(dir, { recursive: true });
  });

  it('revives a containerd that it took over', async () => {
    const dir = await mkdtemp('/tmp/joey-ctrd-');
    const { pid } = await startAndDie(dir);
    {
      await using supervisor = await startContainerd(optionsFor(dir));
      assert.deepEqual([supervisor.adopted, supervisor.pid], [true, pid]);
      const back = told(supervisor, 'up');
      process.kill(pid, 'SIGKILL');
      await back;
      assert.notEqual(supervisor.pid, pid);
    }
    assert.deepEqual(await processesOf(dir), []);
    await rm(dir, { recursive: true });
  });

  it('says what is wrong when containerd cannot be started', async () => {
    const dir = await mkdtemp('/tmp/joey-ctrd-');
    const missing = startContainerd({ ...optionsFor(dir), binary: '/no/such/containerd' });
    assert.equal(await codeOf(missing), 'unavailable');
    const broken = startContainerd({
      ...optionsFor(dir),
      extra: { required_plugins: ['no.such'] },
    });
    await assert.rejects(broken, /required plugin .*no\.such/);
    const quick = startContainerd({ ...optionsFor(dir), binary: '/bin/false' });
    assert.equal(await codeOf(quick), 'unavailable');
    assert.deepEqual(await processesOf(dir), []);
    await rm(dir, { recursive: true });
  });

  it('keeps its directories to itself and its log bounded', async () => {
    const dir = await mkdtemp('/tmp/joey-ctrd-');
    const { state } = optionsFor(dir);
    {
      await using supervisor = await startContainerd(optionsFor(dir));
      assert.ok(supervisor.pid > 0);
      for (const path of [state, join(dir, 'root')]) {
        assert.equal(((await stat(path)).mode & 0o777).toString(8), '700');
      }
      using log = new LogFile(join(state, 'containerd.log'));
      await log.bound(100);
      assert.equal(await readFile(join(state, 'containerd.log'), 'utf8'), '');
      assert.match(await readFile(join(state, 'containerd.log.1'), 'utf8'), /successfully booted/);
    }
    await rm(dir, { recursive: true });
  });
});

describe('a daemon with a narrow umask', () => {
  it('does not make root file systems that only root can enter', async () => {
    const before = process.umask(0o077);
    try {
      await using target = await openRealContainerd();
      const { snapshots } = target.runtime;
      const key = unique('snapshot');
      const labels = { 'containerd.io/gc.root': 'x' };
      const [mount] = await snapshots.prepare('overlayfs', key, '', signal, { labels });
      const { mode } = await stat(mount?.source ?? '');
      assert.equal((mode & 0o777).toString(8), '755');
      await snapshots.remove('overlayfs', key, signal);
    } finally {
      process.umask(before);
    }
  });
});

describe('the client', () => {
  it('refuses where nobody listens, quickly', async () => {
    const start = performance.now();
    const address = '/tmp/joey-no-such.sock';
    const connection = connectContainerd({ address, namespace: NAMESPACE, log: silentLogger });
    assert.equal(await codeOf(connection), 'unavailable');
    assert.ok(performance.now() - start < 1000);
  });

  it('has thousands of calls under way at once', async () => {
    await using target = await openRealContainerd();
    const { runtime } = target;
    const containerId = unique('task');
    const runc = { name: 'io.containerd.runc.v2' };
    const spec = target.spec(['sleep', '1000']);
    await runtime.containers.create({ id: containerId, labels: {}, runtime: runc, spec }, signal);
    const task = { containerId, rootfs: await target.rootfs(), stdio: NO_STDIO };
    await runtime.tasks.create(task, signal);
    await runtime.tasks.start({ containerId }, signal);
    const waits = Array.from({ length: 3000 }, () => runtime.tasks.wait({ containerId }, signal));
    assert.equal((await runtime.tasks.get({ containerId }, signal)).status, 'running');
    await runtime.tasks.kill({ containerId, signal: SIGKILL }, signal);
    const codes = new Set((await Promise.all(waits)).map(({ exitCode }) => exitCode));
    assert.deepEqual([...codes], [137]);
    await runtime.tasks.delete({ containerId }, signal);
    await runtime.containers.delete(containerId, signal);
  });

  it('lists more containers than fit into one message', async () => {
    await using target = await openRealContainerd();
    const { runtime } = target;
    const ids = Array.from({ length: 300 }, () => unique('big'));
    const spec = { ...target.spec(['true']), annotations: { big: 'x'.repeat(100_000) } };
    const runc = { name: 'io.containerd.runc.v2' };
    for (const id of ids) {
      await runtime.containers.create({ id, labels: {}, runtime: runc, spec }, signal);
    }
    assert.equal((await runtime.containers.list(signal)).length, 300);
    for (const id of ids) await runtime.containers.delete(id, signal);
  });

  it('does not let a slow reader of a blob hold up other calls', async () => {
    await using target = await openRealContainerd();
    const { runtime } = target;
    async function* bytes(): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < 64; i++) yield await Promise.resolve(Buffer.alloc(1024 * 1024, i));
    }
    const labels = { 'containerd.io/gc.root': 'x' };
    const { digest } = await runtime.content.write({ ref: unique('ref'), labels }, bytes(), signal);
    const readers = Array.from({ length: 8 }, () =>
      runtime.content.read(digest, signal)[Symbol.asyncIterator](),
    );
    for (const each of readers) {
      const first = await each.next();
      assert.ok(first.done !== true && first.value.length === 1024 * 1024);
    }
    const before = process.memoryUsage.rss();
    assert.match((await runtime.version(AbortSignal.timeout(2000))).version, /\d/);
    assert.ok(process.memoryUsage.rss() - before < 200e6);
    // One reads on to its end, the others leave.
    let size = 1024 * 1024;
    const [reader] = readers;
    for (let next = await reader?.next(); next?.done === false; next = await reader?.next()) {
      size += next.value.length;
    }
    assert.equal(size, 64 * 1024 * 1024);
    for (const other of readers) await other.return?.(undefined);
    assert.match((await runtime.version(signal)).version, /\d/);
  });
});
