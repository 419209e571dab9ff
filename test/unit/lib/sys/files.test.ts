import assert from 'node:assert/strict';
import { closeSync, lstatSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';

import { isCode } from '../../../../src/lib/errors.ts';
import { errnoOf, SysCallError } from '../../../../src/lib/sys/errno.ts';
import { mkfifo } from '../../../../src/lib/sys/fifo.ts';
import { tryLock } from '../../../../src/lib/sys/flock.ts';
import { deviceNumber, mknod, splitDevice } from '../../../../src/lib/sys/mknod.ts';
import { lgetxattr, llistxattr, lremovexattr, lsetxattr } from '../../../../src/lib/sys/xattr.ts';
import { asRoot, Scratch } from './scratch.ts';

test('mkfifo makes a named pipe with the mode', () => {
  using dir = new Scratch();
  mkfifo(dir.at('pipe'), 0o600);
  const stat = lstatSync(dir.at('pipe'));
  assert.ok(stat.isFIFO());
  assert.equal(stat.mode & 0o777, 0o600);
});

test('a failed call is an internal error that keeps the errno name', () => {
  using dir = new Scratch();
  assert.throws(
    () => mkfifo(dir.at('missing', 'pipe'), 0o600),
    (err: unknown) => {
      assert.ok(isCode(err, 'internal'));
      assert.ok(err.cause instanceof SysCallError);
      assert.equal(errnoOf(err), 'ENOENT');
      assert.equal(err.cause.syscall, 'mkfifo');
      return true;
    },
  );
});

test('errnoOf reads errors of Node too and nothing else', () => {
  using dir = new Scratch();
  let thrown: unknown;
  try {
    lstatSync(dir.at('missing'));
  } catch (err) {
    thrown = err;
  }
  assert.equal(errnoOf(thrown), 'ENOENT');
  assert.equal(errnoOf(new TypeError('x')), undefined);
  assert.equal(errnoOf('x'), undefined);
});

test('a lock is exclusive until its file is closed', () => {
  using dir = new Scratch();
  writeFileSync(dir.at('lock'), '');
  const first = openSync(dir.at('lock'), 'r');
  const second = openSync(dir.at('lock'), 'r');
  assert.equal(tryLock(first), true);
  assert.equal(tryLock(first), true);
  assert.equal(tryLock(second), false);
  closeSync(first);
  assert.equal(tryLock(second), true);
  closeSync(second);
});

test('mknod makes a character device with its numbers', asRoot, () => {
  using dir = new Scratch();
  mknod(dir.at('null'), { kind: 'char', mode: 0o600, major: 1, minor: 3 });
  const stat = lstatSync(dir.at('null'));
  assert.ok(stat.isCharacterDevice());
  assert.deepEqual(splitDevice(stat.rdev), { major: 1, minor: 3 });
});

for (const [major, minor] of [
  [0, 0],
  [1, 3],
  [259, 0x12345],
  [0xabcdef, 0xfffff],
] as const) {
  test(`device ${major}:${minor} survives the kernel's form`, () => {
    assert.deepEqual(splitDevice(deviceNumber(major, minor)), { major, minor });
  });
}

test('extended attributes are set, listed, read and removed, on links too', asRoot, () => {
  using dir = new Scratch();
  writeFileSync(dir.at('file'), '');
  symlinkSync('file', dir.at('link'));
  lsetxattr(dir.at('file'), 'trusted.joey', Buffer.from([1, 0, 2]));
  lsetxattr(dir.at('file'), 'user.empty', new Uint8Array());
  lsetxattr(dir.at('link'), 'trusted.own', Buffer.from('link'));
  assert.deepEqual(llistxattr(dir.at('file')).sort(), ['trusted.joey', 'user.empty']);
  assert.deepEqual(llistxattr(dir.at('link')), ['trusted.own']);
  assert.deepEqual(lgetxattr(dir.at('file'), 'trusted.joey'), Buffer.from([1, 0, 2]));
  assert.equal(lgetxattr(dir.at('file'), 'user.empty')?.length, 0);
  lremovexattr(dir.at('file'), 'trusted.joey');
  assert.equal(lgetxattr(dir.at('file'), 'trusted.joey'), undefined);
});
