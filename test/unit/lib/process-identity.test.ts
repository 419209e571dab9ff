import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { identify, isAlive, readPidFile, writePidFile } from '../../../src/lib/process-identity.ts';

test('a process is known by its pid and its start time', () => {
  const self = identify(process.pid);
  assert.equal(self?.pid, process.pid);
  assert.equal(isAlive(self), true);
  assert.equal(isAlive({ pid: process.pid, startTime: '1' }), false);
  assert.equal(identify(0), undefined);
});

test('a pid file names a process only as long as it is the one that was noted', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'joey-identity-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'pid');
  assert.equal(readPidFile(path), undefined);
  const self = identify(process.pid);
  assert.ok(self !== undefined);
  writePidFile(path, self);
  assert.deepEqual(readPidFile(path), self);
  for (const text of [`${process.pid} 1`, `${process.pid}`, '', 'nonsense here']) {
    writeFileSync(path, text);
    assert.equal(readPidFile(path), undefined, text);
  }
});
