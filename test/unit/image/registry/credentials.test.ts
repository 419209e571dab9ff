import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  decodeRegistryAuth,
  decodeRegistryConfig,
  registryOf,
} from '../../../../src/image/registry/credentials.ts';

const encode = (value: unknown, alphabet: 'base64' | 'base64url' = 'base64url'): string =>
  Buffer.from(JSON.stringify(value)).toString(alphabet);

const PASSWORD = { kind: 'password', username: 'u', password: 'p?>~' };

describe('credentials of a request', () => {
  test('come in either alphabet of base64, padded or not', () => {
    const auth = { username: 'u', password: 'p?>~', serveraddress: 'https://x' };
    for (const header of [
      encode(auth),
      encode(auth, 'base64'),
      `${encode(auth).replace(/=+$/, '')}==`,
    ]) {
      assert.deepEqual(decodeRegistryAuth(header), PASSWORD);
    }
  });

  test('may be one text of name and password', () => {
    const auth = Buffer.from('u:p?>~').toString('base64');
    assert.deepEqual(decodeRegistryAuth(encode({ auth })), PASSWORD);
    assert.equal(decodeRegistryAuth(encode({ auth: 'bm9jb2xvbg==' })), undefined);
  });

  test('tokens win over passwords', () => {
    const all = { username: 'u', password: 'p', identitytoken: 'i', registrytoken: 'r' };
    assert.deepEqual(decodeRegistryAuth(encode(all)), { kind: 'bearer', token: 'r' });
    assert.deepEqual(decodeRegistryAuth(encode({ ...all, registrytoken: '' })), {
      kind: 'identity',
      token: 'i',
      username: 'u',
    });
  });

  test('what cannot be read is none', () => {
    const headers = [
      '',
      '!!!',
      'e30=',
      encode([]),
      encode('x'),
      encode({ username: 1 }),
      encode({ username: 'a\r\nb', password: 'p' }),
      'A'.repeat(1 << 20),
    ];
    for (const header of [undefined, ...headers]) {
      assert.equal(decodeRegistryAuth(header), undefined, header?.slice(0, 40));
    }
  });

  test('a builder is given those of many registries', () => {
    const header = encode({
      'https://index.docker.io/v1/': { username: 'hub', password: 'p' },
      'registry.example:5000': { identitytoken: 't' },
      broken: 7,
    });
    assert.deepEqual(
      [...decodeRegistryConfig(header)],
      [
        ['docker.io', { kind: 'password', username: 'hub', password: 'p' }],
        ['registry.example:5000', { kind: 'identity', token: 't', username: '' }],
      ],
    );
    assert.equal(decodeRegistryConfig('!').size, 0);
  });

  test('an address names the registry of its images', () => {
    assert.equal(registryOf('https://index.docker.io/v1/'), 'docker.io');
    assert.equal(registryOf(''), 'docker.io');
    assert.equal(registryOf('http://a.example:5000/v2/'), 'a.example:5000');
    assert.equal(registryOf('a.example'), 'a.example');
  });
});
