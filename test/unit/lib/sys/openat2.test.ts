import assert from 'node:assert/strict';
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { test } from 'node:test';

import { errnoOf } from '../../../../src/lib/sys/errno.ts';
import { mkdirAllInRoot, O_PATH, openInRoot } from '../../../../src/lib/sys/openat2.ts';
import { asRoot, Scratch } from './scratch.ts';

function rootWithFiles(dir: Scratch): string {
  mkdirSync(dir.at('root', 'etc'), { recursive: true });
  writeFileSync(dir.at('root', 'etc', 'passwd'), 'inside');
  writeFileSync(dir.at('passwd'), 'outside');
  symlinkSync('/etc/passwd', dir.at('root', 'absolute'));
  symlinkSync('../../../../passwd', dir.at('root', 'etc', 'climbing'));
  symlinkSync('loop', dir.at('root', 'loop'));
  return dir.at('root');
}

function readIn(root: string | number, path: string): string {
  const fd = openInRoot(root, path, constants.O_RDONLY);
  try {
    return readFileSync(fd, 'utf8');
  } finally {
    closeSync(fd);
  }
}

for (const path of [
  'etc/passwd',
  '/etc/passwd',
  '../../etc/passwd',
  'absolute',
  'etc/../absolute',
]) {
  test(`${path} stays inside the root`, () => {
    using dir = new Scratch();
    assert.equal(readIn(rootWithFiles(dir), path), 'inside');
  });
}

test('a link that climbs past the root ends at the root', () => {
  using dir = new Scratch();
  const root = rootWithFiles(dir);
  assert.throws(
    () => readIn(root, 'etc/climbing'),
    (err) => errnoOf(err) === 'ENOENT',
  );
});

test('a loop of links is ELOOP', () => {
  using dir = new Scratch();
  const root = rootWithFiles(dir);
  assert.throws(
    () => readIn(root, 'loop'),
    (err) => errnoOf(err) === 'ELOOP',
  );
});

test('a descriptor serves as root and a file can be made with a mode', () => {
  using dir = new Scratch();
  const rootFd = openSync(rootWithFiles(dir), O_PATH | constants.O_DIRECTORY);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
  const fd = openInRoot(rootFd, '/etc/new', flags, 0o640);
  closeSync(fd);
  closeSync(rootFd);
  assert.equal(statSync(dir.at('root', 'etc', 'new')).mode & 0o777, 0o640);
});

test('missing directories are made inside, through links, with their owner', asRoot, () => {
  using dir = new Scratch();
  const root = rootWithFiles(dir);
  symlinkSync('/srv', dir.at('root', 'data'));
  mkdirSync(dir.at('root', 'srv'));
  const fd = mkdirAllInRoot(root, '/data/./a//b', { mode: 0o750, uid: 7, gid: 8 });
  assert.equal(readlinkSync(`/proc/self/fd/${fd}`), dir.at('root', 'srv', 'a', 'b'));
  closeSync(fd);
  const stat = statSync(dir.at('root', 'srv', 'a', 'b'));
  assert.deepEqual([stat.uid, stat.gid, stat.mode & 0o777], [7, 8, 0o750]);
  assert.equal(statSync(dir.at('root', 'srv')).uid, 0);
});

test('the root itself is there already', () => {
  using dir = new Scratch();
  const fd = mkdirAllInRoot(dir.path, '/', { mode: 0o755, uid: 0, gid: 0 });
  assert.equal(readlinkSync(`/proc/self/fd/${fd}`), dir.path);
  closeSync(fd);
});

test('no directory is made below a file', () => {
  using dir = new Scratch();
  const root = rootWithFiles(dir);
  assert.throws(
    () => mkdirAllInRoot(root, '/etc/passwd/x', { mode: 0o755, uid: 0, gid: 0 }),
    (err) => errnoOf(err) === 'ENOTDIR',
  );
});
