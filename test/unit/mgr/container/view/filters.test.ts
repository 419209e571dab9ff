import assert from 'node:assert/strict';
import { test } from 'node:test';

import { notFound } from '../../../../../src/lib/errors.ts';
import type { ContainerRecord } from '../../../../../src/mgr/container/record.ts';
import {
  byAge,
  containerFilters,
  type FilterContext,
  impliesAll,
} from '../../../../../src/mgr/container/view/filters.ts';
import { recordWith } from '../../../../fakes/container-record.ts';
import { cpuNow } from '../../../../helpers/cpu-clock.ts';

const at = (second: number) => new Date(Date.UTC(2024, 0, 1, 0, 0, second));
const exit = (exitCode: number) => ({
  exitCode,
  startedAt: at(1),
  finishedAt: at(2),
  oomKilled: false,
  error: '',
});

const bridge = {
  networkId: 'abcdef',
  networkName: 'bridge',
  endpointId: '',
  macAddress: '02:42:00:00:00:02',
  interfaceName: 'eth0',
  aliases: [],
  ports: [{ protocol: 'tcp', containerPort: 80, hostIp: '0.0.0.0', hostPort: 8080 } as const],
  dnsNames: [],
};

const web = recordWith({
  id: `a1${'0'.repeat(62)}`,
  name: 'web',
  createdAt: at(1),
  config: {
    Image: 'x',
    Cmd: ['x'],
    Labels: { tier: 'front', a: '' },
    ExposedPorts: { '80/tcp': {} },
  },
  hostConfig: { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] } },
  endpoints: { bridge },
  state: { status: 'running', pid: 1, startedAt: at(1), oomKilled: false },
  mounts: [
    {
      type: 'bind',
      source: '/src',
      destination: '/dst',
      readWrite: true,
      mode: '',
      propagation: '',
      options: [],
      createSource: true,
      origin: 'binds',
    },
  ],
});
const db = recordWith({
  id: `b2${'0'.repeat(62)}`,
  name: 'db-1',
  createdAt: at(2),
  state: { status: 'exited', last: exit(137) },
  config: { Image: 'x', Cmd: ['x'], Labels: { tier: 'back' } },
  image: { ...recordWith().image, id: 'sha256:db' },
  hostConfig: { NetworkMode: 'none' },
  networkingConfig: { EndpointsConfig: { none: {} } },
});
const fresh = recordWith({ id: `c3${'0'.repeat(62)}`, name: 'new', createdAt: at(3) });

const ALL = [web, db, fresh];

const context: FilterContext = {
  resolve: (ref) => {
    const found = ALL.find(({ name }) => name === ref);
    if (found === undefined) throw notFound(`No such container: ${ref}`);
    return found;
  },
  ancestorIds: new Set(['sha256:db']),
  healthOf: (record) => (record === web ? 'healthy' : 'none'),
};

const names = (filters: Record<string, string[]>): string[] => {
  const predicate = containerFilters(new Map(Object.entries(filters)), context);
  return ALL.filter(predicate).map(({ name }: ContainerRecord) => name);
};

const FOUND: readonly [Record<string, string[]>, string[]][] = [
  [{}, ['web', 'db-1', 'new']],
  [{ name: ['web'] }, ['web']],
  [{ name: ['^/web$'] }, ['web']],
  [{ name: ['e'] }, ['web', 'new']],
  [{ name: ['^db-\\d$', 'new'] }, ['db-1', 'new']],
  [{ name: ['('] }, []],
  [{ id: ['a1'] }, ['web']],
  [{ label: ['tier'] }, ['web', 'db-1']],
  [{ label: ['tier=front'] }, ['web']],
  [{ label: ['tier=front', 'a'] }, ['web']],
  [{ label: ['tier=front', 'b'] }, []],
  [{ status: ['exited'] }, ['db-1']],
  [{ status: ['exited', 'running'] }, ['web', 'db-1']],
  [{ exited: ['137'] }, ['db-1']],
  [{ exited: ['0'] }, []],
  [{ health: ['healthy'] }, ['web']],
  [{ health: ['none'] }, ['db-1', 'new']],
  [{ before: ['db-1'] }, ['web']],
  [{ since: ['db-1'] }, ['new']],
  [{ ancestor: ['db-image'] }, ['db-1']],
  [{ volume: ['/dst'] }, ['web']],
  [{ volume: ['/src'] }, ['web']],
  [{ network: ['bridge'] }, ['web', 'new']],
  [{ network: ['abc'] }, ['web']],
  [{ network: ['none'] }, ['db-1']],
  [{ publish: ['8080'] }, ['web']],
  [{ publish: ['8000-9000/tcp'] }, ['web']],
  [{ publish: ['8080/udp'] }, []],
  [{ expose: ['80'] }, ['web']],
  [{ 'is-task': ['true'] }, []],
  [{ 'is-task': ['false'] }, ['web', 'db-1', 'new']],
  [{ name: ['e'], status: ['created'] }, ['new']],
];

for (const [filters, expected] of FOUND) {
  test(`filters ${JSON.stringify(filters)}`, () => assert.deepEqual(names(filters), expected));
}

for (const [filters, message] of [
  [{ status: ['sleeping'] }, "invalid filter 'status=sleeping'"],
  [{ exited: ['x'] }, 'strconv.Atoi: parsing "x": invalid syntax'],
  [{ health: ['ill'] }, 'unrecognized filter value for health: ill'],
  [{ 'is-task': ['maybe'] }, "invalid filter 'is-task=[maybe]'"],
  [{ publish: ['1:2'] }, "filter for 'publish' should not contain ':': 1:2"],
  [{ expose: ['99999'] }, 'error while looking up for expose 99999: invalid port range'],
] as const) {
  test(`refused: ${JSON.stringify(filters)}`, () => {
    const make = () => names(filters as unknown as Record<string, string[]>);
    assert.throws(make, { code: 'invalidArgument', message });
  });
}

test('an unknown container as a bound is not found', () => {
  assert.throws(() => names({ before: ['x'] }), {
    code: 'notFound',
    message: 'No such container: x',
  });
});

test('only a question about status looks at stopped containers', () => {
  assert.equal(impliesAll(new Map([['status', ['exited']]])), true);
  assert.equal(impliesAll(new Map([['name', ['x']]])), false);
});

test('newest first', () => {
  assert.deepEqual(
    [...ALL].sort(byAge).map(({ name }) => name),
    ['new', 'db-1', 'web'],
  );
});

test('a hostile name filter over a thousand containers ends in time', () => {
  const name = 'a'.repeat(60);
  const records = Array.from({ length: 1000 }, () => recordWith({ name }));
  const filter = containerFilters(new Map([['name', ['^(a+)+$!']]]), context);
  const rounds = Array.from({ length: 5 }, () => {
    const start = cpuNow();
    records.filter(filter);
    return cpuNow() - start;
  });
  const best = Math.min(...rounds);
  assert.ok(best < 100, `${best} ms`);
});
