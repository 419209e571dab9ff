import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseHost } from '../../../src/cli/api/endpoint.ts';
import { shownPorts } from '../../../src/cli/commands/container/shown-ports.ts';
import { ellipsis, humanSize, shortId } from '../../../src/cli/format/human.ts';
import { toTable } from '../../../src/cli/format/table.ts';
import { CommandError } from '../../../src/cli/program/command-error.ts';

test('columns are as wide as their widest cell and three blanks', () => {
  assert.equal(
    toTable([
      ['ID', 'NAME'],
      ['abcdef', 'x'],
    ]),
    'ID       NAME\nabcdef   x\n',
  );
});

test('sizes have three digits', () => {
  const shown = [0, 999, 1000, 1234567, 72_800_000, 1e12].map(humanSize);
  assert.deepEqual(shown, ['0B', '999B', '1kB', '1.23MB', '72.8MB', '1TB']);
});

test('ids and long texts are cut', () => {
  assert.equal(shortId(`sha256:${'a'.repeat(64)}`), 'a'.repeat(12));
  assert.equal(ellipsis('0123456789', 5), '0123…');
  assert.equal(ellipsis('01234', 5), '01234');
});

test('ports are shown in order, neighbours as ranges', () => {
  const tcp = { Type: 'tcp' } as const;
  assert.equal(
    shownPorts([
      { ...tcp, PrivatePort: 81, PublicPort: 8081, IP: '0.0.0.0' },
      { ...tcp, PrivatePort: 80, PublicPort: 8080, IP: '0.0.0.0' },
      { ...tcp, PrivatePort: 443 },
      { Type: 'udp', PrivatePort: 53, PublicPort: 53, IP: '::' },
    ]),
    '[::]:53->53/udp, 0.0.0.0:8080-8081->80-81/tcp, 443/tcp',
  );
  assert.equal(shownPorts([]), '');
});

for (const [text, expected] of [
  ['unix:///a/b.sock', { kind: 'unix', path: '/a/b.sock' }],
  ['tcp://1.2.3.4', { kind: 'tcp', host: '1.2.3.4', port: 2375, basePath: '' }],
  ['tcp://[::1]:99/base/', { kind: 'tcp', host: '::1', port: 99, basePath: '/base' }],
  ['1.2.3.4:5', { kind: 'tcp', host: '1.2.3.4', port: 5, basePath: '' }],
  ['ssh://me@there:22', { kind: 'ssh', host: 'there', user: 'me', port: 22, path: '' }],
  ['ssh://there/run/x.sock', { kind: 'ssh', host: 'there', path: '/run/x.sock' }],
] as const) {
  test(`${text} is understood`, () => assert.deepEqual(parseHost(text, false), expected));
}

for (const text of [
  'npipe:////./pipe',
  'ssh://-oProxyCommand=x',
  'ssh://-a@b',
  'ssh://u:p@b',
  'tcp://a:b:c',
]) {
  test(`${text} is refused`, () => assert.throws(() => parseHost(text, false), CommandError));
}
