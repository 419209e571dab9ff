import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { OperationId } from '../../src/api/operations.ts';
import { OPERATIONS } from '../../src/daemon/operations.gen.ts';
import { routes } from '../../src/daemon/routes/index.ts';
import { conflict, forbidden, invalidArgument, notModified } from '../../src/lib/errors.ts';
import { CONTAINER_ID, EXEC_ID, IMAGE_ID } from '../fakes/documents.ts';
import { fakeManagers, type FakeOverrides } from '../fakes/fake-managers.ts';
import { call, contract, type Request } from './harness.ts';

/** One call of an operation and what it answers. */
interface Case extends Request {
  readonly operation: OperationId;
  readonly status: number;
  /** The whole body, or what a refusal says. */
  readonly json?: unknown;
  readonly answer?: unknown;
  readonly says?: string;
  /** The manager's method that is called, and with what. */
  readonly asks?: readonly [method: string, ...args: unknown[]];
  readonly fakes?: FakeOverrides;
}

const rejects = (error: Error) => (): Promise<never> => Promise.reject(error);

const containerVerb = (
  operation: OperationId,
  verb: string,
  asks: Case['asks'],
): readonly Case[] => [
  { operation, method: 'POST', url: `/containers/web/${verb}`, status: 204, ...optional(asks) },
  {
    operation,
    method: 'POST',
    url: `/containers/none/${verb}`,
    status: 404,
    says: 'No such container: none',
  },
];

const optional = (asks: Case['asks']): Pick<Case, 'asks'> => (asks === undefined ? {} : { asks });

