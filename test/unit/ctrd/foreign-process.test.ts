import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

import {
  findByConfig,
  signalProcess,
  waitForExit,
} from '../../../src/ctrd/supervisor/foreign-process.ts';
import { identify } from '../../../src/lib/process-identity.ts';

test('an ended process is gone for all purposes', async () => {
  const child = spawn('sleep', ['1000']);
  await once(child, 'spawn');
  const identity = identify(child.pid ?? 0);
  assert.ok(identity !== undefined);
  assert.equal(await waitForExit(identity, 20), false);
  assert.equal(signalProcess(identity, 'SIGTERM'), true);
  assert.equal(await waitForExit(identity, 5000), true);
  assert.equal(signalProcess(identity, 'SIGTERM'), false);
});

test('a process is found by its configuration file', async () => {
  const path = `/tmp/no-such-${process.pid}.toml`;
  assert.equal(await findByConfig(path), undefined);
  const child = spawn(process.execPath, [
    '-e',
    'setInterval(() => {}, 1e6)',
    '--',
    '--config',
    path,
  ]);
  await once(child, 'spawn');
  try {
    let found = await findByConfig(path);
    for (let i = 0; found === undefined && i < 1000; i++) found = await findByConfig(path);
    assert.equal(found?.pid, child.pid);
  } finally {
    child.kill('SIGKILL');
  }
});
