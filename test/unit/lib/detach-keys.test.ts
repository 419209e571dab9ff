import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { parseDetachKeys, scanDetachKeys } from '../../../src/lib/detach-keys.ts';

const PARSED: [string, readonly number[] | undefined][] = [
  ['ctrl-p,ctrl-q', [16, 17]],
  ['ctrl-@', [0]],
  ['ctrl-a', [1]],
  ['ctrl-[,ctrl-\\,ctrl-],ctrl-^,ctrl-_', [27, 28, 29, 30, 31]],
  ['a', [97]],
  ['a,b,Z', [97, 98, 90]],
  ['ctrl-1', undefined],
  ['ctrl-A', undefined],
  ['ctrl-', undefined],
  ['ctrl-ab', undefined],
  ['', undefined],
  ['a,', undefined],
  ['é', undefined],
  ['word', undefined],
];

for (const [text, keys] of PARSED) {
  test(`detach keys ${JSON.stringify(text)} are ${keys === undefined ? 'refused' : `bytes ${keys.join(' ')}`}`, () => {
    assert.deepEqual(parseDetachKeys(text), keys);
  });
}

/** What a scanner of the whole input at once would do. */
function expected(keys: readonly number[], input: Buffer): { forward: Buffer; detached: boolean } {
  const at = input.indexOf(Buffer.from(keys));
  return at === -1
    ? { forward: input, detached: false }
    : { forward: input.subarray(0, at), detached: true };
}

test('the sequence is found however the input is cut, and nothing else is lost', () => {
  const byte = fc.integer({ min: 0, max: 2 });
  const keys = fc.array(byte, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      keys,
      fc.array(byte, { maxLength: 30 }),
      fc.integer({ min: 1, max: 7 }),
      (k, bytes, size) => {
        const input = Buffer.from(bytes);
        const out: Buffer[] = [];
        let typed = 0;
        let detached = false;
        for (let at = 0; at < input.length && !detached; at += size) {
          const scanned = scanDetachKeys(k, typed, input.subarray(at, at + size));
          out.push(scanned.forward);
          ({ typed, detached } = scanned);
        }
        const want = expected(k, input);
        assert.equal(detached, want.detached);
        const held = detached ? [] : k.slice(0, typed);
        assert.deepEqual([...Buffer.concat([...out, Buffer.from(held)])], [...want.forward]);
      },
    ),
    { numRuns: 2000 },
  );
});
