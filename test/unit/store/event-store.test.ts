import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { EngineEvent } from '../../../src/lib/engine-event.ts';
import { type Db, openDatabase } from '../../../src/store/database.ts';
import { SqliteEventStore } from '../../../src/store/event-store.ts';
import { SqliteMetaStore } from '../../../src/store/meta-store.ts';

const event = (action: string, ms: number): EngineEvent => ({
  type: 'container',
  action,
  id: 'c1',
  attributes: { name: 'web' },
  time: new Date(ms),
});

const ALL = { afterSeq: 0, toSeq: 1e9, limit: 100 };

function withStore(work: (store: SqliteEventStore, db: Db) => void): void {
  const db = openDatabase(':memory:');
  try {
    work(new SqliteEventStore(db), db);
  } finally {
    db.close();
  }
}

describe('event store', () => {
  it('gives back what was written, in order', () => {
    withStore((store) => {
      assert.equal(store.lastSeq(), 0);
      assert.equal(store.append(event('create', 1000)), 1);
      assert.equal(store.append(event('start', 2000)), 2);
      assert.equal(store.lastSeq(), 2);
      assert.deepEqual(store.read(ALL), [
        { seq: 1, event: event('create', 1000) },
        { seq: 2, event: event('start', 2000) },
      ]);
      assert.deepEqual(
        store.read({ ...ALL, sinceMs: 1000.5 }).map(({ seq }) => seq),
        [2],
      );
      assert.deepEqual(
        store.read({ ...ALL, toSeq: 1 }).map(({ seq }) => seq),
        [1],
      );
    });
  });

  it('stores neither the event nor the write when one of them fails', () => {
    withStore((store, db) => {
      const insert = db.prepare("INSERT INTO meta VALUES ('k', 'v')");
      assert.throws(() =>
        store.append(event('create', 1), () => {
          insert.run();
          throw new TypeError('no');
        }),
      );
      assert.equal(db.prepare('SELECT count(*) FROM meta').pluck().get(), 0);
      assert.equal(store.read(ALL).length, 0);
    });
  });

  it('forgets by count and by age, and its places go on rising', () => {
    withStore((store) => {
      for (let index = 1; index <= 10; index += 1) store.append(event('a', index * 1000));
      store.prune({ count: 5, ageMs: 1e9 }, new Date(10_000));
      assert.equal(store.read(ALL)[0]?.seq, 6);
      store.prune({ count: 100, ageMs: 2000 }, new Date(10_000));
      assert.equal(store.read(ALL)[0]?.seq, 8);
      store.prune({ count: 100, ageMs: 0 }, new Date(20_000));
      assert.equal(store.read(ALL).length, 0);
      assert.equal(store.lastSeq(), 10);
      assert.equal(store.append(event('b', 1)), 11);
    });
  });
});

it('the engine keeps its id', () => {
  withStore((_, db) => {
    const id = new SqliteMetaStore(db).engineId();
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.equal(new SqliteMetaStore(db).engineId(), id);
  });
});