const CASES: readonly Case[] = [
  {
    operation: 'ContainerList',
    url: '/containers/json?all=1&limit=2&size=1&filters={"status":["running"]}',
    status: 200,
    asks: [
      'list',
      { all: true, size: true, limit: 2, filters: new Map([['status', ['running']]]) },
    ],
  },
  {
    operation: 'ContainerList',
    url: '/containers/json?filters={"label":{"a=b":true}}',
    status: 200,
    asks: ['list', { all: false, size: false, limit: 0, filters: new Map([['label', ['a=b']]]) }],
  },
  {
    operation: 'ContainerList',
    url: '/containers/json?filters={"x":["y"]}',
    status: 400,
    says: "invalid filter 'x'",
  },
  {
    operation: 'ContainerList',
    url: '/containers/json?filters=x',
    status: 400,
    says: 'invalid filter',
  },
  {
    operation: 'ContainerList',
    url: '/containers/json?limit=x',
    status: 400,
    says: 'strconv.Atoi: parsing "x": invalid syntax',
  },
  {
    operation: 'ContainerCreate',
    method: 'POST',
    url: '/containers/create?name=web&platform=linux/amd64',
    json: { Image: 'busybox' },
    status: 201,
    answer: { Id: CONTAINER_ID, Warnings: [] },
    asks: [
      'create',
      {
        name: 'web',
        platform: 'linux/amd64',
        body: { Image: 'busybox', HostConfig: {} },
        apiVersion: 1056,
      },
    ],
  },
  {
    operation: 'ContainerCreate',
    method: 'POST',
    url: '/v1.47/containers/create',
    json: { Image: 'busybox', MacAddress: '02:42:ac:11:00:09' },
    status: 201,
    answer: {
      Id: CONTAINER_ID,
      Warnings: [
        'The container-wide MacAddress field is now deprecated. It should be specified in EndpointsConfig instead.',
      ],
    },
  },
  {
    operation: 'ContainerCreate',
    method: 'POST',
    url: '/containers/create',
    json: { Image: 'none' },
    status: 404,
    says: 'No such image: none:latest',
  },
  {
    operation: 'ContainerCreate',
    method: 'POST',
    url: '/containers/create',
    json: { Image: 'busybox' },
    status: 409,
    says: 'Conflict. The container name "/web" is already in use by container "c".',
    fakes: {
      containers: {
        create: rejects(
          conflict('Conflict. The container name "/web" is already in use by container "c".'),
        ),
      },
    },
  },
  {
    operation: 'ContainerInspect',
    url: '/containers/web/json?size=true',
    status: 200,
    asks: ['inspect', 'web', { size: true }],
  },
  { operation: 'ContainerInspect', url: '/v1.41/containers/web/json', status: 200 },
  {
    operation: 'ContainerInspect',
    url: '/containers/none/json',
    status: 404,
    says: 'No such container: none',
  },
  {
    operation: 'ContainerTop',
    url: '/containers/web/top?ps_args=aux',
    status: 200,
    answer: { Titles: ['PID', 'CMD'], Processes: [['1', 'sh']] },
    asks: ['top', 'web', 'aux'],
  },
  {
    operation: 'ContainerTop',
    url: '/containers/web/top',
    status: 200,
    asks: ['top', 'web', '-ef'],
  },
  {
    operation: 'ContainerTop',
    url: '/containers/web/top',
    status: 409,
    says: 'container c is not running',
    fakes: { containers: { top: rejects(conflict('container c is not running')) } },
  },
  {
    operation: 'ContainerChanges',
    url: '/containers/web/changes',
    status: 200,
    answer: [{ Path: '/a', Kind: 1 }],
  },
  {
    operation: 'ContainerChanges',
    url: '/containers/web/changes',
    status: 200,
    answer: null,
    fakes: { containers: { changes: () => Promise.resolve(null) } },
  },
  ...containerVerb('ContainerStart', 'start', ['start', 'web']),
  {
    operation: 'ContainerStart',
    method: 'POST',
    url: '/containers/web/start',
    json: {},
    status: 204,
  },
  {
    operation: 'ContainerStart',
    method: 'POST',
    url: '/containers/web/start',
    json: { Binds: ['/a:/b'] },
    status: 400,
    says: 'starting container with non-empty request body was deprecated since API v1.22 and removed in v1.24',
  },
  {
    operation: 'ContainerStart',
    method: 'POST',
    url: '/containers/web/start?checkpoint=c',
    status: 501,
    says: 'checkpoints are not supported',
  },
  {
    operation: 'ContainerStart',
    method: 'POST',
    url: '/containers/web/start',
    status: 304,
    answer: undefined,
    fakes: { containers: { start: rejects(notModified('already started')) } },
  },
  {
    operation: 'ContainerStart',
    method: 'POST',
    url: '/containers/web/start',
    status: 400,
    says: 'exec: "nope": executable file not found in $PATH',
    fakes: {
      containers: {
        start: rejects(invalidArgument('exec: "nope": executable file not found in $PATH')),
      },
    },
  },
  ...containerVerb('ContainerStop', 'stop?t=5', ['stop', 'web', { timeoutSeconds: 5 }]),
  ...containerVerb('ContainerStop', 'stop', ['stop', 'web', {}]),
  {
    operation: 'ContainerStop',
    method: 'POST',
    url: '/containers/web/stop',
    status: 304,
    fakes: { containers: { stop: rejects(notModified('already stopped')) } },
  },
  {
    operation: 'ContainerStop',
    method: 'POST',
    url: '/containers/web/stop?t=a',
    status: 400,
    says: 'strconv.Atoi: parsing "a": invalid syntax',
  },
  ...containerVerb('ContainerRestart', 'restart?t=1&signal=INT', [
    'restart',
    'web',
    { signal: 'INT', timeoutSeconds: 1 },
  ]),
  ...containerVerb('ContainerKill', 'kill', ['kill', 'web', 'SIGKILL']),
  ...containerVerb('ContainerKill', 'kill?signal=9', ['kill', 'web', '9']),
  {
    operation: 'ContainerKill',
    method: 'POST',
    url: '/containers/web/kill',
    status: 409,
    says: 'Cannot kill container: web: Container c is not running',
    fakes: {
      containers: {
        kill: rejects(conflict('Cannot kill container: web: Container c is not running')),
      },
    },
  },
  ...containerVerb('ContainerPause', 'pause', ['pause', 'web']),
  ...containerVerb('ContainerUnpause', 'unpause', ['unpause', 'web']),
  ...containerVerb('ContainerRename', 'rename?name=db', ['rename', 'web', 'db']),
  ...containerVerb('ContainerRename', 'rename', ['rename', 'web', '']),
  {
    operation: 'ContainerUpdate',
    method: 'POST',
    url: '/containers/web/update',
    json: { Memory: 10_000_000, PidsLimit: -1 },
    status: 200,
    answer: { Warnings: [] },
    asks: ['update', 'web', { Memory: 10_000_000, PidsLimit: 0 }],
  },
  {
    operation: 'ContainerResize',
    method: 'POST',
    url: '/containers/web/resize?h=24&w=80',
    status: 200,
    asks: ['resize', 'web', { height: 24, width: 80 }],
  },
  {
    operation: 'ContainerResize',
    method: 'POST',
    url: '/containers/web/resize?w=80',
    status: 400,
    says: 'strconv.Atoi: parsing "": invalid syntax',
  },
  {
    operation: 'ContainerResize',
    method: 'POST',
    url: '/containers/web/resize?h=-1&w=80',
    status: 400,
    says: 'invalid resize height "-1": value out of range',
  },
  {
    operation: 'ContainerDelete',
    method: 'DELETE',
    url: '/containers/web?v=1&force=true',
    status: 204,
    asks: ['remove', 'web', { force: true, link: false, volumes: true }],
  },
  {
    operation: 'ContainerDelete',
    method: 'DELETE',
    url: '/containers/web',
    status: 409,
    says: 'You cannot remove a running container c.',
    fakes: {
      containers: { remove: rejects(conflict('You cannot remove a running container c.')) },
    },
  },
  {
    operation: 'ContainerPrune',
    method: 'POST',
    url: '/containers/prune?filters={"until":["1h"]}',
    status: 200,
    answer: { ContainersDeleted: [CONTAINER_ID], SpaceReclaimed: 7 },
    asks: ['prune', new Map([['until', ['1h']]])],
  },
  {
    operation: 'ContainerPrune',
    method: 'POST',
    url: '/containers/prune?filters={"name":["x"]}',
    status: 400,
    says: "invalid filter 'name'",
  },
  {
    operation: 'ContainerWait',
    method: 'POST',
    url: '/containers/web/wait?condition=removed',
    status: 200,
    answer: { StatusCode: 3 },
    asks: ['wait', 'web', 'removed'],
  },
  {
    operation: 'ContainerWait',
    method: 'POST',
    url: '/v1.29/containers/web/wait?condition=foo',
    status: 200,
    asks: ['wait', 'web', 'not-running'],
  },
  {
    operation: 'ContainerWait',
    method: 'POST',
    url: '/containers/web/wait?condition=foo',
    status: 400,
    says: 'invalid condition: "foo"',
  },
  {
    operation: 'ContainerWait',
    method: 'POST',
    url: '/containers/none/wait',
    status: 404,
    says: 'No such container: none',
  },
  {
    operation: 'ContainerStats',
    url: '/containers/web/stats?stream=0&one-shot=1',
    status: 200,
    asks: ['stats', 'web', { stream: false, oneShot: true }],
  },
  {
    operation: 'ContainerStats',
    url: '/containers/none/stats?stream=0',
    status: 404,
    says: 'No such container: none',
  },
  { operation: 'ContainerStats', url: '/containers/none/stats', status: 404 },
  {
    operation: 'ContainerLogs',
    url: '/containers/web/logs',
    status: 400,
    says: 'Bad parameters: you must choose at least one stream',
  },
  {
    operation: 'ContainerLogs',
    url: '/containers/none/logs?stdout=1',
    status: 404,
    says: 'No such container: none',
  },
  {
    operation: 'ContainerLogs',
    url: '/containers/web/logs?stdout=1&since=5.5&until=9&tail=3&timestamps=1&follow=1&details=1',
    status: 200,
    asks: [
      'logs',
      'web',
      {
        stdout: true,
        stderr: false,
        follow: true,
        timestamps: true,
        details: true,
        sinceMs: 5500,
        untilMs: 9000,
        tail: 3,
      },
    ],
  },
  {
    operation: 'ContainerLogs',
    url: '/containers/web/logs?stderr=1&tail=all&since=0',
    status: 200,
    asks: [
      'logs',
      'web',
      { stdout: false, stderr: true, follow: false, timestamps: false, details: false },
    ],
  },
  {
    operation: 'ContainerLogs',
    url: '/containers/web/logs?stdout=1&since=5m',
    status: 400,
    says: 'strconv.ParseInt: parsing "5m": invalid syntax',
  },
  {
    operation: 'ContainerAttach',
    method: 'POST',
    url: '/containers/none/attach?stream=1',
    status: 404,
    says: 'No such container: none',
  },
  {
    operation: 'ContainerAttachWebsocket',
    url: '/containers/web/attach/ws',
    status: 400,
    says: 'not a websocket handshake',
  },
  {
    operation: 'ContainerExec',
    method: 'POST',
    url: '/containers/web/exec',
    json: { Cmd: ['sh'], ConsoleSize: [24, 80], Tty: true },
    status: 201,
    answer: { Id: EXEC_ID },
    asks: ['exec.create', 'web', { Cmd: ['sh'], ConsoleSize: [24, 80], Tty: true }],
  },
  {
    operation: 'ContainerExec',
    method: 'POST',
    url: '/v1.41/containers/web/exec',
    json: { Cmd: ['sh'], ConsoleSize: [24, 80] },
    status: 201,
    asks: ['exec.create', 'web', { Cmd: ['sh'] }],
  },
  {
    operation: 'ContainerExec',
    method: 'POST',
    url: '/containers/web/exec',
    json: {},
    status: 400,
    says: 'No exec command specified',
  },
  {
    operation: 'ContainerExec',
    method: 'POST',
    url: '/containers/web/exec',
    payload: '',
    headers: { 'content-type': 'application/json' },
    status: 400,
    says: 'invalid JSON: got EOF while reading request body',
  },
  {
    operation: 'ExecStart',
    method: 'POST',
    url: `/exec/${EXEC_ID}/start`,
    json: { Detach: true, Tty: true, ConsoleSize: [24, 80] },
    status: 200,
    asks: [
      'exec.start',
      EXEC_ID,
      { detach: true, tty: true, consoleSize: { height: 24, width: 80 } },
    ],
  },
  {
    operation: 'ExecStart',
    method: 'POST',
    url: '/exec/none/start',
    json: {},
    status: 404,
    says: 'No such exec instance: none',
  },
  {
    operation: 'ExecResize',
    method: 'POST',
    url: `/exec/${EXEC_ID}/resize?h=1&w=2`,
    status: 200,
    asks: ['exec.resize', EXEC_ID, { height: 1, width: 2 }],
  },
  { operation: 'ExecInspect', url: `/exec/${EXEC_ID}/json`, status: 200 },
  {
    operation: 'ExecInspect',
    url: '/exec/none/json',
    status: 404,
    says: 'No such exec instance: none',
  },
  {
    operation: 'ImageList',
    url: '/images/json?all=1&digests=1&shared-size=1&manifests=1&filters={"dangling":["true"]}',
    status: 200,
    asks: [
      'image.list',
      {
        all: true,
        digests: true,
        manifests: true,
        sharedSize: true,
        filters: new Map([['dangling', ['true']]]),
      },
    ],
  },
  {
    operation: 'ImageList',
    url: '/images/json?identity=1',
    status: 400,
    says: 'conflicting options: identity requires manifests=1',
  },
  { operation: 'ImageInspect', url: '/images/busybox/json', status: 200 },
  { operation: 'ImageInspect', url: '/v1.41/images/busybox/json', status: 200 },
  {
    operation: 'ImageInspect',
    url: '/images/busybox/json?manifests=1&platform={"os":"linux","architecture":"amd64"}',
    status: 400,
    says: 'conflicting options: manifests and platform options cannot both be set',
  },
  {
    operation: 'ImageInspect',
    url: '/images/none/json',
    status: 404,
    says: 'No such image: none:latest',
  },
  {
    operation: 'ImageHistory',
    url: '/images/team/app/history?platform={"os":"linux","architecture":"arm64"}',
    status: 200,
    asks: ['image.history', 'team/app', 'linux/arm64'],
  },
  {
    operation: 'ImageTag',
    method: 'POST',
    url: '/images/busybox/tag?repo=mine&tag=1',
    status: 201,
    asks: ['image.tag', 'busybox', { repo: 'mine', tag: '1' }],
  },
  {
    operation: 'ImageDelete',
    method: 'DELETE',
    url: '/images/team/app?force=1&noprune=1',
    status: 200,
    answer: [{ Untagged: 'team/app' }],
    asks: ['image.remove', 'team/app', { force: true, noprune: true }],
  },
  {
    operation: 'ImageDelete',
    method: 'DELETE',
    url: '/images/busybox?platforms={}',
    status: 501,
    says: 'removing single platforms of an image is not supported yet',
  },
  {
    operation: 'ImagePrune',
    method: 'POST',
    url: '/images/prune?filters={"dangling":["false"]}',
    status: 200,
    asks: ['image.prune', new Map([['dangling', ['false']]])],
  },
  {
    operation: 'ImageCreate',
    method: 'POST',
    url: '/images/create?fromImage=absent&tag=1',
    status: 404,
    says: 'pull access denied for absent',
  },
  {
    operation: 'ImageCreate',
    method: 'POST',
    url: '/images/create?fromImage=UPPER',
    status: 400,
    says: 'invalid reference format: repository name must be lowercase',
  },
  {
    operation: 'ImageCreate',
    method: 'POST',
    url: '/images/create?fromImage=scratch',
    status: 403,
    says: "'scratch' is a reserved name",
  },
  {
    operation: 'ImageCreate',
    method: 'POST',
    url: '/images/create',
    status: 400,
    says: 'either fromImage or fromSrc must be given',
  },
  {
    operation: 'ImageCreate',
    method: 'POST',
    url: '/images/create?fromSrc=http://x/y',
    status: 501,
    says: 'importing from a URL is not supported yet',
  },
  { operation: 'NetworkList', url: '/networks', status: 200 },
  { operation: 'NetworkList', url: '/networks/', status: 200 },
  {
    operation: 'NetworkList',
    url: '/networks?filters={"driver":["bridge"]}',
    status: 200,
    asks: ['network.list', new Map([['driver', ['bridge']]])],
  },
  { operation: 'NetworkInspect', url: '/networks/bridge', status: 200 },
  {
    operation: 'NetworkInspect',
    url: '/networks/none%20such',
    status: 404,
    says: 'network none such not found',
  },
  {
    operation: 'NetworkCreate',
    method: 'POST',
    url: '/networks/create',
    json: { Name: 'host' },
    status: 403,
    says: 'operation is not permitted on predefined host network ',
  },
  {
    operation: 'NetworkCreate',
    method: 'POST',
    url: '/networks/create',
    json: { Name: 'mine', Driver: 'bridge', Internal: true },
    status: 201,
  },
  {
    operation: 'NetworkDelete',
    method: 'DELETE',
    url: '/networks/bridge',
    status: 403,
    says: 'bridge is a pre-defined network and cannot be removed',
  },
  {
    operation: 'NetworkDelete',
    method: 'DELETE',
    url: '/networks/mine',
    status: 204,
  },
  {
    operation: 'NetworkConnect',
    method: 'POST',
    url: '/networks/mine/connect',
    json: { Container: 'web', EndpointConfig: { Aliases: ['a'] } },
    status: 200,
  },
  {
    operation: 'NetworkConnect',
    method: 'POST',
    url: '/networks/mine/connect',
    json: { Container: 'none-such' },
    status: 404,
    says: 'No such container: none-such',
  },
  {
    operation: 'NetworkDisconnect',
    method: 'POST',
    url: '/networks/mine/disconnect',
    json: { Container: 'web', Force: true },
    status: 200,
  },
  {
    operation: 'NetworkPrune',
    method: 'POST',
    url: '/networks/prune',
    status: 200,
    answer: { NetworksDeleted: ['old'] },
  },
  {
    operation: 'VolumeList',
    url: '/volumes',
    status: 200,
  },
  { operation: 'VolumeInspect', url: '/volumes/x', status: 404, says: 'get x: no such volume' },
  {
    operation: 'VolumeDelete',
    method: 'DELETE',
    url: '/volumes/x',
    status: 404,
    says: 'get x: no such volume',
  },
  { operation: 'VolumeDelete', method: 'DELETE', url: '/volumes/x?force=1', status: 204 },
  {
    operation: 'VolumePrune',
    method: 'POST',
    url: '/volumes/prune',
    status: 200,
    answer: { VolumesDeleted: ['old'], SpaceReclaimed: 7 },
  },
  { operation: 'SystemVersion', url: '/version', status: 200 },
  { operation: 'SystemInfo', url: '/info', status: 200 },
  { operation: 'SystemInfo', url: '/v1.40/info', status: 200 },
  {
    operation: 'SystemEvents',
    url: '/events?since=30s',
    status: 400,
    says: 'strconv.ParseInt: parsing "30s": invalid syntax',
  },
  {
    operation: 'SystemEvents',
    url: '/events?since=10&until=5',
    status: 400,
    says: '`since` time (10) cannot be after `until` time (5)',
  },
  {
    operation: 'SystemEvents',
    url: '/v1.41/events?since=1&until=2&filters={"nonsense":["x"]}',
    status: 200,
    asks: [
      'system.events',
      { sinceMs: 1000, untilMs: 2000, filters: new Map([['nonsense', ['x']]]) },
    ],
  },
  { operation: 'PluginList', url: '/plugins', status: 200, answer: [] },
  {
    operation: 'PluginInspect',
    url: '/plugins/a/b/json',
    status: 404,
    says: 'plugin "a/b" not found',
  },
  {
    operation: 'PluginDelete',
    method: 'DELETE',
    url: '/plugins/a/b',
    status: 404,
    says: 'plugin "a/b" not found',
  },
];

