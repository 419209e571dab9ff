import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { parseChallenges } from '../../../../src/image/registry/challenge.ts';

const read = (header: string | string[] | undefined) =>
  parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

describe('challenges of a registry', () => {
  test('a bearer challenge has a realm, a service and a scope', () => {
    const header =
      'Bearer realm="https://auth.example/token",service="registry",scope="repository:a/b:pull,push"';
    assert.deepEqual(read(header), [
      [
        'bearer',
        {
          realm: 'https://auth.example/token',
          service: 'registry',
          scope: 'repository:a/b:pull,push',
        },
      ],
    ]);
  });

  test('several challenges may come in one line or in several', () => {
    const both = [
      ['basic', { realm: 'a' }],
      ['bearer', { realm: 'b' }],
    ];
    assert.deepEqual(read('Basic realm="a", Bearer realm=b'), both);
    assert.deepEqual(read(['Basic realm="a"', 'Bearer realm="b"']), both);
  });

  test('quoted strings may hold commas, equal signs and escaped quotes', () => {
    assert.deepEqual(read('Basic realm="a, b=\\"c\\"", x=y'), [
      ['basic', { realm: 'a, b="c"', x: 'y' }],
    ]);
  });

  test('what is malformed is read as far as it goes', () => {
    assert.deepEqual(read(undefined), []);
    assert.deepEqual(read(''), []);
    assert.deepEqual(read('Negotiate'), [['negotiate', {}]]);
    assert.deepEqual(read('Bearer realm="open'), [['bearer', { realm: 'open' }]]);
    assert.deepEqual(read('Bearer realm='), [['bearer', { realm: '' }]]);
    assert.deepEqual(read('"x" Bearer'), []);
  });

  test('a huge header is cut', () => {
    assert.ok(read(`Bearer realm="${'x'.repeat(1 << 20)}"`).length === 1);
    assert.ok(read('A,'.repeat(100_000)).length <= 16);
  });
});
