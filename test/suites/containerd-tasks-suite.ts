import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { Containerd, RuntimeEvent } from '../../src/ctrd/containerd.ts';
import { codeOf, unique } from './containerd-facts.ts';
import type { ContainerdTarget } from './containerd-suite.ts';

const SIGTERM = 15;
const SIGKILL = 9;
const NO_STDIO = { stdin: '', stdout: '', stderr: '', terminal: false };
const signal = AbortSignal.timeout(120_000);

/** Reads events until one fits; the subscription must have begun before its cause. */
async function next(
  events: AsyncIterator<RuntimeEvent>,
  fits: (event: RuntimeEvent) => boolean,
): Promise<RuntimeEvent> {
  for (;;) {
    const result = await events.next();
    assert.ok(result.done !== true, 'the events ended');
    if (fits(result.value)) return result.value;
  }
}

/** Tasks: processes for real, or scripted ones. The target's programs: `sleep N`, `true`, `sh -c "exit N"`. */
export function containerdTasksSuite(name: string, open: () => Promise<ContainerdTarget>): void {
  describe(`${name}: tasks`, () => {
    let target: ContainerdTarget;
    let runtime: Containerd;
    before(async () => {
      target = await open();
      ({ runtime } = target);
    });
    after(() => target[Symbol.asyncDispose]());

    /** A container with a created task, removed at the end of the test. */
    const created = async (args: readonly string[], stdio = NO_STDIO) => {
      const containerId = unique('task');
      const runc = { name: 'io.containerd.runc.v2' };
      const container = { id: containerId, labels: {}, runtime: runc, spec: target.spec(args) };
      await runtime.containers.create(container, signal);
      const rootfs = await target.rootfs();
      const pid = await runtime.tasks.create({ containerId, rootfs, stdio }, signal);
      return {
        containerId,
        pid,
        async [Symbol.asyncDispose](): Promise<void> {
          const task = { containerId };
          const exit = runtime.tasks.wait(task, signal).catch(() => undefined);
          const kill = { ...task, signal: SIGKILL, all: true };
          if ((await codeOf(runtime.tasks.kill(kill, signal))) === 'fulfilled') await exit;
          await codeOf(runtime.tasks.delete(task, signal));
          await codeOf(runtime.containers.delete(containerId, signal));
        },
      };
    };

    it('runs to the end: wait, exit event and delete tell the same', async () => {
      const listening = new AbortController();
      const events = runtime.events.subscribe(listening.signal)[Symbol.asyncIterator]();
      await using task = await created(['sh', '-c', 'exit 7']);
      const { containerId, pid } = task;
      assert.ok(pid > 0);
      assert.equal((await runtime.tasks.get({ containerId }, signal)).status, 'created');
      const exited = runtime.tasks.wait({ containerId }, signal);
      const event = next(events, (e) => e.type === 'exit' && e.containerId === containerId);
      assert.equal(await runtime.tasks.start({ containerId }, signal), pid);
      const exit = await exited;
      assert.equal(exit.exitCode, 7);
      assert.ok(Math.abs(exit.exitedAt.getTime() - Date.now()) < 60_000);
      const { exitedAt } = exit;
      assert.deepEqual(await event, { type: 'exit', containerId, pid, exitCode: 7, exitedAt });
      const info = await runtime.tasks.get({ containerId }, signal);
      assert.deepEqual(
        { status: info.status, exitCode: info.exitCode },
        { status: 'stopped', exitCode: 7 },
      );
      assert.equal(info.exitedAt?.getTime(), exitedAt.getTime());
      assert.deepEqual(await runtime.tasks.wait({ containerId }, signal), exit);
      assert.equal((await runtime.tasks.delete({ containerId }, signal)).exitCode, 7);
      assert.equal(await codeOf(runtime.tasks.get({ containerId }, signal)), 'notFound');
      assert.equal(await codeOf(runtime.tasks.delete({ containerId }, signal)), 'notFound');
      listening.abort();
      assert.equal(await codeOf(next(events, () => false)), 'canceled');
    });

    it('lists a running task and ends it by a signal', async () => {
      await using task = await created(['sleep', '1000']);
      const { containerId, pid } = task;
      const exited = runtime.tasks.wait({ containerId }, signal);
      await runtime.tasks.start({ containerId }, signal);
      const listed = (await runtime.tasks.list(signal)).find(({ id }) => id === containerId);
      assert.equal(listed?.status, 'running');
      assert.equal(listed.pid, pid);
      assert.equal(listed.exitedAt, undefined);
      assert.deepEqual(await runtime.tasks.pids(containerId, signal), [pid]);
      const early = await codeOf(runtime.tasks.delete({ containerId }, signal));
      assert.ok(early === 'invalidArgument' || early === 'internal', early);
      assert.equal(await codeOf(runtime.containers.delete(containerId, signal)), 'conflict');
      await runtime.tasks.kill({ containerId, signal: SIGKILL }, signal);
      assert.equal((await exited).exitCode, 128 + SIGKILL);
      const late = runtime.tasks.kill({ containerId, signal: SIGTERM }, signal);
      assert.equal(await codeOf(late), 'notFound');
    });

    it('runs further processes in a task', async () => {
      const listening = new AbortController();
      const events = runtime.events.subscribe(listening.signal)[Symbol.asyncIterator]();
      await using task = await created(['sleep', '1000']);
      const { containerId } = task;
      await runtime.tasks.start({ containerId }, signal);
      const execId = unique('exec');
      const process = target.spec(['sh', '-c', 'exit 3']).process;
      const exec = { containerId, execId, stdio: NO_STDIO, process };
      await runtime.tasks.exec(exec, signal);
      assert.equal(await codeOf(runtime.tasks.exec(exec, signal)), 'conflict');
      const exited = runtime.tasks.wait({ containerId, execId }, signal);
      const event = next(events, (e) => e.type === 'exit' && e.execId === execId);
      const pid = await runtime.tasks.start({ containerId, execId }, signal);
      assert.equal((await exited).exitCode, 3);
      const { exitedAt } = await exited;
      const told = { type: 'exit', containerId, execId, pid, exitCode: 3, exitedAt };
      assert.deepEqual(await event, told);
      const info = await runtime.tasks.get({ containerId, execId }, signal);
      assert.deepEqual(
        { id: info.id, status: info.status },
        { id: containerId, status: 'stopped' },
      );
      assert.equal((await runtime.tasks.delete({ containerId, execId }, signal)).exitCode, 3);
      const gone = runtime.tasks.get({ containerId, execId }, signal);
      assert.equal(await codeOf(gone), 'notFound');
      assert.equal((await runtime.tasks.get({ containerId }, signal)).status, 'running');
      listening.abort();
      await codeOf(next(events, () => false));
    });

    it('pauses, resumes and updates', async () => {
      await using task = await created(['sleep', '1000']);
      const { containerId } = task;
      await runtime.tasks.start({ containerId }, signal);
      await runtime.tasks.pause(containerId, signal);
      assert.equal((await runtime.tasks.get({ containerId }, signal)).status, 'paused');
      await runtime.tasks.resume(containerId, signal);
      assert.equal((await runtime.tasks.get({ containerId }, signal)).status, 'running');
      await runtime.tasks.update(containerId, { pids: { limit: 50 } }, signal);
      await runtime.tasks.update(containerId, { memory: { limit: 64 * 1024 * 1024 } }, signal);
    });

    it('says notFound of what is not there', async () => {
      const ref = { containerId: unique('nobody') };
      const stdio = NO_STDIO;
      const { tasks } = runtime;
      const calls = [
        tasks.create({ ...ref, rootfs: [], stdio }, signal),
        tasks.start(ref, signal),
        tasks.wait(ref, signal),
        tasks.kill({ ...ref, signal: SIGTERM }, signal),
        tasks.delete(ref, signal),
        tasks.get(ref, signal),
        tasks.pids(ref.containerId, signal),
        tasks.pause(ref.containerId, signal),
        tasks.resizePty({ ...ref, width: 80, height: 25 }, signal),
        tasks.closeIo(ref, signal),
      ];
      const codes = await Promise.all(calls.map(codeOf));
      assert.deepEqual(
        codes,
        calls.map(() => 'notFound'),
      );
    });

    it('gives up a wait whose signal aborts', async () => {
      await using task = await created(['sleep', '1000']);
      const { containerId } = task;
      await runtime.tasks.start({ containerId }, signal);
      const giveUp = new AbortController();
      const wait = runtime.tasks.wait({ containerId }, giveUp.signal);
      giveUp.abort();
      assert.equal(await codeOf(wait), 'canceled');
    });
  });
}
