import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { linearMatcher } from '../../../src/lib/linear-regexp.ts';
import { cpuNow } from '../../helpers/cpu-clock.ts';

const MATCHES: readonly [pattern: string, yes: readonly string[], no: readonly string[]][] = [
  ['web', ['web', 'my-web-1'], ['we', 'Web']],
  ['^/?web$', ['web', '/web'], ['web1', '//web']],
  ['we.', ['web', 'awez'], ['we']],
  ['a*b', ['b', 'aaab'], ['a']],
  ['^a+$', ['a', 'aaa'], ['', 'ab']],
  ['^ab?c$', ['ac', 'abc'], ['abbc']],
  ['^(foo|bar)-\\d+$', ['foo-1', 'bar-22'], ['baz-1', 'foo-']],
  ['^a{2,3}$', ['aa', 'aaa'], ['a', 'aaaa']],
  ['^a{2}$', ['aa'], ['a', 'aaa']],
  ['^a{2,}$', ['aa', 'aaaaa'], ['a']],
  ['^[a-c_]+$', ['abc_'], ['d', '-']],
  ['^[^a-c]+$', ['xyz'], ['xay']],
  ['^[]x]+$', [']x'], ['y']],
  ['^[a-]+$', ['a-'], ['b']],
  ['^\\w+\\s\\S+$', ['a_1 b'], ['ab']],
  ['\\bweb\\b', ['my web', 'web-1'], ['webs']],
  ['(?i)WEB', ['web', 'WeB'], ['wb']],
  ['^(?:a|b)(?P<n>c)$', ['ac', 'bc'], ['cc']],
  ['a{', ['a{'], ['a']],
  ['\\.', ['a.b'], ['ab']],
  ['', ['', 'x'], []],
  ['a|', ['', 'zzz'], []],
  ['^(a?){3}$', ['', 'aaa'], ['aaaa']],
];

for (const [pattern, yes, no] of MATCHES) {
  test(`/${pattern}/`, () => {
    const matches = linearMatcher(pattern);
    for (const text of yes) assert.equal(matches?.(text), true, text);
    for (const text of no) assert.equal(matches?.(text), false, text);
  });
}

for (const pattern of [
  '(',
  ')',
  '[',
  '*a',
  'a**',
  'a{3,2}',
  '\\',
  '(?=a)',
  '[b-a]',
  '\\q',
  'a{9999}',
]) {
  test(`malformed: ${pattern}`, () => assert.equal(linearMatcher(pattern), undefined));
}

test('patterns that kill a backtracking engine end at once', () => {
  const evil = `${'a'.repeat(200)}!`;
  for (const pattern of ['^(a+)+$', '^(a|aa)+$', '^(a|a?)+$', '^(.*a){12}$', '(x+x+)+y']) {
    const start = cpuNow();
    linearMatcher(pattern)?.(evil);
    assert.ok(cpuNow() - start < 100, pattern);
  }
});

test('patterns that would be enormous are refused at once', () => {
  const start = cpuNow();
  assert.equal(linearMatcher('((a{100}){100}){100}'), undefined);
  assert.equal(linearMatcher('('.repeat(10_000)), undefined);
  assert.equal(linearMatcher('a?'.repeat(10_000)), undefined);
  assert.ok(cpuNow() - start < 100);
});

test('it agrees with the engine of the language on what both can do', () => {
  const piece = fc.constantFrom('a', 'b', '.', 'a*', '(ab|b)', '[ab]', 'b?', 'a{1,2}', '^', '$');
  const pattern = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
  fc.assert(
    fc.property(pattern, text, (source, subject) => {
      assert.equal(linearMatcher(source)?.(subject), new RegExp(source).test(subject));
    }),
    { numRuns: 2000 },
  );
});

test('any text as a pattern gives a matcher or none, never an exception', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (source) => {
      linearMatcher(source)?.('some-name_1');
    }),
    { numRuns: 2000 },
  );
});
