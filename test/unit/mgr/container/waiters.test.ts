import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Run, Runs } from '../../../../src/mgr/container/run.ts';
import { Waiters } from '../../../../src/mgr/container/waiters.ts';

const never = new AbortController().signal;

test('an exit answers those who wait for exits, a removal everybody', async () => {
  const waiters = new Waiters();
  const exit = waiters.next('exit', 'a', never);
  const removal = waiters.next('removal', 'a', never);
  waiters.announce('exit', 'b', 1);
  waiters.announce('exit', 'a', 2);
  assert.equal(await exit, 2);
  const second = waiters.next('exit', 'a', never);
  waiters.announce('removal', 'a', 3);
  assert.deepEqual(await Promise.all([removal, second]), [3, 3]);
  assert.equal(waiters.waiting, 0);
});

test('who leaves is forgotten', async () => {
  const waiters = new Waiters();
  const client = new AbortController();
  const waiting = waiters.next('exit', 'a', client.signal);
  client.abort();
  await assert.rejects(waiting, { code: 'canceled' });
  assert.equal(waiters.waiting, 0);
});

test('the first report of an exit wins', async () => {
  const run = new Run('a', 1, {} as never);
  run.reportExit({ exitCode: 1, exitedAt: new Date(0) });
  run.reportExit({ exitCode: 2, exitedAt: new Date(0) });
  assert.equal((await run.exited).exitCode, 1);
});

test('a clean-up is waited for, and forgotten when it is done', async () => {
  const runs = new Runs();
  let finish = (): void => undefined;
  runs.trackCleanup('a', new Promise((resolve) => (finish = resolve)));
  let waited = false;
  const waiting = runs.cleanedUp('a').then(() => (waited = true));
  await Promise.resolve();
  assert.equal(waited, false);
  finish();
  await waiting;
  await runs.cleanedUp('a');
});
