import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  canonicalName,
  familiarName,
  parseImageRef,
  withDefaultTag,
} from '../../../src/lib/image-ref.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

test('references have a canonical and a familiar form', () => {
  const table: [string, string, string][] = [
    ['busybox', 'docker.io/library/busybox:latest', 'busybox:latest'],
    ['docker.io/busybox', 'docker.io/library/busybox:latest', 'busybox:latest'],
    ['index.docker.io/library/busybox:1', 'docker.io/library/busybox:1', 'busybox:1'],
    ['me/app:v1', 'docker.io/me/app:v1', 'me/app:v1'],
    ['localhost/app', 'localhost/app:latest', 'localhost/app:latest'],
    ['localhost:5000/a/b/c:x', 'localhost:5000/a/b/c:x', 'localhost:5000/a/b/c:x'],
    ['ghcr.io/x/y', 'ghcr.io/x/y:latest', 'ghcr.io/x/y:latest'],
    ['[::1]:5000/x', '[::1]:5000/x:latest', '[::1]:5000/x:latest'],
    ['a__b/c-d.e', 'docker.io/a__b/c-d.e:latest', 'a__b/c-d.e:latest'],
    [`busybox@${DIGEST}`, `docker.io/library/busybox@${DIGEST}`, `busybox@${DIGEST}`],
    [`busybox:1@${DIGEST}`, `docker.io/library/busybox:1@${DIGEST}`, `busybox:1@${DIGEST}`],
  ];
  for (const [text, canonical, familiar] of table) {
    const ref = withDefaultTag(parseImageRef(text));
    assert.equal(canonicalName(ref), canonical, text);
    assert.equal(familiarName(ref), familiar, text);
  }
});

test('a bad reference is refused in Docker’s words', () => {
  const bad = 'invalid reference format';
  const table: [string, string][] = [
    ['', bad],
    [':tag', bad],
    ['a:b:c', bad],
    ['a//b', bad],
    ['/a', bad],
    ['a/', bad],
    ['-a', bad],
    ['a b', bad],
    ['a:', bad],
    ['x@sha256:12', bad],
    ['BadName', `${bad}: repository name must be lowercase`],
    [
      'a'.repeat(64),
      `invalid repository name (${'a'.repeat(64)}), cannot specify 64-byte hexadecimal strings`,
    ],
    ['a'.repeat(256), 'repository name must not be more than 255 characters'],
  ];
  for (const [text, message] of table) {
    assert.throws(() => parseImageRef(text), { code: 'invalidArgument', message }, text);
  }
});

test('hostile names are refused in linear time', () => {
  const begin = performance.now();
  for (const text of [
    `${'a'.repeat(100_000)}!`,
    `${'a-'.repeat(100_000)}!`,
    `${'a.'.repeat(50_000)}/x!`,
  ]) {
    assert.throws(() => parseImageRef(text), { code: 'invalidArgument' });
  }
  assert.ok(performance.now() - begin < 500);
});
