import assert from 'node:assert/strict';
import { test } from 'node:test';

import { lowerDirsOf, splitOptions, upperDirOf } from '../../../../src/mgr/container/rootfs.ts';

test('options are flags of the mount, or data of the file system', () => {
  assert.deepEqual(splitOptions(['rbind', 'rw']), { flags: ['bind', 'rec'], data: [] });
  assert.deepEqual(splitOptions(['ro', 'nosuid', 'lowerdir=/a:/b', 'index=off']), {
    flags: ['ro', 'nosuid'],
    data: ['lowerdir=/a:/b', 'index=off'],
  });
  assert.deepEqual(splitOptions(['toString', 'constructor']).flags, []);
});

test('the layers of an overlay', () => {
  const options = ['workdir=/w', 'upperdir=/u', 'lowerdir=/a:/b'];
  const overlay = [{ type: 'overlay', source: 'overlay', options }];
  assert.equal(upperDirOf(overlay), '/u');
  assert.deepEqual(lowerDirsOf(overlay), ['/a', '/b']);
  const bind = [{ type: 'bind', source: '/u', options: ['rbind'] }];
  assert.equal(upperDirOf(bind), undefined);
  assert.deepEqual(lowerDirsOf(bind), []);
});
