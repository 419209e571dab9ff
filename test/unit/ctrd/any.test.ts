import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  anyOfProcess,
  anyOfResources,
  anyOfRuncOptions,
  anyOfSpec,
  eventOfAny,
  runcOptionsOfAny,
  specOfAny,
} from '../../../src/ctrd/any.ts';
import { TaskExit, TaskOOM } from '../../../src/ctrd/gen/task-events.ts';
import type { OciSpec } from '../../../src/lib/oci.ts';

const OCI = 'types.containerd.io/opencontainers/runtime-spec/1';
const process = { user: { uid: 1, gid: 2 }, args: ['ä'], env: [], cwd: '/' };

test('OCI values are JSON under the type URLs that containerd knows', () => {
  const spec: OciSpec = {
    ociVersion: '1.0.2',
    process,
    root: { path: 'rootfs' },
    mounts: [],
    linux: { namespaces: [] },
  };
  assert.equal(anyOfSpec(spec).typeUrl, `${OCI}/Spec`);
  assert.deepEqual(specOfAny(anyOfSpec(spec)), spec);
  assert.equal(anyOfProcess(process).typeUrl, `${OCI}/Process`);
  assert.equal(anyOfResources({}).typeUrl, `${OCI}/LinuxResources`);
  assert.equal(
    Buffer.from(anyOfResources({ pids: { limit: 1 } }).value).toString(),
    '{"pids":{"limit":1}}',
  );
});

test('runc options travel without the fields that are not set', () => {
  const all = { binaryName: 'crun', root: '/r', systemdCgroup: true, ioUid: 1, ioGid: 2 };
  assert.deepEqual(runcOptionsOfAny(anyOfRuncOptions(all)), all);
  assert.deepEqual(runcOptionsOfAny(anyOfRuncOptions({})), {});
  assert.equal(anyOfRuncOptions(undefined), undefined);
  assert.equal(runcOptionsOfAny({ typeUrl: 'other.Options', value: new Uint8Array() }), undefined);
});

test('exits are told apart by process, and types are found with and without a prefix', () => {
  const exitedAt = new Date(1_700_000_000_123);
  const bytes = (id: string): Uint8Array =>
    TaskExit.encode({ containerId: 'c', id, pid: 5, exitStatus: 3, exitedAt }).finish();
  const told = { type: 'exit', containerId: 'c', pid: 5, exitCode: 3, exitedAt };
  for (const prefix of ['', 'type.googleapis.com/']) {
    const typeUrl = `${prefix}containerd.events.TaskExit`;
    assert.deepEqual(eventOfAny('/tasks/exit', { typeUrl, value: bytes('c') }), told);
    const exec = eventOfAny('/tasks/exit', { typeUrl, value: bytes('e') });
    assert.deepEqual(exec, { ...told, execId: 'e' });
  }
  const oom = {
    typeUrl: 'containerd.events.TaskOOM',
    value: TaskOOM.encode({ containerId: 'c' }).finish(),
  };
  assert.deepEqual(eventOfAny('/tasks/oom', oom), { type: 'oom', containerId: 'c' });
  const other = { typeUrl: 'containerd.events.TaskStart', value: new Uint8Array() };
  assert.deepEqual(eventOfAny('/tasks/start', other), { type: 'other', topic: '/tasks/start' });
});
