import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { applyChanges } from '../../../../src/image/changes/apply-changes.ts';

const SHELL = ['/bin/sh', '-c'];

// Left: the instruction. Right: what dockerd 20.10 makes of it (asked of one).
const ACCEPTED: readonly (readonly [string, unknown])[] = [
  ['CMD', { Cmd: SHELL }],
  ['CMD [', { Cmd: [...SHELL, '['] }],
  ['CMD ["a"', { Cmd: [...SHELL, '["a"'] }],
  ['CMD ["a\\tb", "c"]', { Cmd: ['a\tb', 'c'] }],
  ['CMD  [ "a" ] ', { Cmd: ['a'] }],
  ["CMD ['a']", { Cmd: [...SHELL, "['a']"] }],
  ['CMD []', { Cmd: [] }],
  ['cmd echo hi', { Cmd: [...SHELL, 'echo hi'] }],
  ['CMD echo "$HOME"', { Cmd: [...SHELL, 'echo "$HOME"'] }],
  ['ENTRYPOINT', {}],
  ['ENTRYPOINT []', {}],
  ['ENTRYPOINT ["a","b"]', { Entrypoint: ['a', 'b'] }],
  ['ENTRYPOINT a b', { Entrypoint: [...SHELL, 'a b'] }],
  ['ENV a b c', { Env: ['a=b c'] }],
  ['ENV a\tb', { Env: ['a=b'] }],
  ['ENV a=1 b="x y" c=\\ z', { Env: ['a=1', 'b=x y', 'c= z'] }],
  ["ENV A='x y' B=x\\\"y", { Env: ['A=x y', 'B=x"y'] }],
  ['ENV A=$PATH', { Env: ['A='] }],
  ['ENV A=1\nENV B=$A', { Env: ['A=1', 'B=1'] }],
  ['ENV a=b\\', { Env: ['a=b'] }],
  [
    'EXPOSE 80-82 90/udp',
    { ExposedPorts: { '80/tcp': {}, '81/tcp': {}, '82/tcp': {}, '90/udp': {} } },
  ],
  ['EXPOSE 80/TCP', { ExposedPorts: { '80/tcp': {} } }],
  ['EXPOSE 80:90', { ExposedPorts: { '90/tcp': {} } }],
  ['EXPOSE 127.0.0.1::80', { ExposedPorts: { '80/tcp': {} } }],
  ['EXPOSE 80/', { ExposedPorts: { '80/tcp': {} } }],
  ['EXPOSE 0', { ExposedPorts: { '0/tcp': {} } }],
  ['EXPOSE $X', {}],
  ['LABEL "a b"=c', { Labels: { 'a b': 'c' } }],
  ['LABEL a b c', { Labels: { a: 'b c' } }],
  ['LABEL a=$b', { Labels: { a: '' } }],
  ['USER a b', { User: 'a b' }],
  ['USER ${x:-me}', { User: 'me' }],
  ['VOLUME ["/a","/b"]', { Volumes: { '/a': {}, '/b': {} } }],
  ['VOLUME /a /b', { Volumes: { '/a': {}, '/b': {} } }],
  ['WORKDIR rel', { WorkingDir: '/rel' }],
  ['WORKDIR /a\nWORKDIR b', { WorkingDir: '/a/b' }],
  ['WORKDIR /a/../b/', { WorkingDir: '/a/../b/' }],
  ['STOPSIGNAL SIGINT', { StopSignal: 'SIGINT' }],
  ['HEALTHCHECK NONE', { Healthcheck: { Test: ['NONE'] } }],
  [
    'HEALTHCHECK --interval=5s --timeout=1m --retries=3 CMD echo hi',
    { Healthcheck: { Test: ['CMD-SHELL', 'echo hi'], Interval: 5e9, Timeout: 6e10, Retries: 3 } },
  ],
  ['HEALTHCHECK CMD ["a","b"]', { Healthcheck: { Test: ['CMD', 'a', 'b'] } }],
  ['ONBUILD RUN x', { OnBuild: ['RUN x'] }],
  ['ONBUILD CMD ["a"]', { OnBuild: ['CMD ["a"]'] }],
  ['# comment\n\nCMD a \\\n  b\nUSER b', { Cmd: [...SHELL, 'a   b'], User: 'b' }],
];

