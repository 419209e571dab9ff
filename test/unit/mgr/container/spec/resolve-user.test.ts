import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { readUserFiles, resolveUser } from '../../../../../src/mgr/container/spec/resolve-user.ts';

const FILES = {
  passwd: [
    'root:x:0:0:root:/root:/bin/sh',
    'bob:x:1000:1000::/home/bob:/bin/sh',
    '# comment',
    'broken:x:abc:0::/:',
    'huge:x:4294967296:0::/:',
    '9999999999:x:0:0::/:',
    '1001:x:0:0::/evil:',
    'nohome:x:1002:1002:::',
  ].join('\n'),
  group: 'root:x:0:\nbob:x:1000:\naudio:x:29:bob,eve\nvideo:x:44:bob\nbad:x:-1:bob\n',
};

const resolve = (spec: string, groupAdd: string[] = []) => resolveUser(spec, groupAdd, FILES);

const FOUND: readonly [string, object][] = [
  ['', { uid: 0, gid: 0, additionalGids: [0], home: '/root' }],
  ['root', { uid: 0, gid: 0, additionalGids: [0], home: '/root' }],
  ['bob', { uid: 1000, gid: 1000, additionalGids: [1000, 29, 44], home: '/home/bob' }],
  ['1000', { uid: 1000, gid: 1000, additionalGids: [1000, 29, 44], home: '/home/bob' }],
  ['bob:audio', { uid: 1000, gid: 29, additionalGids: [29], home: '/home/bob' }],
  ['bob:5', { uid: 1000, gid: 5, additionalGids: [5], home: '/home/bob' }],
  ['77', { uid: 77, gid: 0, additionalGids: [0], home: '/' }],
  ['77:88', { uid: 77, gid: 88, additionalGids: [88], home: '/' }],
  [':audio', { uid: 0, gid: 29, additionalGids: [29], home: '/root' }],
  ['nohome', { uid: 1002, gid: 1002, additionalGids: [1002], home: '/' }],
  ['2147483647', { uid: 2147483647, gid: 0, additionalGids: [0], home: '/' }],
];

for (const [spec, user] of FOUND) {
  test(`user ${JSON.stringify(spec)}`, () => assert.deepEqual(resolve(spec), user));
}

test('a number is a number, even if somebody is called so', () => {
  assert.equal(resolve('1001').uid, 1001);
});

const REFUSED: readonly [string, string][] = [
  ['eve', 'unable to find user eve: no matching entries in passwd file'],
  ['broken', 'unable to find user broken: no matching entries in passwd file'],
  ['huge', 'unable to find user huge: no matching entries in passwd file'],
  ['bob:nobody', 'unable to find group nobody: no matching entries in group file'],
  ['4294967296', 'uids and gids must be in range 0-2147483647'],
  ['9999999999', 'uids and gids must be in range 0-2147483647'],
  ['4294967296:4294967296', 'uids and gids must be in range 0-2147483647'],
  ['0:4294967296', 'uids and gids must be in range 0-2147483647'],
  ['-1', 'uids and gids must be in range 0-2147483647'],
  ['+0', 'uids and gids must be in range 0-2147483647'],
];

for (const [spec, message] of REFUSED) {
  test(`user ${spec} is refused, never root (CVE-2024-40635, CVE-2026-46680)`, () => {
    assert.throws(() => resolve(spec), { code: 'invalidArgument', message });
  });
}

test('groups are added by name and number, each once', () => {
  assert.deepEqual(resolve('bob', ['77', 'audio', 'root']).additionalGids, [1000, 29, 44, 77, 0]);
  assert.throws(() => resolve('bob', ['nobody']), { message: 'Unable to find group nobody' });
  assert.throws(() => resolve('bob', ['4294967296']), { code: 'invalidArgument' });
});

test('an image without the files knows numbers only', () => {
  const none = { passwd: '', group: '' };
  assert.deepEqual(resolveUser('5:6', [], none).additionalGids, [6]);
  assert.throws(() => resolveUser('root', [], none), { code: 'invalidArgument' });
});

function rootfs(t: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), 'joey-user-'));
  t.after(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'etc'));
  return root;
}

test('links in the image stay in the image', (t) => {
  const root = rootfs(t);
  symlinkSync('/etc/passwd', join(root, 'etc/group'));
  symlinkSync('../../../../../../etc/shadow', join(root, 'etc/passwd'));
  writeFileSync(join(root, 'etc/shadow'), 'inside');
  assert.deepEqual(readUserFiles(root), { passwd: 'inside', group: 'inside' });
});

test('a pipe, a device or a loop in the file’s place is not opened', (t) => {
  const root = rootfs(t);
  execFileSync('mkfifo', [join(root, 'etc/passwd')]);
  symlinkSync('group', join(root, 'etc/group'));
  assert.deepEqual(readUserFiles(root), { passwd: '', group: '' });
});

test('an endless file is refused', (t) => {
  const root = rootfs(t);
  writeFileSync(join(root, 'etc/passwd'), '');
  execFileSync('truncate', ['-s', '1G', join(root, 'etc/passwd')]);
  assert.throws(() => readUserFiles(root), { code: 'internal' });
});
