import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { decodeQuery } from '../../../../src/daemon/decode/query.ts';
import { API_MAX } from '../../../../src/lib/api-version.ts';

describe('decoding a query', () => {
  it('gives booleans, defaults and lists even when nothing was sent', () => {
    assert.deepEqual(decodeQuery('ContainerList', {}, API_MAX), { all: false, size: false });
    assert.equal(decodeQuery('ContainerStats', {}, API_MAX).stream, true);
    assert.equal(decodeQuery('ContainerWait', {}, API_MAX).condition, 'not-running');
    assert.deepEqual(decodeQuery('ImageGetAll', {}, API_MAX).names, []);
  });

  it('reads booleans by the rule of Docker', () => {
    for (const text of ['1', 'True', 'yes', 'anything']) {
      assert.equal(decodeQuery('ContainerList', { all: text }, API_MAX).all, true, text);
    }
    for (const text of ['', '0', 'no', 'FALSE', 'none']) {
      assert.equal(decodeQuery('ContainerStats', { stream: text }, API_MAX).stream, false, text);
    }
  });

  it('takes the first of repeated values, and all of a list', () => {
    assert.equal(decodeQuery('ContainerKill', { signal: ['INT', 'TERM'] }, API_MAX).signal, 'INT');
    assert.deepEqual(decodeQuery('ImageGetAll', { names: ['a', 'b'] }, API_MAX).names, ['a', 'b']);
    assert.deepEqual(decodeQuery('ImageGetAll', { names: 'a' }, API_MAX).names, ['a']);
  });

  it('ignores parameters that are unknown or younger than the request', () => {
    const sent = { t: '3', signal: 'INT', nonsense: '1' };
    assert.deepEqual(decodeQuery('ContainerStop', sent, 1041), { t: 3 });
    assert.deepEqual(decodeQuery('ContainerStop', sent, 1042), { t: 3, signal: 'INT' });
  });

  it('reads integers, also negative ones, and takes an empty one for absent', () => {
    assert.equal(decodeQuery('ContainerStop', { t: '-1' }, API_MAX).t, -1);
    assert.equal(decodeQuery('ContainerStop', { t: '' }, API_MAX).t, undefined);
  });

  it('refuses what is no integer', () => {
    const sentence = (text: string): { message: string } => ({
      message: `strconv.Atoi: parsing "${text}": invalid syntax`,
    });
    assert.throws(() => decodeQuery('ContainerStop', { t: 'soon' }, API_MAX), sentence('soon'));
    assert.throws(() => decodeQuery('ContainerStop', { t: '1.5' }, API_MAX), sentence('1.5'));
    assert.throws(() => decodeQuery('ContainerResize', { h: '1' }, API_MAX), sentence(''));
    assert.throws(() => decodeQuery('ContainerStop', { t: '9'.repeat(20) }, API_MAX), {
      message: `strconv.Atoi: parsing "${'9'.repeat(20)}": value out of range`,
    });
  });

  it('gives an empty text for a required one that is missing', () => {
    assert.equal(decodeQuery('ContainerRename', {}, API_MAX).name, '');
  });
});
