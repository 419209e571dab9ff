import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';

import { errnoOf } from '../../../../src/lib/sys/errno.ts';
import { mount, remountBind, umount } from '../../../../src/lib/sys/mount.ts';
import { mountOverlay } from '../../../../src/lib/sys/overlay-mount.ts';
import { asRoot, Scratch } from './scratch.ts';

function mounted(target: string, type: string, options: Record<string, string>): Disposable {
  const data = Object.entries(options)
    .map((pair) => pair.join('='))
    .join(',');
  mount({ source: type, target, type, flags: ['nosuid', 'nodev'], data });
  return { [Symbol.dispose]: () => umount(target, { detach: true }) };
}

const lineOf = (target: string): string | undefined =>
  readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .find((line) => line.split(' ')[4] === target);

test('a tmpfs is mounted with flags and options, and gone after umount', asRoot, () => {
  using dir = new Scratch();
  {
    using _mount = mounted(dir.path, 'tmpfs', { size: '64k', mode: '0700' });
    assert.match(lineOf(dir.path) ?? '', /rw,nosuid,nodev.* - tmpfs .*size=64k,mode=700$/);
  }
  assert.equal(lineOf(dir.path), undefined);
});

test('a bind mount becomes read-only without touching its source', asRoot, () => {
  using dir = new Scratch();
  mkdirSync(dir.at('source'));
  mkdirSync(dir.at('target'));
  mount({ source: dir.at('source'), target: dir.at('target'), flags: ['bind'] });
  try {
    remountBind(dir.at('target'), ['ro']);
    assert.throws(
      () => writeFileSync(dir.at('target', 'x'), ''),
      (err) => errnoOf(err) === 'EROFS',
    );
    writeFileSync(dir.at('source', 'x'), '');
  } finally {
    umount(dir.at('target'), { detach: false });
  }
});

test('umount of what is not mounted is EINVAL', asRoot, () => {
  using dir = new Scratch();
  assert.throws(
    () => umount(dir.path, { detach: true }),
    (err) => errnoOf(err) === 'EINVAL',
  );
});

test('an overlay of 120 layers shows the uppermost and takes writes', asRoot, () => {
  using dir = new Scratch();
  using _tmpfs = mounted(dir.path, 'tmpfs', { size: '4m' });
  const lower = Array.from({ length: 120 }, (_, index) =>
    dir.at(`layer-with-a-long-name-${index}`),
  );
  for (const [index, layer] of lower.entries()) {
    mkdirSync(layer);
    writeFileSync(`${layer}/same`, String(index));
    writeFileSync(`${layer}/own-${index}`, '');
  }
  for (const name of ['upper', 'work', 'merged']) mkdirSync(dir.at(name));
  const upper = { dir: dir.at('upper'), work: dir.at('work') };
  mountOverlay({ target: dir.at('merged'), lower, upper, options: ['index=off'] });
  try {
    assert.equal(readFileSync(dir.at('merged', 'same'), 'utf8'), '0');
    assert.equal(readFileSync(dir.at('merged', 'own-119'), 'utf8'), '');
    writeFileSync(dir.at('merged', 'new'), 'x');
    assert.equal(readFileSync(dir.at('upper', 'new'), 'utf8'), 'x');
  } finally {
    umount(dir.at('merged'), { detach: true });
  }
});

test('a view without an upper layer refuses writes', asRoot, () => {
  using dir = new Scratch();
  using _tmpfs = mounted(dir.path, 'tmpfs', { size: '1m' });
  for (const name of ['a', 'b', 'merged']) mkdirSync(dir.at(name));
  mountOverlay({ target: dir.at('merged'), lower: [dir.at('a'), dir.at('b')], readOnly: true });
  try {
    assert.throws(
      () => writeFileSync(dir.at('merged', 'x'), ''),
      (err) => errnoOf(err) === 'EROFS',
    );
  } finally {
    umount(dir.at('merged'), { detach: true });
  }
});
