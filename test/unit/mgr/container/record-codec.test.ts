import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fromRow, toRow } from '../../../../src/mgr/container/record-codec.ts';
import type { ContainerState } from '../../../../src/mgr/container/state.ts';
import { recordWith } from '../../../fakes/container-record.ts';

const last = {
  exitCode: 3,
  startedAt: new Date(1000),
  finishedAt: new Date(2001),
  oomKilled: true,
  error: 'why',
};

const STATES: ContainerState[] = [
  { status: 'created' },
  { status: 'running', pid: 7, startedAt: new Date(1), oomKilled: false },
  { status: 'restarting', last, attempt: 2, retryAt: new Date(3000) },
  { status: 'exited', last },
  { status: 'dead', reason: 'stuck', last },
];

for (const state of STATES) {
  test(`a container that is ${state.status} is read as it was written`, () => {
    const record = recordWith({ state });
    const row = toRow(record);
    assert.equal(row.status, state.status);
    assert.deepEqual(fromRow(row), record);
  });
}

test('a user’s labels that are called like times, and look like some, stay text', () => {
  const Labels = { createdAt: '5', startedAt: '2024-01-02T03:04:05.678Z', retryAt: 'soon' };
  const record = recordWith({ config: { Labels } });
  assert.deepEqual(fromRow(toRow(record)), record);
});

test('a row says what is looked up; an unfinished one says so', () => {
  const record = recordWith();
  const { document, ...row } = toRow(record, 'creating');
  assert.deepEqual(row, {
    id: record.id,
    name: 'web',
    createdAt: record.createdAt.getTime(),
    imageId: 'sha256:aaaa',
    status: 'creating',
  });
  assert.throws(() => fromRow({ ...row, document: document.slice(1) }), SyntaxError);
});
