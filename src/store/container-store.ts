import { conflict } from '../lib/errors.ts';
import type { Db } from './database.ts';

/** A row: the columns that are looked up or kept unique, and the whole record as JSON. */
export interface ContainerRow {
  readonly id: string;
  readonly name: string;
  /** milliseconds since 1970 */
  readonly createdAt: number;
  readonly imageId: string;
  /** `creating` until every effect of create is there; else the state's status. */
  readonly status: string;
  readonly document: string;
}

/** Containers at rest. Synchronous: a call that returned is on disk. */
export interface ContainerStore {
  /** @throws conflict when the name or the id is taken */
  insert(row: ContainerRow): void;
  update(row: ContainerRow): void;
  delete(id: string): void;
  all(): readonly ContainerRow[];
}

export class SqliteContainerStore implements ContainerStore {
  readonly #insert;
  readonly #update;
  readonly #delete;
  readonly #all;

  constructor(db: Db) {
    this.#insert = db.prepare<[ContainerRow]>(
      `INSERT INTO container (id, name, created_at, image_id, status, document)
       VALUES (@id, @name, @createdAt, @imageId, @status, @document)`,
    );
    this.#update = db.prepare<[ContainerRow]>(
      `UPDATE container SET name = @name, image_id = @imageId, status = @status, document = @document
       WHERE id = @id`,
    );
    this.#delete = db.prepare<[string]>('DELETE FROM container WHERE id = ?');
    this.#all = db.prepare<[], ContainerRow>(
      `SELECT id, name, created_at AS createdAt, image_id AS imageId, status, document
       FROM container ORDER BY created_at`,
    );
  }

  insert(row: ContainerRow): void {
    uniquely(row, () => this.#insert.run(row));
  }

  update(row: ContainerRow): void {
    uniquely(row, () => this.#update.run(row));
  }

  delete(id: string): void {
    this.#delete.run(id);
  }

  all(): readonly ContainerRow[] {
    return this.#all.all();
  }
}

function uniquely(row: ContainerRow, write: () => void): void {
  try {
    write();
  } catch (err) {
    if ((err as { code?: string }).code !== 'SQLITE_CONSTRAINT_UNIQUE') throw err;
    throw conflict(`the container name "/${row.name}" is already in use`, err);
  }
}
