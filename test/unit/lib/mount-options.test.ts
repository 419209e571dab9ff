import assert from 'node:assert/strict';
import { test } from 'node:test';

import { splitOptions } from '../../../src/lib/mount-options.ts';

test('options are flags of the mount, or data of the file system', () => {
  assert.deepEqual(splitOptions(['rbind', 'rw']), { flags: ['bind', 'rec'], data: [] });
  assert.deepEqual(splitOptions(['ro', 'nosuid', 'lowerdir=/a:/b', 'index=off']), {
    flags: ['ro', 'nosuid'],
    data: ['lowerdir=/a:/b', 'index=off'],
  });
  assert.deepEqual(splitOptions(['toString', 'constructor']).flags, []);
});
