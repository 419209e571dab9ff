import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { systemClock } from '../../../../src/lib/clock.ts';
import type { EngineEvent } from '../../../../src/lib/engine-event.ts';
import { EventHub, type EventQuery } from '../../../../src/mgr/system/event-hub.ts';
import { openDatabase } from '../../../../src/store/database.ts';
import { SqliteEventStore } from '../../../../src/store/event-store.ts';

const event = (action: string, time = new Date()): EngineEvent => ({
  type: 'container',
  action,
  id: 'c1',
  attributes: {},
  time,
});

function newHub(): { hub: EventHub } & Disposable {
  const db = openDatabase(':memory:');
  const retention = { count: 1_000_000, ageMs: 1e12 };
  const hub = new EventHub({
    store: new SqliteEventStore(db),
    clock: systemClock,
    retention: () => retention,
  });
  return { hub, [Symbol.dispose]: () => db.close() };
}

async function collect(events: AsyncIterable<EngineEvent>, count = Infinity): Promise<string[]> {
  const actions: string[] = [];
  for await (const { action } of events) if (actions.push(action) === count) break;
  return actions;
}

const forever = (): AbortSignal => new AbortController().signal;

describe('a reader of events', () => {
  it('without bounds sees only what comes after it asked', async () => {
    using engine = newHub();
    engine.hub.publish(event('before'));
    const events = engine.hub.subscribe({}, forever());
    engine.hub.publish(event('after'));
    assert.deepEqual(await collect(events, 1), ['after']);
    assert.equal(engine.hub.listeners, 0);
  });

  it('goes from history to live without gap or duplicate', async () => {
    using engine = newHub();
    for (let index = 0; index < 1000; index += 1) engine.hub.publish(event(`${index}`));
    const reading = collect(engine.hub.subscribe({ sinceMs: 0 }, forever()), 2000);
    for (let index = 1000; index < 2000; index += 1) {
      if (index % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
      engine.hub.publish(event(`${index}`));
    }
    assert.deepEqual(
      await reading,
      Array.from({ length: 2000 }, (_, index) => `${index}`),
    );
  });

  it('that is slow catches up from the store', async () => {
    using engine = newHub();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { action } of engine.hub.subscribe({}, forever())) {
        seen.push(action);
        await new Promise((resolve) => setImmediate(resolve));
        if (seen.length === 600) break;
      }
    })();
    for (let index = 0; index < 600; index += 1) engine.hub.publish(event(`${index}`));
    await reading;
    assert.equal(seen[599], '599');
  });

  it('ends at an `until` of the past with the history up to it', async () => {
    using engine = newHub();
    const now = Date.now();
    engine.hub.publish(event('old', new Date(now - 5000)));
    engine.hub.publish(event('mid', new Date(now - 3000)));
    engine.hub.publish(event('new', new Date(now - 1000)));
    const ask = (query: EventQuery): Promise<string[]> =>
      collect(engine.hub.subscribe(query, forever()));
    assert.deepEqual(await ask({ sinceMs: now - 4000, untilMs: now - 2000 }), ['mid']);
    assert.deepEqual(await ask({ untilMs: now - 2000 }), ['old', 'mid']);
  });

  it('ends at an `until` that comes while it waits', async () => {
    using engine = newHub();
    const reading = collect(engine.hub.subscribe({ untilMs: Date.now() + 60 }, forever()));
    engine.hub.publish(event('in time'));
    assert.deepEqual(await reading, ['in time']);
  });

  it('ends with its signal and leaves nothing behind', async () => {
    using engine = newHub();
    const leaving = new AbortController();
    const reading = collect(engine.hub.subscribe({}, leaving.signal));
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(engine.hub.listeners, 1);
    leaving.abort();
    assert.deepEqual(await reading, []);
    assert.equal(engine.hub.listeners, 0);
  });

  it('who asks for an impossible range is refused at once, with the sentence of Docker', () => {
    using engine = newHub();
    assert.throws(() => engine.hub.subscribe({ sinceMs: 200_000, untilMs: 100_000 }, forever()), {
      code: 'invalidArgument',
      message: '`since` time (200) cannot be after `until` time (100)',
    });
  });
});
