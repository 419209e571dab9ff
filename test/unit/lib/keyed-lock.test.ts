import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KeyedLock } from '../../../src/lib/keyed-lock.ts';

const never = new AbortController().signal;

test('holders of one key follow each other, of two keys do not wait', async () => {
  const locks = new KeyedLock();
  const order: string[] = [];
  const first = await locks.acquire('a', never);
  const second = locks.with('a', never, () => Promise.resolve(order.push('second')));
  await locks.with('b', never, () => Promise.resolve(order.push('other key')));
  order.push('first done');
  first[Symbol.dispose]();
  await second;
  assert.deepEqual(order, ['other key', 'first done', 'second']);
});

test('a key without holders is forgotten, also after a failure', async () => {
  const locks = new KeyedLock();
  await assert.rejects(
    locks.with('a', never, () => Promise.reject(new Error('boom'))),
    /boom/,
  );
  assert.equal(locks.size, 0);
});

test('who was aborted while waiting gives up its place', async () => {
  const locks = new KeyedLock();
  const held = await locks.acquire('a', never);
  const client = new AbortController();
  const waiting = locks.acquire('a', client.signal);
  client.abort();
  held[Symbol.dispose]();
  await assert.rejects(waiting, { code: 'canceled' });
  assert.equal(locks.size, 0);
});