const REFUSED: readonly (readonly [string, string])[] = [
  ['RUN x', 'run is not a valid change command'],
  ['FROM x', 'from is not a valid change command'],
  ['', 'file with no instructions'],
  ['# c', 'file with no instructions'],
  ['CMD [1]', 'when using JSON array syntax, arrays must be comprised of strings only'],
  ['CMD --foo bar', 'Unknown flag: foo'],
  ['ENV', 'ENV requires at least one argument'],
  ['ENV a', 'ENV must have two arguments'],
  ['ENV A=1 B', 'Syntax error - can\'t find = in "B". Must be of the form: name=value'],
  ['ENV =x', 'ENV names can not be blank'],
  [
    'ENV A="x',
    'failed to process "\\"x": unexpected end of statement while looking for matching double-quote',
  ],
  ['LABEL', 'LABEL requires at least one argument'],
  ['LABEL x', 'LABEL must have two arguments'],
  ['LABEL =x', 'LABEL names can not be blank'],
  ['EXPOSE', 'EXPOSE requires at least one argument'],
  ['EXPOSE 80/foo', 'Invalid proto: foo'],
  ['EXPOSE abc', 'Invalid containerPort: abc'],
  ['EXPOSE 70000', 'Invalid containerPort: 70000'],
  ['EXPOSE 5-3', 'Invalid containerPort: 5-3'],
  ['USER', 'USER requires exactly one argument'],
  ['VOLUME', 'VOLUME requires at least one argument'],
  ['VOLUME []', 'VOLUME requires at least one argument'],
  ['VOLUME [""]', 'VOLUME specified can not be an empty string'],
  ['WORKDIR', 'WORKDIR requires exactly one argument'],
  ['WORKDIR ""', 'cannot normalize nothing'],
  ['STOPSIGNAL FOO', 'Invalid signal: FOO'],
  ['HEALTHCHECK', 'HEALTHCHECK requires at least one argument'],
  ['HEALTHCHECK NONE x', 'HEALTHCHECK NONE takes no arguments'],
  ['HEALTHCHECK CMD', 'Missing command after HEALTHCHECK CMD'],
  ['HEALTHCHECK --interval=x CMD a', 'time: invalid duration "x"'],
  ['HEALTHCHECK --interval=0.1ms CMD a', 'Interval "interval" cannot be less than 1ms'],
  ['HEALTHCHECK --interval CMD a', 'Missing a value on flag: interval'],
  ['HEALTHCHECK --retries=-1 CMD a', '--retries must be at least 1 (not -1)'],
  ['HEALTHCHECK --retries=x CMD a', 'strconv.ParseInt: parsing "x": invalid syntax'],
  ['HEALTHCHECK --foo=1 CMD a', 'Unknown flag: foo'],
  ['HEALTHCHECK FOO a', 'Unknown type "FOO" in HEALTHCHECK (try CMD)'],
  ['ONBUILD', 'ONBUILD requires at least one argument'],
  ['ONBUILD FROM x', "FROM isn't allowed as an ONBUILD trigger"],
  ['ONBUILD MAINTAINER x', "MAINTAINER isn't allowed as an ONBUILD trigger"],
  ['ONBUILD ONBUILD RUN x', "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"],
];

describe('changes to an image configuration', () => {
  for (const [text, expected] of ACCEPTED) {
    it(`takes ${JSON.stringify(text)}`, () => {
      assert.deepEqual(applyChanges({}, [text]), expected);
    });
  }

  for (const [text, message] of REFUSED) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(() => applyChanges({}, [text]), { code: 'invalidArgument', message });
    });
  }

  it('adds to what is there and leaves the old configuration alone', () => {
    const base = { Env: ['A=1', 'B=2'], Labels: { a: '1' }, Cmd: ['x'] };
    const changed = applyChanges(base, ['ENV A=3 C=4', 'LABEL b=2']);
    assert.deepEqual(changed, {
      Env: ['A=3', 'B=2', 'C=4'],
      Labels: { a: '1', b: '2' },
      Cmd: ['x'],
    });
    assert.deepEqual(base.Env, ['A=1', 'B=2']);
  });

  it('takes a hostile label name as a name', () => {
    const { Labels } = applyChanges({}, ['LABEL __proto__=x']);
    assert.deepEqual(Object.entries(Labels ?? {}), [['__proto__', 'x']]);
  });
});
