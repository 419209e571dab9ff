import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isCode } from '../../../src/lib/errors.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { type EndpointRow, SqliteEndpointStore } from '../../../src/store/endpoint-store.ts';
import { SqliteNetworkStore } from '../../../src/store/network-store.ts';

const row = (containerId: string, ipv4: string | null): EndpointRow => ({
  containerId,
  networkId: 'n',
  ipv4,
  ipv6: null,
  document: '{}',
});
const conflicts = (err: unknown): boolean => isCode(err, 'conflict');

test('an address is given once in a network, none any number of times', () => {
  const store = new SqliteEndpointStore(openDatabase(':memory:'));
  store.insert(row('a', '10.0.0.2'));
  assert.throws(() => store.insert(row('b', '10.0.0.2')), conflicts);
  store.insert({ ...row('b', '10.0.0.2'), networkId: 'm' });
  store.insert(row('c', null));
  store.insert(row('d', null));
  store.delete('a', 'n');
  store.insert(row('b', '10.0.0.2'));
  assert.equal(store.all().length, 4);
});

test('a container is in a network once', () => {
  const store = new SqliteEndpointStore(openDatabase(':memory:'));
  store.insert(row('a', null));
  assert.throws(() => store.insert(row('a', '10.0.0.3')), conflicts);
});

test('an update changes address and document', () => {
  const store = new SqliteEndpointStore(openDatabase(':memory:'));
  store.insert(row('a', '10.0.0.2'));
  store.update({ ...row('a', '10.0.0.3'), document: '{"x":1}' });
  assert.deepEqual(store.all(), [{ ...row('a', '10.0.0.3'), document: '{"x":1}' }]);
});

test('names of networks are unique', () => {
  const store = new SqliteNetworkStore(openDatabase(':memory:'));
  store.insert({ id: '1', name: 'a', document: '{}' });
  assert.throws(() => store.insert({ id: '2', name: 'a', document: '{}' }), {
    code: 'conflict',
    message: 'network with name a already exists',
  });
  store.update({ id: '1', name: 'a', document: '{"x":1}' });
  assert.deepEqual(store.all(), [{ id: '1', name: 'a', document: '{"x":1}' }]);
  store.delete('1');
  assert.deepEqual(store.all(), []);
});
