import assert from 'node:assert/strict';
import { test } from 'node:test';

import { internal, unauthenticated } from '../../src/lib/errors.ts';
import { call, contract, type Request } from './harness.ts';

const refuses = async (
  request: Request,
  status: number,
  message: string,
  made = contract(),
): Promise<void> => {
  const reply = await call(made, request);
  assert.equal(reply.text, `${JSON.stringify({ message })}\n`);
  assert.equal(reply.status, status);
  assert.equal(reply.headers['content-type'], 'application/json');
};

test('every answer says who speaks which version', async () => {
  const made = contract();
  for (const url of ['/_ping', '/nope', '/containers/none/json', '/v1.99/info', '/version']) {
    const { headers } = await call(made, { url });
    assert.equal(headers['api-version'], '1.56', url);
    assert.equal(headers['docker-experimental'], 'false', url);
    assert.equal(headers['ostype'], 'linux', url);
    assert.equal(headers['server'], 'Joey/0.1.0 (linux)', url);
  }
});

test('ping answers OK without a newline, with and without a version', async () => {
  const made = contract();
  for (const url of ['/_ping', '/v1.24/_ping', '/v1.56/_ping']) {
    const reply = await call(made, { url });
    assert.equal(reply.status, 200);
    assert.equal(reply.text, 'OK');
    assert.equal(reply.headers['content-type'], 'text/plain; charset=utf-8');
    assert.equal(reply.headers['cache-control'], 'no-cache, no-store, must-revalidate');
    assert.equal(reply.headers['pragma'], 'no-cache');
    assert.equal(reply.headers['swarm'], 'inactive');
    assert.equal(reply.headers['builder-version'], '1');
  }
  const head = await call(made, { method: 'HEAD', url: '/_ping' });
  assert.equal(head.status, 200);
  assert.equal(head.text, '');
  assert.equal(String(head.headers['content-length']), '0');
});

test('unknown routes and methods are not found alike', async () => {
  for (const request of [
    { url: '/nope' },
    { url: '/v1.41/nope' },
    { url: '/v1.99/nope' },
    { url: '/vabc/info' },
    { method: 'PATCH', url: '/info' },
    { method: 'DELETE', url: '/info' },
    { method: 'HEAD', url: '/info' },
    { url: '/containers/a/unknown' },
  ] as Request[]) {
    const reply = await call(contract(), request);
    assert.equal(reply.status, 404, request.url);
    if (request.method === 'HEAD') continue;
    assert.equal(reply.text, '{"message":"page not found"}\n');
    assert.equal(reply.headers['content-type'], 'application/json');
  }
});

test('a target that cannot be decoded is refused like anything else', async () => {
  const reply = await call(contract(), { url: '/v1.41/containers/%zz/json' });
  assert.equal(reply.status, 400);
  assert.equal(reply.headers['content-type'], 'application/json');
  assert.deepEqual(Object.keys(reply.json as object), ['message']);
});

test('OPTIONS is answered anywhere', async () => {
  for (const url of ['/containers/json', '/anything/at/all']) {
    const reply = await call(contract(), { method: 'OPTIONS', url });
    assert.equal(reply.status, 200);
    assert.equal(reply.text, '');
  }
});

test('versions out of range are refused with what is supported', async () => {
  await refuses(
    { url: '/v1.57/info' },
    400,
    'client version 1.57 is too new. Maximum supported API version is 1.56',
  );
  await refuses(
    { url: '/v2.0/info' },
    400,
    'client version 2.0 is too new. Maximum supported API version is 1.56',
  );
  const minimal = contract({}, { minApiVersion: '1.40' });
  await refuses(
    { url: '/v1.39/info' },
    400,
    'client version 1.39 is too old. Minimum supported API version is 1.40, please upgrade your client to a newer version',
    minimal,
  );
  assert.equal((await call(minimal, { url: '/v1.40/info' })).status, 200);
});

test('clients from before JSON refusals read plain text', async () => {
  const reply = await call(contract(), { url: '/v1.12/info' });
  assert.equal(reply.status, 400);
  assert.equal(reply.headers['content-type'], 'text/plain; charset=utf-8');
  assert.equal(
    reply.text,
    'client version 1.12 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version\n',
  );
});

test('versions compare by component', async () => {
  assert.equal((await call(contract(), { url: '/v1.3/info' })).status, 400);
  assert.equal((await call(contract(), { url: '/v1.30/info' })).status, 200);
});

test('a route older clients do not have says from when on it exists', async () => {
  await refuses(
    { method: 'POST', url: '/v1.24/containers/prune' },
    400,
    'POST /containers/prune requires minimum API version 1.25',
  );
  await refuses(
    { url: '/v1.54/images/team/app/attestations' },
    400,
    'GET /images/{name:.*}/attestations requires minimum API version 1.55',
  );
});

test('bodies of JSON are refused in Docker’s words', async () => {
  const url = '/containers/create';
  const json = { 'content-type': 'application/json' };
  const cases: [payload: string, headers: Record<string, string>, message: string][] = [
    ['{"a', json, 'invalid JSON: unexpected EOF'],
    ['{} {}', json, 'unexpected content after JSON'],
    ['', json, 'invalid JSON: got EOF while reading request body'],
    [
      '{}',
      { 'content-type': 'text/plain' },
      "Content-Type specified (text/plain) must be 'application/json'",
    ],
    ['{}', { 'content-type': 'nonsense' }, 'malformed Content-Type header (nonsense)'],
    ['{}', json, 'config cannot be empty in order to create a container'],
    ['null', json, 'config cannot be empty in order to create a container'],
    ['['.repeat(200) + ']'.repeat(200), json, 'invalid JSON: exceeded max depth'],
  ];
  for (const [payload, headers, message] of cases) {
    const made = contract();
    await refuses({ method: 'POST', url, payload, headers }, 400, message, made);
    assert.deepEqual(made.world.asked, [], 'nothing is done');
  }
});

