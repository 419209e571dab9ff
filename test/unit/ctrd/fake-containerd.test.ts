import assert from 'node:assert/strict';
import { test } from 'node:test';

import { conflict } from '../../../src/lib/errors.ts';
import type { OciProcess, OciSpec } from '../../../src/lib/oci.ts';
import { type Behaviour, FakeContainerd } from '../../fakes/fake-containerd.ts';
import { codeOf } from '../../suites/containerd-facts.ts';
import { containerdSuite, type ContainerdTarget } from '../../suites/containerd-suite.ts';
import { containerdTasksSuite } from '../../suites/containerd-tasks-suite.ts';

const signal = new AbortController().signal;

/** What the busybox of the real target does with the suite's programs. */
function behave({ args }: OciProcess): Behaviour {
  const [program, , script = ''] = args;
  if (program === 'true') return { exitCode: 0 };
  const exit = /^exit (\d+)$/.exec(script);
  return exit === null ? {} : { exitCode: Number(exit[1]) };
}

function specOf(args: readonly string[]): OciSpec {
  return {
    ociVersion: '1.0.2',
    process: { user: { uid: 0, gid: 0 }, args: [...args], env: [], cwd: '/' },
    root: { path: 'rootfs' },
    mounts: [],
    linux: { namespaces: [] },
  };
}

function openFake(): Promise<ContainerdTarget> {
  const runtime = new FakeContainerd();
  runtime.program = behave;
  return Promise.resolve({
    runtime,
    rootfs: () => Promise.resolve([]),
    spec: specOf,
    [Symbol.asyncDispose]: () => runtime[Symbol.asyncDispose](),
  });
}

containerdSuite('fake', openFake);
containerdTasksSuite('fake', openFake);

test('a scripted failure hits one call', async () => {
  const runtime = new FakeContainerd();
  runtime.failNext('tasks.list', conflict('no'));
  assert.equal(await codeOf(runtime.tasks.list(signal)), 'conflict');
  assert.deepEqual(await runtime.tasks.list(signal), []);
  assert.deepEqual(runtime.calls, ['tasks.list', 'tasks.list']);
});

test('a lost connection fails waits and subscriptions, and tasks go on', async () => {
  const runtime = new FakeContainerd();
  const container = { id: 'a', labels: {}, runtime: { name: 'r' }, spec: specOf(['sleep', '9']) };
  const stdio = { stdin: '', stdout: '', stderr: '', terminal: false };
  await runtime.containers.create(container, signal);
  await runtime.tasks.create({ containerId: 'a', rootfs: [], stdio }, signal);
  await runtime.tasks.start({ containerId: 'a' }, signal);
  const wait = codeOf(runtime.tasks.wait({ containerId: 'a' }, signal));
  const event = codeOf(runtime.events.subscribe(signal)[Symbol.asyncIterator]().next());
  await new Promise((resolve) => setImmediate(resolve));
  runtime.disconnect();
  assert.deepEqual(await Promise.all([wait, event]), ['unavailable', 'unavailable']);
  assert.equal(await codeOf(runtime.version(signal)), 'unavailable');
  runtime.reconnect();
  assert.equal((await runtime.tasks.list(signal))[0]?.status, 'running');
});
