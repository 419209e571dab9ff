import assert from 'node:assert/strict';
import { test } from 'node:test';

import { logAttributes } from '../../../../../src/mgr/container/log/log-attributes.ts';
import { parseLogSettings } from '../../../../../src/mgr/container/log/log-options.ts';
import type { ContainerRecord } from '../../../../../src/mgr/container/record.ts';

test('the defaults rotate', () => {
  assert.deepEqual(parseLogSettings('', {}), {
    driver: 'json-file',
    maxBytes: 20_000_000,
    maxFiles: 5,
    compress: false,
    dropAbove: undefined,
  });
});

test('a size alone means one file, as with Docker', () => {
  const settings = parseLogSettings('json-file', { 'max-size': '10k' });
  assert.deepEqual([settings.maxBytes, settings.maxFiles], [10_000, 1]);
  assert.equal(parseLogSettings('local', { 'max-size': '10k', 'max-file': '3' }).maxBytes, 10_240);
});

const BAD: [string, Record<string, string>, string][] = [
  ['asdf', {}, "logger: no log driver named 'asdf' is registered"],
  ['json-file', { x: 'y' }, "unknown log opt 'x' for json-file log driver"],
  ['none', { 'max-size': '1' }, "unknown log opt 'max-size' for none log driver"],
  ['json-file', { 'max-file': '0' }, 'max-file cannot be less than 1'],
  ['json-file', { 'max-file': 'a' }, 'strconv.Atoi: parsing "a": invalid syntax'],
  ['json-file', { 'max-size': '0' }, 'max-size must be a positive number'],
  ['json-file', { 'max-size': '1x' }, "invalid size: '1x'"],
  ['json-file', { compress: 'maybe' }, 'strconv.ParseBool: parsing "maybe": invalid syntax'],
  [
    'json-file',
    { compress: 'true', 'max-file': '1' },
    'compress cannot be true when max-file is less than 2 or max-size is not set',
  ],
  ['json-file', { mode: 'x' }, 'logger: logging mode not supported: x'],
  [
    'json-file',
    { 'max-buffer-size': '1m' },
    "logger: max-buffer-size option is only supported with 'mode=non-blocking'",
  ],
  [
    'json-file',
    { mode: 'non-blocking', 'max-buffer-size': 'q' },
    "error parsing option max-buffer-size: invalid size: 'q'",
  ],
];

for (const [driver, options, message] of BAD) {
  test(`${driver} with ${JSON.stringify(options)} is refused: ${message}`, () => {
    assert.throws(() => parseLogSettings(driver, options), { code: 'invalidArgument', message });
  });
}

test('attributes are the labels and variables that were asked for, and the tag', () => {
  const record = {
    id: 'a'.repeat(64),
    name: 'web',
    config: {
      Labels: { app: 'x', tier: 'y', other: 'z' },
      Env: ['E=1', 'F=2', 'PATH=/'],
      Image: 'img',
    },
    image: { id: `sha256:${'b'.repeat(64)}` },
  } as unknown as ContainerRecord;
  assert.deepEqual(
    logAttributes(record, {
      labels: 'app,missing',
      'labels-regex': '^ti',
      env: 'E',
      'env-regex': '(((',
      tag: '{{.Name}}/{{.ID}}/{{.ImageName}}',
    }),
    { app: 'x', tier: 'y', E: '1', tag: `web/${'a'.repeat(12)}/img` },
  );
  assert.deepEqual(logAttributes(record, {}), {});
});

test('a pattern that takes for ever matches nothing', () => {
  const record = {
    config: { Labels: { ['a'.repeat(60)]: 'x' } },
  } as unknown as ContainerRecord;
  assert.deepEqual(logAttributes(record, { 'labels-regex': '(a+)+$b' }), {});
});
