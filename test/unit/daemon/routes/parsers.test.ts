import assert from 'node:assert/strict';
import { test } from 'node:test';

import { decodePlatform, onePlatform } from '../../../../src/daemon/routes/platform.ts';
import { eventWindow, optionalTime, parseUnixTime } from '../../../../src/daemon/routes/times.ts';

test('times are Unix seconds with a fraction', () => {
  assert.equal(parseUnixTime('1700000000'), 1_700_000_000_000);
  assert.equal(parseUnixTime('1700000000.5'), 1_700_000_000_500);
  assert.equal(Math.round(parseUnixTime('1.000001') * 1000), 1_000_001);
  assert.equal(optionalTime('0'), undefined);
  assert.equal(optionalTime('1'), 1000);
});

test('durations and dates are refused in the words of strconv', () => {
  for (const [text, part] of [
    ['30s', '30s'],
    ['2024-01-01', '2024-01-01'],
    ['1.x', 'x'],
    ['1.-5', '-5'],
    ['.5', ''],
  ] as const) {
    assert.throws(() => parseUnixTime(text), {
      code: 'invalidArgument',
      message: `strconv.ParseInt: parsing "${part}": invalid syntax`,
    });
  }
});

test('a window may not end before it begins', () => {
  assert.deepEqual(eventWindow('5', '10'), { sinceMs: 5000, untilMs: 10_000 });
  assert.deepEqual(eventWindow(undefined, ''), {});
  assert.throws(() => eventWindow('10', '5'), {
    message: '`since` time (10) cannot be after `until` time (5)',
  });
});

test('platforms are JSON objects', () => {
  assert.equal(decodePlatform(undefined), undefined);
  assert.equal(
    decodePlatform('{"os":"linux","architecture":"arm64","variant":"v8"}'),
    'linux/arm64/v8',
  );
  assert.equal(decodePlatform('{"os":"linux","architecture":"amd64"}'), 'linux/amd64');
  assert.throws(() => decodePlatform('linux/amd64'), /failed to parse platform/);
  assert.throws(() => decodePlatform('{"os":"linux"}'), /both OS and Architecture/);
  assert.throws(() => decodePlatform('{"variant":"v8"}'), /OS and Architecture are missing/);
  assert.throws(() => onePlatform(['a', 'b']), /multiple platform/);
});
