import { conflict } from '../lib/errors.ts';
import type { Db } from './database.ts';

/** A row: the columns that are looked up or kept unique, and the whole network as JSON. */
export interface NetworkRow {
  readonly id: string;
  readonly name: string;
  readonly document: string;
}

/** Networks at rest. Synchronous: a call that returned is on disk. */
export interface NetworkStore {
  /** @throws conflict when the name or the id is taken */
  insert(row: NetworkRow): void;
  update(row: NetworkRow): void;
  delete(id: string): void;
  /** By name. */
  all(): readonly NetworkRow[];
}

export class SqliteNetworkStore implements NetworkStore {
  readonly #insert;
  readonly #update;
  readonly #delete;
  readonly #all;

  constructor(db: Db) {
    this.#insert = db.prepare<[NetworkRow]>(
      'INSERT INTO network (id, name, document) VALUES (@id, @name, @document)',
    );
    this.#update = db.prepare<[NetworkRow]>(
      'UPDATE network SET name = @name, document = @document WHERE id = @id',
    );
    this.#delete = db.prepare<[string]>('DELETE FROM network WHERE id = ?');
    this.#all = db.prepare<[], NetworkRow>('SELECT id, name, document FROM network ORDER BY name');
  }

  insert(row: NetworkRow): void {
    try {
      this.#insert.run(row);
    } catch (err) {
      const { code = '' } = err as { code?: string };
      if (!code.startsWith('SQLITE_CONSTRAINT')) throw err;
      throw conflict(`network with name ${row.name} already exists`, err);
    }
  }

  update(row: NetworkRow): void {
    this.#update.run(row);
  }

  delete(id: string): void {
    this.#delete.run(id);
  }

  all(): readonly NetworkRow[] {
    return this.#all.all();
  }
}
