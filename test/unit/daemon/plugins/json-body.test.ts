import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { checkJsonContentType, parseJsonBody } from '../../../../src/daemon/plugins/json-body.ts';
import { describeJsonFault } from '../../../../src/daemon/plugins/json-syntax.ts';

/** What Go's encoding/json says of the same texts. */
const SENTENCES: readonly [text: string, sentence: string][] = [
  ['{', 'unexpected EOF'],
  ['{"a', 'unexpected EOF'],
  ['[1,', 'unexpected EOF'],
  ['{invalid json', "invalid character 'i' looking for beginning of object key string"],
  ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
  ["{'a':1}", String.raw`invalid character '\'' looking for beginning of object key string`],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1 "b":2}', `invalid character '"' after object key:value pair`],
  ['[1 2]', "invalid character '2' after array element"],
  ['x', "invalid character 'x' looking for beginning of value"],
  ['[1,]', "invalid character ']' looking for beginning of value"],
  ['"a\nb"', String.raw`invalid character '\n' in string literal`],
  [String.raw`"\x"`, "invalid character 'x' in string escape code"],
  [String.raw`"\u12x4"`, String.raw`invalid character 'x' in \u hexadecimal character escape`],
  ['-x', "invalid character 'x' in numeric literal"],
  ['1.x', "invalid character 'x' after decimal point in numeric literal"],
  ['1ex', "invalid character 'x' in exponent of numeric literal"],
  ['trux', "invalid character 'x' in literal true (expecting 'e')"],
  ['nul', 'unexpected EOF'],
];

for (const [text, sentence] of SENTENCES) {
  test(`${JSON.stringify(text)} is refused in Go's words`, () => {
    assert.throws(() => parseJsonBody(Buffer.from(text)), {
      code: 'invalidArgument',
      message: `invalid JSON: ${sentence}`,
    });
  });
}

test('what follows a value is refused as such', () => {
  for (const text of ['{} x', '{}{}', 'true false', '01']) {
    assert.throws(() => parseJsonBody(Buffer.from(text)), {
      message: 'unexpected content after JSON',
    });
  }
});

test('a body of blanks is an empty one', () => {
  assert.throws(() => parseJsonBody(Buffer.from(' \n')), {
    message: 'invalid JSON: got EOF while reading request body',
  });
});

test('bodies nested too deep are refused, however deep', () => {
  const nested = (depth: number): Buffer => Buffer.from('['.repeat(depth) + ']'.repeat(depth));
  assert.doesNotThrow(() => parseJsonBody(nested(100)));
  for (const depth of [102, 200_000]) {
    assert.throws(() => parseJsonBody(nested(depth)), {
      message: 'invalid JSON: exceeded max depth',
    });
  }
  assert.throws(() => parseJsonBody(Buffer.from('['.repeat(400_000))), /unexpected EOF/);
});

test('a __proto__ is refused at any depth, however it is written', () => {
  for (const text of [
    '{"__proto__":{"a":1}}',
    '{"Labels":{"__proto__":"x"}}',
    String.raw`[{"\u005f_proto__":1}]`,
  ]) {
    assert.throws(() => parseJsonBody(Buffer.from(text)), /__proto__/);
  }
  assert.deepEqual(parseJsonBody(Buffer.from('{"Labels":{"constructor":"x"}}')), {
    Labels: { constructor: 'x' },
  });
});

test('every text that JSON.parse refuses has a sentence', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 2 }), (json, at, junk) => {
      const text = json.slice(0, at % (json.length + 1)) + junk;
      const refused = ((): boolean => {
        try {
          JSON.parse(text);
          return false;
        } catch {
          return true;
        }
      })();
      if (!refused) return;
      const fault = describeJsonFault(text);
      assert.notDeepEqual(fault, { sentence: 'invalid value' });
    }),
  );
});

test('only JSON may be labelled as a body of JSON', () => {
  assert.doesNotThrow(() => checkJsonContentType('application/json'));
  assert.doesNotThrow(() => checkJsonContentType('Application/JSON; charset=utf-8'));
  assert.throws(() => checkJsonContentType('text/plain'), {
    message: "Content-Type specified (text/plain) must be 'application/json'",
  });
  assert.throws(() => checkJsonContentType(undefined), {
    message: "Content-Type specified () must be 'application/json'",
  });
  assert.throws(() => checkJsonContentType('json'), {
    message: 'malformed Content-Type header (json)',
  });
});