describe('operations answer as documented', () => {
  for (const entry of CASES) {
    const { operation, method = 'GET', url, status, says, asks } = entry;
    test(`${operation}: ${method} ${url} answers ${status}`, async () => {
      const made = contract(entry.fakes);
      const streamed = operation === 'SystemEvents' || operation === 'ContainerLogs';
      const reply = await call(made, entry, streamed && status === 200 ? undefined : operation);
      assert.equal(reply.status, status, reply.text);
      if (says !== undefined) assert.deepEqual(reply.json, { message: says });
      if ('answer' in entry) assert.deepEqual(reply.json, entry.answer);
      if (asks === undefined) return;
      const [asked, ...args] = asks;
      assert.deepEqual(made.world.lastOf(asked), args);
    });
  }
});

const handlers = routes(fakeManagers(), { builderVersion: '1' });
const path = (id: OperationId): string => OPERATIONS[id].path.replaceAll(/:\w+/g, 'x');
const MARKS = Object.entries(handlers) as [OperationId, { served?: 'no' | 'swarm' }][];

describe('operations that are not served say so', () => {
  for (const [id, { served }] of MARKS) {
    const { method, body } = OPERATIONS[id];
    if (served === undefined) continue;
    test(`${id} is answered with ${served === 'no' ? '501' : '503'}`, async () => {
      const json = body === 'json' ? {} : undefined;
      const url = path(id);
      const reply = await call(contract(), { method, url, ...(json ? { json } : {}) });
      assert.equal(reply.status, served === 'no' ? 501 : 503, reply.text);
      if (method === 'HEAD') return;
      const { message } = reply.json as { message: string };
      assert.ok(message.length > 10);
    });
  }
});

