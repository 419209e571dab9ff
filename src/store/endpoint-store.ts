import { conflict } from '../lib/errors.ts';
import type { Db } from './database.ts';

/** A container's place in a network: the columns that are kept unique, and all of it as JSON. */
export interface EndpointRow {
  readonly containerId: string;
  readonly networkId: string;
  /** Null in networks without addresses of the family. */
  readonly ipv4: string | null;
  readonly ipv6: string | null;
  readonly document: string;
}

/** Endpoints and with them all addresses in use. Synchronous: a call that returned is on disk. */
export interface EndpointStore {
  /** @throws conflict when the container is in the network, or the address is taken */
  insert(row: EndpointRow): void;
  update(row: EndpointRow): void;
  delete(containerId: string, networkId: string): void;
  all(): readonly EndpointRow[];
}

export class SqliteEndpointStore implements EndpointStore {
  readonly #insert;
  readonly #update;
  readonly #delete;
  readonly #all;

  constructor(db: Db) {
    this.#insert = db.prepare<[EndpointRow]>(
      `INSERT INTO endpoint (container_id, network_id, ipv4, ipv6, document)
       VALUES (@containerId, @networkId, @ipv4, @ipv6, @document)`,
    );
    this.#update = db.prepare<[EndpointRow]>(
      `UPDATE endpoint SET ipv4 = @ipv4, ipv6 = @ipv6, document = @document
       WHERE container_id = @containerId AND network_id = @networkId`,
    );
    this.#delete = db.prepare<[string, string]>(
      'DELETE FROM endpoint WHERE container_id = ? AND network_id = ?',
    );
    this.#all = db.prepare<[], EndpointRow>(
      `SELECT container_id AS containerId, network_id AS networkId, ipv4, ipv6, document
       FROM endpoint ORDER BY rowid`,
    );
  }

  insert(row: EndpointRow): void {
    uniquely(row, () => this.#insert.run(row));
  }

  update(row: EndpointRow): void {
    uniquely(row, () => this.#update.run(row));
  }

  delete(containerId: string, networkId: string): void {
    this.#delete.run(containerId, networkId);
  }

  all(): readonly EndpointRow[] {
    return this.#all.all();
  }
}

function uniquely(row: EndpointRow, write: () => void): void {
  try {
    write();
  } catch (err) {
    const { code = '' } = err as { code?: string };
    if (!code.startsWith('SQLITE_CONSTRAINT')) throw err;
    const address = row.ipv4 ?? row.ipv6;
    const what = address === null ? 'endpoint' : `address ${address}`;
    throw conflict(`the ${what} is already in use in network ${row.networkId}`, err);
  }
}
