import assert from 'node:assert/strict';
import { test } from 'node:test';

import { lowerDirsOf, upperDirOf } from '../../../../src/mgr/container/rootfs.ts';

test('the layers of an overlay', () => {
  const options = ['workdir=/w', 'upperdir=/u', 'lowerdir=/a:/b'];
  const overlay = [{ type: 'overlay', source: 'overlay', options }];
  assert.equal(upperDirOf(overlay), '/u');
  assert.deepEqual(lowerDirsOf(overlay), ['/a', '/b']);
  const bind = [{ type: 'bind', source: '/u', options: ['rbind'] }];
  assert.equal(upperDirOf(bind), undefined);
  assert.deepEqual(lowerDirsOf(bind), []);
});
