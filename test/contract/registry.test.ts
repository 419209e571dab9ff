/** The operations that lead to registries, on fake managers. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { IMAGE_ID } from '../fakes/documents.ts';
import { call, contract } from './harness.ts';

const headers = { 'x-registry-auth': 'e30=', 'user-agent': 'Docker-Client/28' };
const WHO = { registryAuth: 'e30=', userAgent: 'Docker-Client/28' };

describe('push', () => {
  test('passes name, tag and platform on and tells failures in band', async () => {
    const made = contract();
    const platform = encodeURIComponent('{"os":"linux","architecture":"arm64"}');
    const url = `/images/team/app/push?tag=1&platform=${platform}`;
    const reply = await call(made, { method: 'POST', url, headers });
    assert.equal(reply.status, 200);
    assert.equal(reply.text, '{"status":"The push refers to repository [team/app]"}\r\n');
    assert.deepEqual(made.world.lastOf('image.push'), [
      'team/app',
      { tag: '1', platform: 'linux/arm64', ...WHO },
    ]);
    const denied = await call(made, { method: 'POST', url: '/images/denied/push', headers });
    assert.equal(denied.status, 200);
    assert.match(
      denied.text,
      /"errorDetail":\{"message":"denied: no"\},"error":"denied: no"\}\r\n$/,
    );
  });

  test('needs the header that says who pushes', async () => {
    const reply = await call(contract(), { method: 'POST', url: '/images/x/push' }, 'ImagePush');
    assert.equal(reply.status, 400);
    assert.deepEqual(reply.json, {
      message: 'Bad parameters and missing X-Registry-Auth: EOF',
    });
  });
});

describe('login', () => {
  const login = (json?: unknown) =>
    call(
      contract(),
      { method: 'POST', url: '/auth', ...(json === undefined ? {} : { json }) },
      'SystemAuth',
    );

  test('answers how it went', async () => {
    const reply = await login({ username: 'u', password: 'right', serveraddress: 'r.example' });
    assert.equal(reply.status, 200);
    assert.deepEqual(reply.json, { Status: 'Login Succeeded', IdentityToken: '' });
    assert.equal((await login({ username: 'u', password: 'wrong' })).status, 401);
    assert.equal((await login({ username: 7 })).status, 400);
  });
});

test('a registry is asked about a name with the credentials of the request', async () => {
  const made = contract();
  const url = '/distribution/host:5000/team/app:1.0/json';
  const reply = await call(made, { url, headers }, 'DistributionInspect');
  assert.equal(reply.status, 200);
  assert.equal((reply.json as { Descriptor: { digest: string } }).Descriptor.digest, IMAGE_ID);
  assert.deepEqual(made.world.lastOf('image.distribution'), ['host:5000/team/app:1.0', WHO]);
  const missing = await call(made, { url: '/distribution/nosuch/json' }, 'DistributionInspect');
  assert.equal(missing.status, 404);
});

test('search takes a limit and filters, and refuses unknown ones', async () => {
  const made = contract();
  const filters = encodeURIComponent('{"stars":["3"]}');
  const url = `/images/search?term=busybox&limit=5&filters=${filters}`;
  const reply = await call(made, { url, headers }, 'ImageSearch');
  assert.equal(reply.status, 200);
  assert.deepEqual(made.world.lastOf('image.search'), [
    'busybox',
    { ...WHO, limit: 5, filters: new Map([['stars', ['3']]]) },
  ]);
  const unknown = await call(made, { url: '/images/search?term=x&filters={"a":["b"]}' });
  assert.equal(unknown.status, 400);
});