test('members of a wrong type are refused by name', async () => {
  for (const [json, kind] of [
    [{ Image: 5 }, 'number'],
    [{ Image: 'x', Env: {} }, 'object'],
    [[], 'array'],
  ] as const) {
    const reply = await call(contract(), { method: 'POST', url: '/containers/create', json });
    assert.equal(reply.status, 400);
    assert.match(reply.text, new RegExp(`invalid JSON: json: cannot unmarshal ${kind} into`));
  }
});

test('a body beyond the limit is refused before it is read whole', async () => {
  const payload = JSON.stringify({ Image: 'x'.repeat(1024 * 1024) });
  const headers = { 'content-type': 'application/json' };
  await refuses(
    { method: 'POST', url: '/containers/create', payload, headers },
    413,
    'http: request body too large',
  );
});

test('bodies nobody asked for are passed over', async () => {
  for (const payload of ['{}', 'null']) {
    const reply = await call(contract(), {
      method: 'POST',
      url: '/containers/web/stop',
      payload,
      headers: { 'content-type': 'text/whatever' },
    });
    assert.equal(reply.status, 204);
  }
});

test('members are found whatever their case, unknown ones are passed over', async () => {
  const made = contract();
  const json = { image: 'busybox', Nonsense: 1, hostconfig: { memory: 7 } };
  await call(made, { method: 'POST', url: '/containers/create', json });
  const [request] = made.world.lastOf('create') as [{ body: object }];
  assert.deepEqual(request.body, { Image: 'busybox', HostConfig: { Memory: 7 } });
});

test('booleans of queries follow Docker’s rule, unknown parameters are passed over', async () => {
  for (const [text, all] of [
    ['', false],
    ['0', false],
    ['False', false],
    ['no', false],
    ['none', false],
    ['1', true],
    ['True', true],
    ['t', true],
  ] as const) {
    const made = contract();
    const url = `/containers/json?all=${text}&nonsense=1&__proto__=2`;
    assert.equal((await call(made, { url })).status, 200);
    assert.equal((made.world.lastOf('list')[0] as { all: boolean }).all, all, text);
  }
});

test('a parameter that is younger than the client is not sent', async () => {
  const made = contract();
  await call(made, { method: 'POST', url: '/v1.41/containers/web/stop?signal=INT&t=3' });
  assert.deepEqual(made.world.lastOf('stop'), ['web', { timeoutSeconds: 3 }]);
  await call(made, { method: 'POST', url: '/v1.42/containers/web/stop?signal=INT&t=-1' });
  assert.deepEqual(made.world.lastOf('stop'), ['web', { signal: 'INT', timeoutSeconds: -1 }]);
});

test('a create request that repeats itself in its URL is served', async () => {
  const made = contract();
  const env = encodeURIComponent('x'.repeat(100_000));
  const url = `/containers/create?name=n&Image=busybox&Env=${env}`;
  const reply = await call(made, { method: 'POST', url, json: { Image: 'busybox' } });
  assert.equal(reply.status, 201);
});

test('names with slashes arrive whole', async () => {
  const made = contract();
  for (const url of [
    '/images/host:5000/team/app:1.0/json',
    '/images/host:5000%2Fteam%2Fapp:1.0/json',
    '/v1.41/images/host:5000/team/app:1.0/json',
  ]) {
    assert.equal((await call(made, { url })).status, 200, url);
    assert.equal(made.world.lastOf('image.inspect')[0], 'host:5000/team/app:1.0');
  }
  assert.equal((await call(made, { url: '/containers//web/json' })).status, 200);
  assert.equal((await call(made, { method: 'DELETE', url: '/images/team/app' })).status, 200);
});

test('failures of every class have their status', async () => {
  const failing = (error: Error): ReturnType<typeof contract> =>
    contract({ system: { info: () => Promise.reject(error) } });
  await refuses({ url: '/info' }, 401, 'who?', failing(unauthenticated('who?')));
  await refuses({ url: '/info' }, 500, 'broken', failing(internal('broken')));
  await refuses({ url: '/info' }, 500, 'a slip', failing(new TypeError('a slip')));
});

test('answers are JSON as it is, without escapes for HTML', async () => {
  const reply = await call(contract(), { url: '/containers/web/json' });
  assert.match(reply.text, /"A=<&>"/);
  assert.ok(reply.text.endsWith('}\n'));
});

test('metrics are Prometheus’ text', async () => {
  const reply = await call(contract(), { url: '/metrics' });
  assert.equal(reply.text, 'joey_up 1\n');
  assert.equal(reply.headers['content-type'], 'text/plain; version=0.0.4');
});

test('finished requests are counted by operation', async () => {
  const finished: unknown[] = [];
  const made = contract(
    {},
    { onFinished: ({ operation, status }) => finished.push([operation, status]) },
  );
  await call(made, { url: '/containers/none/json' });
  await call(made, { url: '/nope' });
  assert.deepEqual(finished, [
    ['ContainerInspect', 404],
    [undefined, 404],
  ]);
});
