import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { LayerLine, progressBar } from '../../../src/image/progress.ts';

const DIGEST = `sha256:0123456789abcdef${'0'.repeat(48)}`;

describe('progress of a layer', () => {
  test('a bar is drawn as Docker draws it', () => {
    assert.equal(
      progressBar(38400, 1984375),
      '[>                                                  ]   38.4kB/1.984MB',
    );
    assert.equal(
      progressBar(1086976, 1984375),
      '[===========================>                       ]  1.087MB/1.984MB',
    );
    assert.equal(
      progressBar(2011648, 1984375),
      '[==================================================>]  2.012MB',
    );
    assert.equal(progressBar(0, 0).endsWith(']       0B/0B'), true);
  });

  test('a status is told once in a row', () => {
    const records: unknown[] = [];
    const line = new LayerLine(DIGEST, (record) => records.push(record));
    for (const status of ['Waiting', 'Waiting', 'Pulling', 'Waiting']) line.status(status);
    assert.deepEqual(
      records,
      ['Waiting', 'Pulling', 'Waiting'].map((status) => ({
        status,
        progressDetail: {},
        id: '0123456789ab',
      })),
    );
  });

  test('bytes are not told more often than eyes see, but the last ones are', () => {
    const seen: unknown[] = [];
    const line = new LayerLine(DIGEST, ({ progressDetail }) => seen.push(progressDetail));
    for (const current of [1, 2, 3, 100]) line.bytes('Downloading', current, 100);
    assert.deepEqual(seen, [
      { current: 1, total: 100 },
      { current: 100, total: 100 },
    ]);
  });
});
