import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseApiVersion } from '../../../src/lib/api-version.ts';
import { parseByteSize } from '../../../src/lib/byte-size.ts';
import { dockerBool } from '../../../src/lib/docker-bool.ts';
import { parseDurationMs } from '../../../src/lib/duration.ts';
import { isCode } from '../../../src/lib/errors.ts';
import { booleanFilter, matchesLabels, parseFilters } from '../../../src/lib/filters.ts';
import { parseTimestampMs, toGoTime } from '../../../src/lib/go-time.ts';
import { newId } from '../../../src/lib/ids.ts';
import { checkContainerName, randomName } from '../../../src/lib/names.ts';
import { parseSignal } from '../../../src/lib/signals.ts';

const isInvalid = (err: unknown): boolean => isCode(err, 'invalidArgument');

test('sizes are read in units of 1024', () => {
  const table: [string, number][] = [
    ['0', 0],
    ['512m', 512 * 1024 ** 2],
    ['64MiB', 64 * 1024 ** 2],
    ['1.5g', 1.5 * 1024 ** 3],
    ['2kb', 2048],
    ['10 M', 10 * 1024 ** 2],
    ['7b', 7],
  ];
  for (const [text, size] of table) assert.equal(parseByteSize(text), size, text);
});

test('what is no size is refused', () => {
  for (const text of ['', 'm', '-1', '1x', '1mm', '9999999p', '1e3']) {
    assert.throws(() => parseByteSize(text), isInvalid, text);
  }
});

test('durations are Go durations', () => {
  assert.equal(parseDurationMs('1m30s'), 90_000);
  assert.equal(parseDurationMs('1.5h'), 5_400_000);
  assert.equal(parseDurationMs('500ms'), 500);
  assert.equal(parseDurationMs('0'), 0);
  for (const text of ['', '5', '1 hour', 'abc', '1d']) {
    assert.throws(() => parseDurationMs(text), isInvalid, text);
  }
});

test('booleans are read as Docker reads them', () => {
  for (const text of ['1', 'true', 'True', 'yes', 'anything'])
    assert.equal(dockerBool(text), true, text);
  for (const text of ['', '0', 'no', 'False', 'NONE', undefined])
    assert.equal(dockerBool(text), false);
});

test('API versions compare by component', () => {
  assert.ok(parseApiVersion('1.9')! < parseApiVersion('1.24')!);
  assert.ok(parseApiVersion('1.56')! < parseApiVersion('2.0')!);
  assert.equal(parseApiVersion('1.x'), undefined);
});

test('signals have names and numbers', () => {
  const table: [string, number][] = [
    ['SIGTERM', 15],
    ['term', 15],
    ['9', 9],
    ['RTMIN+3', 37],
    ['SIGRTMAX-1', 63],
  ];
  for (const [text, number] of table) assert.equal(parseSignal(text), number, text);
});

test('an unknown signal is refused with its name', () => {
  for (const text of ['BAD', '0', '65', 'RTMIN+99', '-1', '']) {
    assert.throws(() => parseSignal(text), { message: `Invalid signal: ${text}` });
  }
});

test('filters come as lists and as maps', () => {
  assert.deepEqual(parseFilters('{"label":["a","b"]}').get('label'), ['a', 'b']);
  assert.deepEqual(parseFilters('{"label":{"a":true,"b":false}}').get('label'), ['a']);
  assert.equal(parseFilters(undefined).size, 0);
});

test('bad filters are refused', () => {
  assert.throws(() => parseFilters('{"nope":["x"]}', ['label']), {
    message: "invalid filter 'nope'",
  });
  for (const text of ['{', '[]', '"x"', '{"a":1}', '{"a":[1]}']) {
    assert.throws(() => parseFilters(text), isInvalid, text);
  }
});

test('a filter named __proto__ is a filter like any other', () => {
  assert.throws(() => parseFilters('{"__proto__":["x"]}', ['label']), isInvalid);
});

test('labels match by key or by key and value', () => {
  const labels = { a: '1', b: '' };
  assert.equal(matchesLabels(labels, ['a']), true);
  assert.equal(matchesLabels(labels, ['a=1', 'b']), true);
  assert.equal(matchesLabels(labels, ['a=2']), false);
  assert.equal(matchesLabels(labels, ['constructor']), false);
  assert.equal(matchesLabels(undefined, ['a']), false);
});

test('boolean filters accept 1, 0, true and false only', () => {
  assert.equal(booleanFilter(parseFilters('{"dangling":["1"]}'), 'dangling'), true);
  assert.equal(booleanFilter(parseFilters('{}'), 'dangling'), undefined);
  assert.throws(() => booleanFilter(parseFilters('{"dangling":["x"]}'), 'dangling'), isInvalid);
});

test('times are unix seconds, dates or durations before now', () => {
  const now = new Date('2026-01-02T03:04:05Z');
  assert.equal(parseTimestampMs('1700000000.25', now), 1_700_000_000_250);
  assert.equal(parseTimestampMs('2026-01-02T03:04:05Z', now), now.getTime());
  assert.equal(parseTimestampMs('10m', now), now.getTime() - 600_000);
  assert.throws(() => parseTimestampMs('yesterday', now), isInvalid);
  assert.equal(toGoTime(undefined), '0001-01-01T00:00:00Z');
  assert.equal(toGoTime(now), '2026-01-02T03:04:05.000000000Z');
});

test('container names lose one slash and are checked', () => {
  assert.equal(checkContainerName('/web'), 'web');
  for (const name of ['@bad', 'a', '', '-x', 'a/b', '//x']) {
    assert.throws(() => checkContainerName(name), {
      message: `Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`,
    });
  }
});

test('random names and ids are well formed', () => {
  for (let i = 0; i < 100; i += 1) {
    assert.doesNotThrow(() => checkContainerName(randomName(i % 3)));
    assert.match(newId(), /^[0-9a-f]{64}$/);
  }
});