test('leaving no swarm is answered as one that is in none', async () => {
  const reply = await call(contract(), { method: 'POST', url: '/swarm/leave?force=True' });
  assert.equal(reply.status, 503);
  assert.deepEqual(reply.json, { message: 'This node is not part of a swarm' });
  const info = await call(contract(), { url: '/swarm' });
  assert.deepEqual(info.json, {
    message:
      'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
  });
});

test('progress is told in records, and failures after the first in band', async () => {
  const url = '/images/create?fromImage=halfway&tag=latest&platform=linux/arm64';
  const made = contract();
  const headers = { 'x-registry-auth': 'e30=', 'user-agent': 'Docker-Client/28' };
  const reply = await call(made, { method: 'POST', url, headers });
  assert.equal(reply.status, 200);
  assert.equal(reply.headers['content-type'], 'application/json');
  assert.deepEqual(
    reply.text.split('\r\n').map((line) => line && (JSON.parse(line) as unknown)),
    [
      { status: 'Pulling from halfway', id: 'latest' },
      { errorDetail: { message: 'unexpected end of layer' }, error: 'unexpected end of layer' },
      '',
    ],
  );
  assert.deepEqual(made.world.lastOf('image.pull'), [
    { name: 'halfway', tag: 'latest' },
    { platform: 'linux/arm64', registryAuth: 'e30=', userAgent: 'Docker-Client/28' },
  ]);
});

