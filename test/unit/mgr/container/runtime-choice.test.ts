import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chooseRuntime } from '../../../../src/mgr/container/runtime-choice.ts';

const SHIM = 'io.containerd.runc.v2';
const RUNTIMES = {
  runc: {},
  mine: { path: '/opt/runc' },
  typed: { type: SHIM, path: '/opt/other' },
  sandbox: { type: 'io.containerd.runsc.v1' },
};

test('a binary for the shim of runc, a shim of its own, or one named by its type', () => {
  const choose = (name: string) => chooseRuntime(name, RUNTIMES, true);
  assert.deepEqual(choose('runc'), { name: SHIM, options: { systemdCgroup: true } });
  const mine = { binaryName: '/opt/runc', systemdCgroup: true };
  assert.deepEqual(choose('mine'), { name: SHIM, options: mine });
  assert.equal(choose('typed').options?.binaryName, '/opt/other');
  assert.deepEqual(choose('sandbox'), { name: 'io.containerd.runsc.v1' });
  assert.deepEqual(choose('io.containerd.kata.v2'), { name: 'io.containerd.kata.v2' });
});

test('names that nobody configured, also those every object has', () => {
  for (const name of ['nope', '', 'constructor', 'toString']) {
    assert.throws(() => chooseRuntime(name, RUNTIMES, false), {
      code: 'invalidArgument',
      message: `unknown or invalid runtime name: ${name}`,
    });
  }
});
