import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isCpusetAvailable, parseCpuset } from '../../../src/lib/cgroup-cpuset.ts';
import { cpuNow } from '../../helpers/cpu-clock.ts';

test('lists of numbers and ranges are read as ranges', () => {
  assert.deepEqual(parseCpuset('0-3,7'), [
    [0, 3],
    [7, 7],
  ]);
  assert.deepEqual(parseCpuset(''), []);
});

for (const text of ['a', '1-', '-1', '3-1', '1,,2', '1-2-3', ' 1']) {
  test(`${JSON.stringify(text)} is not a list`, () => {
    assert.throws(() => parseCpuset(text), { message: `invalid format: ${text}` });
  });
}

test('a huge range is refused at once', () => {
  const start = cpuNow();
  assert.throws(() => isCpusetAvailable('0-999999999', '0-1'), {
    code: 'invalidArgument',
    message: 'value of out range, maximum is 8192',
  });
  assert.ok(cpuNow() - start < 50);
});

test('availability looks across adjacent ranges', () => {
  assert.equal(isCpusetAvailable('1-5', '0-3,4-7'), true);
  assert.equal(isCpusetAvailable('1-5', '0-3,5-7'), false);
  assert.equal(isCpusetAvailable('', '0'), true);
});