test('load takes any content type and tells failures in band', async () => {
  const made = contract();
  const request = {
    method: 'POST',
    url: '/images/load?quiet=0',
    payload: Buffer.alloc(2_000_000),
  } as const;
  const reply = await call(made, { ...request, headers: { 'content-type': 'tar' } });
  assert.equal(reply.text, '{"stream":"Loaded image: busybox:latest\\n"}\r\n');
  assert.deepEqual(made.world.lastOf('image.load'), [{ quiet: false }]);
  const empty = await call(made, { method: 'POST', url: '/images/load' });
  assert.equal(empty.status, 200);
  assert.equal(
    empty.text,
    '{"errorDetail":{"message":"the archive is empty"},"error":"the archive is empty"}\r\n',
  );
  assert.deepEqual(made.world.lastOf('image.load'), [{ quiet: true }]);
});

test('import answers the new id as a status', async () => {
  const made = contract();
  const url = '/images/create?fromSrc=-&repo=mine&tag=1&changes=CMD+a&changes=ENV+b%3Dc&message=';
  const reply = await call(made, { method: 'POST', url, payload: 'tar' });
  assert.deepEqual(JSON.parse(reply.text), { status: IMAGE_ID });
  assert.deepEqual(made.world.lastOf('image.import'), [
    { repo: 'mine', tag: '1', changes: ['CMD a', 'ENV b=c'], message: 'Imported from -' },
  ]);
});

