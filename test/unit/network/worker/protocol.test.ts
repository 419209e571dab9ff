import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { isCode, notImplemented } from '../../../../src/lib/errors.ts';
import { errnoOf, sysError } from '../../../../src/lib/sys/errno.ts';
import { fromPlainError, toPlainError } from '../../../../src/network/worker/protocol.ts';

const across = (error: unknown): unknown => fromPlainError(structuredClone(toPlainError(error)));

test('code and sentence of an error cross threads', () => {
  const error = across(notImplemented('not yet'));
  assert.ok(isCode(error, 'notImplemented'));
  assert.equal(error.message, 'not yet');
});

test('the errno of a failed system call crosses threads', () => {
  assert.equal(errnoOf(across(sysError('mount', '/x', 16))), 'EBUSY');
});

test("the errno of one of Node's own errors crosses too", () => {
  let thrown: unknown;
  try {
    readFileSync('/nowhere/at/all');
  } catch (err) {
    thrown = err;
  }
  assert.equal(errnoOf(across(thrown)), 'ENOENT');
});

test('anything else is internal', () => {
  const error = across(new TypeError('oh'));
  assert.ok(isCode(error, 'internal'));
  assert.equal(error.message, 'oh');
});
