import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Flags } from '../../../src/cli/program/command.ts';
import { CommandError } from '../../../src/cli/program/command-error.ts';
import { parseFlags } from '../../../src/cli/program/parse-flags.ts';

const FLAGS = {
  detach: { type: 'boolean', short: 'd', help: '' },
  interactive: { type: 'boolean', short: 'i', help: '' },
  tty: { type: 'boolean', short: 't', help: '' },
  trunc: { type: 'boolean', help: '', default: true },
  env: { type: 'list', short: 'e', help: '' },
  name: { type: 'string', help: '' },
  last: { type: 'integer', short: 'n', help: '' },
} as const satisfies Flags;

const NOTHING = {
  detach: false,
  interactive: false,
  tty: false,
  trunc: true,
  env: [],
  name: undefined,
  last: undefined,
};

for (const [line, values, args] of [
  ['', {}, []],
  ['-it image', { interactive: true, tty: true }, ['image']],
  ['-itd=false image', { interactive: true, tty: true }, ['image']],
  ['--detach=0 --tty=true', { tty: true }, []],
  ['-e A=1 -eB=2 --env C --env=D=4', { env: ['A=1', 'B=2', 'C', 'D=4'] }, []],
  ['-e=A=1', { env: ['A=1'] }, []],
  ['--name a --name b', { name: 'b' }, []],
  ['--name= x', { name: '' }, ['x']],
  ['--trunc=false', { trunc: false }, []],
  ['-n 3', { last: 3 }, []],
  ['-n-1', { last: -1 }, []],
  ['a -d b', { detach: true }, ['a', 'b']],
  ['a -- -d', {}, ['a', '-d']],
  ['-', {}, ['-']],
  ['-ie A', { interactive: true, env: ['A'] }, []],
] as const) {
  test(`«${line}» is understood`, () => {
    const words = line === '' ? [] : line.split(' ');
    assert.deepEqual(parseFlags(FLAGS, words), { values: { ...NOTHING, ...values }, args });
  });
}

test('what follows the first argument may belong to somebody else', () => {
  const { values, args } = parseFlags(FLAGS, ['-i', 'image', 'sh', '-c', '--name'], true);
  assert.deepEqual(args, ['image', 'sh', '-c', '--name']);
  assert.equal(values.interactive, true);
});

for (const [line, sentence] of [
  ['--nosuch', 'unknown flag: --nosuch'],
  ['-iz', "unknown shorthand flag: 'z' in -z"],
  ['--name', 'flag needs an argument: --name'],
  ['-e', "flag needs an argument: 'e' in -e"],
  [
    '-n x',
    'invalid argument "x" for "-n, --last" flag: strconv.ParseInt: parsing "x": invalid syntax',
  ],
  [
    '--tty=maybe',
    'invalid argument "maybe" for "-t, --tty" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
  ],
] as const) {
  test(`«${line}» is refused in docker's words`, () => {
    assert.throws(
      () => parseFlags(FLAGS, line.split(' ')),
      (err) => err instanceof CommandError && err.message === sentence && err.exitCode === 125,
    );
  });
}
