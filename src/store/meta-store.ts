import { randomUUID } from 'node:crypto';

import type { Db } from './database.ts';

/** Single facts about this engine that outlive it. */
export interface MetaStore {
  /** Made on the first call and the same ever after: `info` shows it, and events of the daemon carry it. */
  engineId(): string;
}

export class SqliteMetaStore implements MetaStore {
  readonly #insert;
  readonly #get;

  constructor(db: Db) {
    this.#insert = db.prepare<[string, string]>('INSERT OR IGNORE INTO meta VALUES (?, ?)');
    this.#get = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck();
  }

  engineId(): string {
    const known = this.#get.get('engine-id');
    if (known !== undefined) return known;
    const id = randomUUID();
    this.#insert.run('engine-id', id);
    return id;
  }
}
