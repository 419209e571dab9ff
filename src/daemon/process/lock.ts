import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { conflict } from '../../lib/errors.ts';

/**
 * Makes the data root ours for as long as the process lives: two engines on one database would each undo
 * what the other does. The kernel gives the lock back with the descriptor, also after `kill -9`.
 *
 * @throws conflict naming the process that has it
 */
export async function lockDataRoot(dataRoot: string): Promise<Disposable> {
  const { tryLock } = await import('../../lib/sys/flock.ts');
  mkdirSync(dataRoot, { recursive: true, mode: 0o711 });
  const path = join(dataRoot, 'joeyd.lock');
  const fd = openSync(path, 'a+', 0o600);
  if (!tryLock(fd)) {
    closeSync(fd);
    throw conflict(`data-root ${dataRoot} is in use by another joeyd${holder(path)}`);
  }
  writeHolder(path);
  return { [Symbol.dispose]: () => closeSync(fd) };
}

/** The file's text is for people only; the lock is what counts. */
function writeHolder(path: string): void {
  const fd = openSync(path, 'w');
  writeSync(fd, `${process.pid}\n`);
  closeSync(fd);
}

function holder(path: string): string {
  const pid = readFileSync(path, 'utf8').trim();
  return /^\d+$/.test(pid) ? ` (process ${pid})` : '';
}
