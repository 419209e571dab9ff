import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import * as j from '../../../../src/daemon/decode/json.ts';
import { isCode } from '../../../../src/lib/errors.ts';

const config = j.object({
  Image: j.string,
  Tty: j.boolean,
  StopTimeout: j.nullable(j.integer),
  Cmd: j.nullable(j.stringOrList),
  Labels: j.nullable(j.map(j.string)),
  ExposedPorts: j.map(j.object({})),
  Health: j.object({ Interval: j.integer }),
});

const decode = (value: unknown): unknown => config.decode(value, 'Config');

describe('decoding a JSON document as Go does', () => {
  it('keeps known members and drops unknown ones', () => {
    assert.deepEqual(decode({ Image: 'a', Nonsense: { deep: [1] } }), { Image: 'a' });
  });

  it('finds members whatever their case; the last one counts', () => {
    assert.deepEqual(decode({ image: 'a', TTY: true }), { Image: 'a', Tty: true });
    assert.deepEqual(decode({ Image: 'a', image: 'b' }), { Image: 'b' });
  });

  it('leaves a member unset that is null, unless null is a value of its own', () => {
    assert.deepEqual(decode({ Image: null, Tty: null, Cmd: null, StopTimeout: null }), {
      Cmd: null,
      StopTimeout: null,
    });
  });

  it('takes null in a map or list for the empty value', () => {
    assert.deepEqual(
      decode({ Labels: { a: null }, ExposedPorts: { '80/tcp': null }, Cmd: [null] }),
      {
        Labels: { a: '' },
        ExposedPorts: { '80/tcp': {} },
        Cmd: [''],
      },
    );
  });

  it('reads a single string where a list of strings may be one', () => {
    assert.deepEqual(decode({ Cmd: 'true' }), { Cmd: ['true'] });
  });

  it('fills required members that are missing', () => {
    const body = j.object({ Name: j.string, Driver: j.string }, ['Name']);
    assert.deepEqual(body.decode({}, 'Body'), { Name: '' });
    assert.deepEqual(body.zero(), { Name: '' });
  });

  it('makes a key such as __proto__ but a key', () => {
    const labels: unknown = JSON.parse('{"Labels": {"__proto__": "x"}}');
    const decoded = decode(labels) as { Labels: object };
    assert.equal(Object.getPrototypeOf(decoded.Labels), Object.prototype);
    assert.deepEqual(Object.keys(decoded.Labels), ['__proto__']);
    assert.equal(
      Object.getPrototypeOf(decode(JSON.parse('{"__proto__": {"x": 1}}'))),
      Object.prototype,
    );
  });

  const refusals: [unknown, string][] = [
    [{ Image: 1 }, 'number into Go struct field Config.Image of type string'],
    [{ Tty: 'true' }, 'string into Go struct field Config.Tty of type bool'],
    [{ StopTimeout: 1.5 }, 'number 1.5 into Go struct field Config.StopTimeout of type int64'],
    [{ StopTimeout: '1' }, 'string into Go struct field Config.StopTimeout of type int64'],
    [{ Cmd: { a: 1 } }, 'object into Go struct field Config.Cmd of type []string'],
    [{ Cmd: [true] }, 'bool into Go struct field Config.Cmd of type string'],
    [{ Labels: [] }, 'array into Go struct field Config.Labels of type map[string]string'],
    [{ Health: 'x' }, 'string into Go struct field Config.Health of type struct'],
    [
      { Health: { Interval: '1s' } },
      'string into Go struct field Config.Health.Interval of type int64',
    ],
    [[], 'array into Go value of type struct'],
  ];
  for (const [value, words] of refusals) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      assert.throws(
        () => decode(value),
        (err: unknown) => {
          assert.ok(isCode(err, 'invalidArgument'));
          assert.equal(err.message, `invalid JSON: json: cannot unmarshal ${words}`);
          return true;
        },
      );
    });
  }
});
