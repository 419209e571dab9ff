import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ConnectionLost, fromAbort, fromGrpcStatus } from '../../../src/ctrd/errors.ts';
import { isCode } from '../../../src/lib/errors.ts';

test('every status has its class', () => {
  const codes = Array.from({ length: 18 }, (_, status) => fromGrpcStatus(status, '').code);
  assert.deepEqual(codes.slice(1), [
    'canceled',
    'internal',
    'invalidArgument',
    'timeout',
    'notFound',
    'conflict',
    'forbidden',
    'tooManyRequests',
    'invalidArgument',
    'conflict',
    'invalidArgument',
    'notImplemented',
    'internal',
    'unavailable',
    'internal',
    'unauthenticated',
    'internal',
  ]);
});

test('the message is decoded, and kept as it is when it cannot be', () => {
  assert.equal(fromGrpcStatus(5, 'no %22x%22%3A %C3%A4').message, 'no "x": ä');
  assert.equal(fromGrpcStatus(5, '100% gone').message, '100% gone');
});

test('a deadline is a timeout, any other abort is a cancellation', () => {
  assert.equal(fromAbort(AbortSignal.abort()).code, 'canceled');
  assert.equal(fromAbort(AbortSignal.abort(new DOMException('', 'TimeoutError'))).code, 'timeout');
});

test('a lost connection is unavailable and can be told from an answer of that class', () => {
  const lost = new ConnectionLost('/x.sock');
  assert.ok(isCode(lost, 'unavailable'));
  assert.ok(!(fromGrpcStatus(14, 'locked') instanceof ConnectionLost));
});
