import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isCode } from '../../../src/lib/errors.ts';
import { hostsFile, parseExtraHost } from '../../../src/network/hosts-file.ts';

const LOCAL = `127.0.0.1\tlocalhost
::1\tlocalhost ip6-localhost ip6-loopback
fe00::\tip6-localnet
ff00::\tip6-mcastprefix
ff02::1\tip6-allnodes
ff02::2\tip6-allrouters
`;

const plain = {
  hostname: 'web',
  domainname: '',
  addresses: ['172.17.0.2'],
  linked: [],
  extraHosts: [],
  hostGateway: '172.17.0.1',
};

test('the file ends in the container itself', () => {
  assert.equal(hostsFile(plain), `${LOCAL}172.17.0.2\tweb\n`);
});

test('without an address there is no line of its own', () => {
  assert.equal(hostsFile({ ...plain, addresses: [] }), LOCAL);
});

test('a domain gives the full name first', () => {
  assert.equal(
    hostsFile({ ...plain, domainname: 'ex.com' }),
    `${LOCAL}172.17.0.2\tweb.ex.com web\n`,
  );
});

test('a dotted hostname is known by its first part too', () => {
  assert.equal(
    hostsFile({ ...plain, hostname: 'web.ex.com' }),
    `${LOCAL}172.17.0.2\tweb.ex.com web\n`,
  );
});

test('extra hosts come before the container, host-gateway resolved', () => {
  const extraHosts = ['a:1.2.3.4', 'up:host-gateway', 'six:fe80::1', 'seven=[::7]'];
  assert.equal(
    hostsFile({ ...plain, extraHosts }),
    `${LOCAL}1.2.3.4\ta\n172.17.0.1\tup\nfe80::1\tsix\n::7\tseven\n172.17.0.2\tweb\n`,
  );
});

test('host-gateway without a gateway is an error', () => {
  assert.throws(
    () => hostsFile({ ...plain, extraHosts: ['up:host-gateway'], hostGateway: undefined }),
    (err) => isCode(err, 'invalidArgument'),
  );
});

for (const [entry, sentence] of [
  ['x', 'bad format for add-host: "x"'],
  [':1.2.3.4', 'bad format for add-host: ":1.2.3.4"'],
  ['x:zz', 'invalid IP address in add-host: "zz"'],
  ['x:', 'invalid IP address in add-host: ""'],
] as const) {
  test(`extra host ${entry} is refused with Docker's sentence`, () => {
    assert.throws(() => parseExtraHost(entry), { message: sentence, code: 'invalidArgument' });
  });
}
