import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { EngineEvent, EventSink } from '../../../../src/lib/engine-event.ts';
import type { ContainerRecord } from '../../../../src/mgr/container/record.ts';
import { ContainerRegistry } from '../../../../src/mgr/container/registry.ts';
import { SqliteContainerStore } from '../../../../src/store/container-store.ts';
import { openDatabase } from '../../../../src/store/database.ts';

const id = (digit: string): string => digit.repeat(64);
const event: EngineEvent = {
  type: 'container',
  action: 'create',
  id: id('a'),
  attributes: {},
  time: new Date(0),
};

const record = (digit: string, name: string): ContainerRecord => ({
  id: id(digit),
  name,
  createdAt: new Date('2026-01-01T00:00:00.123Z'),
  config: { Labels: { createdAt: '5' } },
  hostConfig: {},
  networkingConfig: {},
  image: {
    id: 'sha256:1',
    chainId: '',
    manifest: null,
    platform: { os: 'linux', architecture: 'amd64' },
  },
  snapshotter: 'overlayfs',
  mounts: [],
  endpoints: {},
  state: { status: 'running', pid: 1, startedAt: new Date(5), oomKilled: false },
  restartCount: 0,
  manuallyStopped: false,
});

const sink: EventSink = { publish: (_event, write) => write?.() };

function fixture() {
  const store = new SqliteContainerStore(openDatabase(':memory:'));
  return { store, registry: new ContainerRegistry(store, sink) };
}

function add(registry: ContainerRegistry, entry: ContainerRecord): void {
  registry.reserve(entry);
  registry.commit(entry, event);
}

test('containers are found by id, by name with and without slash, and by unique prefix', () => {
  const { registry } = fixture();
  add(registry, record('a', 'web'));
  for (const ref of [id('a'), 'web', '/web', 'aaaa', 'a']) {
    assert.equal(registry.resolve(ref).name, 'web', ref);
  }
});

test('a name wins over a prefix, an ambiguous prefix is an error', () => {
  const { registry } = fixture();
  add(registry, { ...record('a', 'web'), id: `ab${'0'.repeat(62)}` });
  add(registry, { ...record('b', 'ab'), id: `ac${'0'.repeat(62)}` });
  assert.equal(registry.resolve('ab').id, `ac${'0'.repeat(62)}`);
  assert.throws(() => registry.resolve('a'), {
    code: 'invalidArgument',
    message: 'multiple IDs found with provided prefix: a',
  });
  assert.throws(() => registry.resolve(''), { code: 'notFound' });
  assert.throws(() => registry.resolve('zzz'), { message: 'No such container: zzz' });
});

test('a name is taken from the reservation on', () => {
  const { registry } = fixture();
  registry.reserve(record('a', 'web'));
  assert.throws(() => registry.reserve(record('b', 'web')), {
    code: 'conflict',
    message: `Conflict. The container name "/web" is already in use by container "${id('a')}". You have to remove (or rename) that container to be able to reuse that name.`,
  });
  assert.throws(() => registry.resolve('web'), { code: 'notFound' });
  assert.equal(registry.knows(id('a')), true);
});

test('a rename frees the old name and refuses a taken one', () => {
  const { registry } = fixture();
  add(registry, record('a', 'web'));
  add(registry, record('b', 'db'));
  registry.save({ ...registry.resolve('web'), name: 'www' });
  assert.throws(() => registry.resolve('web'), { code: 'notFound' });
  assert.throws(() => registry.save({ ...registry.resolve('www'), name: 'db' }), {
    code: 'conflict',
  });
  add(registry, record('c', 'web'));
});

test('after a restart everything is there, times are times, and unfinished creates are told', () => {
  const { store, registry } = fixture();
  add(registry, record('a', 'web'));
  registry.reserve(record('b', 'half'));
  const again = new ContainerRegistry(store, sink);
  const { unfinished, damaged } = again.load();
  assert.deepEqual(again.resolve('web'), record('a', 'web'));
  assert.deepEqual(
    unfinished.map(({ name }) => name),
    ['half'],
  );
  assert.deepEqual(damaged, []);
});

test('a row that cannot be read is told and keeps its name', () => {
  const { store, registry } = fixture();
  store.insert({
    id: id('d'),
    name: 'broken',
    createdAt: 0,
    imageId: '',
    status: 'exited',
    document: '{',
  });
  assert.deepEqual(registry.load().damaged, [id('d')]);
  assert.equal(registry.nameTaken('broken'), true);
});
