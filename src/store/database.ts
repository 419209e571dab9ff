import Database from 'better-sqlite3';

import { internal } from '../lib/errors.ts';
import { MIGRATIONS } from './migrations/index.ts';

export type Db = Database.Database;

/**
 * Opens (or makes) the engine's database: WAL so that readers never wait, FULL so that what was
 * acknowledged is on disk (0.2 ms a commit).
 */
export function openDatabase(path: string): Db {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  migrate(db);
  return db;
}

/** Brings the schema up to date: an ordered list, one transaction each, the count kept in `user_version`. */
function migrate(db: Db): void {
  const done = db.pragma('user_version', { simple: true }) as number;
  if (done > MIGRATIONS.length) {
    throw internal(
      `the database is of a newer version (${done}) than this program (${MIGRATIONS.length})`,
    );
  }
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < done) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${index + 1}`);
    })();
  }
}
