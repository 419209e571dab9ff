import type { EngineEvent } from '../lib/engine-event.ts';
import type { Db } from './database.ts';

/** An event with its place in the history. */
export interface StoredEvent {
  /** Rises by one with every event, across restarts too. */
  readonly seq: number;
  readonly event: EngineEvent;
}

export interface EventRange {
  /** Only what came after this place; 0 for everything. */
  readonly afterSeq: number;
  /** Up to and with this place. */
  readonly toSeq: number;
  /** Only what happened then or later, in milliseconds since 1970. */
  readonly sinceMs?: number;
  readonly limit: number;
}

export interface EventRetention {
  readonly count: number;
  readonly ageMs: number;
}

/** The engine's history at rest. Synchronous: a call that returned is on disk. */
export interface EventStore {
  /**
   * Runs `write` and stores the event in one transaction: both are true, or neither. An event alone
   * acknowledges nothing: it survives every crash of ours, but is not worth waiting for the disk (0.2 ms),
   * so a loss of power may take the last ones. @returns its place
   */
  append(event: EngineEvent, write?: () => void): number;
  /** In order of their places. */
  read(range: EventRange): readonly StoredEvent[];
  /** The newest place; 0 for an empty history. */
  lastSeq(): number;
  /** Forgets what is older or more than asked. */
  prune(retention: EventRetention, now: Date): void;
}

interface Row {
  readonly seq: number;
  readonly time_ms: number;
  readonly document: string;
}

export class SqliteEventStore implements EventStore {
  readonly #db: Db;
  readonly #append: (event: EngineEvent, write?: () => void) => number;
  readonly #read;
  readonly #last;
  readonly #prune;

  constructor(db: Db) {
    this.#db = db;
    const insert = db.prepare<[number, string]>(
      'INSERT INTO event (time_ms, document) VALUES (?, ?)',
    );
    this.#append = db.transaction((event: EngineEvent, write?: () => void) => {
      write?.();
      const { time, ...document } = event;
      return Number(insert.run(time.getTime(), JSON.stringify(document)).lastInsertRowid);
    });
    this.#read = db.prepare<[number, number, number, number], Row>(
      `SELECT seq, time_ms, document FROM event
       WHERE seq > ? AND seq <= ? AND time_ms >= ? ORDER BY seq LIMIT ?`,
    );
    // The sequence outlives pruned rows, so a reader's place never points into the future.
    this.#last = db
      .prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'event'")
      .pluck();
    this.#prune = db.prepare<[number, number]>('DELETE FROM event WHERE seq <= ? OR time_ms < ?');
  }

  append(event: EngineEvent, write?: () => void): number {
    if (write !== undefined) return this.#append(event, write);
    this.#db.pragma('synchronous = NORMAL');
    try {
      return this.#append(event);
    } finally {
      this.#db.pragma('synchronous = FULL');
    }
  }

  read({ afterSeq, toSeq, sinceMs, limit }: EventRange): readonly StoredEvent[] {
    return this.#read.all(afterSeq, toSeq, sinceMs ?? 0, limit).map(toEvent);
  }

  lastSeq(): number {
    return this.#last.get() ?? 0;
  }

  prune({ count, ageMs }: EventRetention, now: Date): void {
    this.#prune.run(this.lastSeq() - count, now.getTime() - ageMs);
  }
}

function toEvent({ seq, time_ms, document }: Row): StoredEvent {
  const fields = JSON.parse(document) as Omit<EngineEvent, 'time'>;
  return { seq, event: { ...fields, time: new Date(time_ms) } };
}
