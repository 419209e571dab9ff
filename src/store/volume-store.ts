import type { Db } from './database.ts';

/** A row: the name, and the whole volume as JSON. */
export interface VolumeRow {
  readonly name: string;
  readonly document: string;
}

/** Volumes at rest. Synchronous: a call that returned is on disk. */
export interface VolumeStore {
  /** Adds the row, or replaces the one of its name. */
  put(row: VolumeRow): void;
  delete(name: string): void;
  all(): readonly VolumeRow[];
}

export class SqliteVolumeStore implements VolumeStore {
  readonly #put;
  readonly #delete;
  readonly #all;

  constructor(db: Db) {
    this.#put = db.prepare<[VolumeRow]>(
      `INSERT INTO volume (name, document) VALUES (@name, @document)
       ON CONFLICT (name) DO UPDATE SET document = excluded.document`,
    );
    this.#delete = db.prepare<[string]>('DELETE FROM volume WHERE name = ?');
    this.#all = db.prepare<[], VolumeRow>('SELECT name, document FROM volume ORDER BY name');
  }

  put(row: VolumeRow): void {
    this.#put.run(row);
  }

  delete(name: string): void {
    this.#delete.run(name);
  }

  all(): readonly VolumeRow[] {
    return this.#all.all();
  }
}
