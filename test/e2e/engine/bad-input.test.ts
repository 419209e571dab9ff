/** Bad input gets Docker's status and sentence, and changes nothing. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { ApiRequest } from '../../helpers/api-client.ts';
import { EngineFixture } from '../../helpers/engine-fixture.ts';

const create = (body: object, name = ''): ApiRequest => ({
  method: 'POST',
  path: `/v1.44/containers/create${name === '' ? '' : `?name=${encodeURIComponent(name)}`}`,
  body: { Image: 'busybox', Cmd: ['true'], ...body },
});
const host = (HostConfig: object): ApiRequest => create({ HostConfig });
const post = (path: string, body?: unknown): ApiRequest => ({ method: 'POST', path, body });
const raw = (data: string, type = 'application/json'): ApiRequest => ({
  method: 'POST',
  path: '/containers/create',
  raw: { type, data },
});

const TABLE: readonly (readonly [
  what: string,
  call: ApiRequest,
  status: number,
  message: RegExp,
])[] = [
  ['an unknown image', create({ Image: 'nosuch' }), 404, /^No such image: nosuch:latest$/],
  ['a bad reference', create({ Image: 'UPPER' }), 400, /repository name must be lowercase/],
  [
    'a bad name',
    create({}, '@x'),
    400,
    /^Invalid container name \(@x\), only \[a-zA-Z0-9\]\[a-zA-Z0-9_\.-\] are allowed$/,
  ],
  [
    'a taken name',
    create({}, 'taken'),
    409,
    /^Conflict\. The container name "\/taken" is already in use by container "[0-9a-f]{64}"\. You have to remove/,
  ],
  ['no JSON', raw('{'), 400, /./],
  ['two JSON values', raw('{} {}'), 400, /./],
  ['another content type', raw('{}', 'text/plain'), 400, /Content-Type|content type/i],
  ['a wrong type', create({ Cmd: { a: 1 } }), 400, /./],
  ['an oversized body', raw(`{"Image":"${'x'.repeat(3 * 1024 * 1024)}"}`), 413, /./],
  ['no command', create({ Image: 'commandless', Cmd: [], Entrypoint: [] }), 404, /./],
  ['negative memory', host({ Memory: -5 }), 400, /./],
  ['little memory', host({ Memory: 1024 }), 400, /Minimum memory limit allowed is 6MB/],
  ['swap below memory', host({ Memory: 64 * 2 ** 20, MemorySwap: 2 ** 20 }), 400, /./],
  ['too many CPUs', host({ NanoCpus: 1e15 }), 400, /Range of CPUs is from 0\.01 to/],
  ['a bad cpuset', host({ CpusetCpus: 'x' }), 400, /./],
  ['a huge cpuset', host({ CpusetCpus: '0-999999999' }), 400, /./],
  ['a bad capability', host({ CapAdd: ['NOSUCH'] }), 400, /./],
  [
    'AutoRemove with a restart policy',
    host({ AutoRemove: true, RestartPolicy: { Name: 'always' } }),
    400,
    /can't create 'AutoRemove' container with restart policy/,
  ],
  ['an unknown restart policy', host({ RestartPolicy: { Name: 'sometimes' } }), 400, /./],
  ['a sysctl of the host', host({ Sysctls: { 'vm.swappiness': '1' } }), 400, /./],
  [
    'a sysctl with a line break',
    host({ Sysctls: { 'net.ipv4.ip_forward': '1\nkernel.core_pattern=x' } }),
    400,
    /./,
  ],
  [
    'an unknown runtime',
    host({ Runtime: 'nosuch' }),
    400,
    /unknown or invalid runtime name: nosuch/,
  ],
  ['an unknown security option', host({ SecurityOpt: ['nosuch=1'] }), 400, /./],
  ['a mount twice', host({ Binds: ['/tmp:/x', '/etc:/x'] }), 400, /Duplicate mount point: \/x/],
  ['a relative destination', host({ Binds: ['/tmp:x'] }), 400, /./],
  [
    'a missing bind source',
    host({ Mounts: [{ Type: 'bind', Source: '/nosuch/dir', Target: '/x' }] }),
    400,
    /bind source path does not exist: \/nosuch\/dir/,
  ],
  [
    'a published port that is none',
    host({ PortBindings: { '80/tcp': [{ HostPort: '99999' }] } }),
    400,
    /invalid port|Invalid hostPort|invalid published port/i,
  ],
  ['a working directory in /proc/self/fd', create({ WorkingDir: '/proc/self/fd/7' }), 400, /./],
  ['a relative working directory', create({ WorkingDir: 'x' }), 400, /./],
  [
    'an unknown filter',
    { path: '/containers/json?filters={"nosuch":["x"]}' },
    400,
    /^invalid filter 'nosuch'$/,
  ],
  ['filters that are no JSON', { path: '/containers/json?filters={' }, 400, /./],
  ['a wrong wait condition', post('/containers/taken/wait?condition=sometime'), 400, /./],
  [
    'logs of no stream',
    { path: '/containers/taken/logs' },
    400,
    /you must choose at least one stream/,
  ],
  ['a resize without a size', post('/containers/taken/resize'), 400, /./],
  [
    'a kill with a bad signal',
    post('/containers/taken/kill?signal=BAD'),
    400,
    /^Invalid signal: BAD$/,
  ],
  [
    'a kill of what does not run',
    post('/containers/taken/kill'),
    409,
    /^Cannot kill container: taken: Container [0-9a-f]{64} is not running$/,
  ],
  [
    'an exec in what does not run',
    post('/containers/taken/exec', { Cmd: ['x'] }),
    409,
    /is not running/,
  ],
  ['a pause of what does not run', post('/containers/taken/pause'), 409, /is not running/],
  ['a top of what does not run', { path: '/containers/taken/top' }, 409, /is not running/],
  [
    'a rename to nothing',
    post('/containers/taken/rename?name='),
    400,
    /Neither old nor new names may be empty/,
  ],
  ['a rename to the same', post('/containers/taken/rename?name=taken'), 400, /same name/],
  ['an unknown route', { path: '/nosuch' }, 404, /^page not found$/],
  ['a wrong method', { method: 'PUT', path: '/containers/json' }, 404, /^page not found$/],
  [
    'a version too old',
    { path: '/v1.10/containers/json' },
    400,
    /client version 1\.10 is too old\. Minimum supported API version is 1\.24/,
  ],
  [
    'a version too new',
    { path: '/v1.99/containers/json' },
    400,
    /client version 1\.99 is too new\. Maximum supported API version is 1\.56/,
  ],
  ['a build', post('/build'), 501, /^building images is not supported yet$/],
  ['a swarm route', { path: '/services' }, 503, /This node is not a swarm manager/],
];

describe('bad input', () => {
  let engine: EngineFixture;
  let before_: string;

  before(async () => {
    engine = await EngineFixture.create();
    assert.equal((await engine.api(create({}, 'taken'))).status, 201);
    before_ = await inventory();
  });
  after(() => engine[Symbol.asyncDispose]());

  async function inventory(): Promise<string> {
    const [containers, images] = await Promise.all([
      engine.api({ path: '/containers/json?all=1' }),
      engine.api({ path: '/images/json' }),
    ]);
    const [snapshots] = await Promise.all([engine.dockerOk('ps', '-aq')]);
    return JSON.stringify([
      (containers.body as { Id: string }[]).map(({ Id }) => Id),
      images.text,
      snapshots,
    ]);
  }

  for (const [what, call, status, message] of TABLE) {
    test(`${what} answers ${status} and changes nothing`, async () => {
      const answer = await engine.api(call);
      assert.equal(answer.status, status, answer.text);
      // Before 1.24 errors were plain text.
      const isText = call.path.startsWith('/v1.10/');
      assert.equal(
        answer.headers['content-type'],
        isText ? 'text/plain; charset=utf-8' : 'application/json',
      );
      assert.match(isText ? answer.text : (answer.body as { message: string }).message, message);
      assert.equal(await inventory(), before_);
    });
  }
});