test('an import that may not be is refused before a word', async () => {
  const fakes = { images: { import: rejects(forbidden('no')) } };
  const url = '/images/create?fromSrc=-&repo=mine';
  const reply = await call(contract(fakes), { method: 'POST', url, payload: 'tar' });
  assert.equal(reply.status, 403);
});

test('events are lines, labelled by version', async () => {
  const old = await call(contract(), { url: '/v1.51/events' });
  assert.equal(old.headers['content-type'], 'application/json');
  assert.match(old.text, /"status":"start"/);
  const recent = await call(contract(), { url: '/events' });
  assert.equal(recent.headers['content-type'], 'application/jsonl');
  assert.equal(recent.text.trimEnd().split('\n').length, 3);
});

test('samples are lines', async () => {
  const reply = await call(contract(), { url: '/containers/web/stats' });
  assert.equal(reply.headers['content-type'], 'application/json');
  assert.equal(reply.text.trimEnd().split('\n').length, 2);
});

test('logs say whether they are framed, from 1.42 on', async () => {
  const type = async (url: string): Promise<unknown> =>
    (await call(contract(), { url })).headers['content-type'];
  assert.equal(
    await type('/containers/web/logs?stdout=1'),
    'application/vnd.docker.multiplexed-stream',
  );
  assert.equal(
    await type('/v1.41/containers/web/logs?stdout=1'),
    'application/vnd.docker.raw-stream',
  );
});
