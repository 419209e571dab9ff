import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { conflict } from '../../lib/errors.ts';

/**
 * Says where we are, for scripts. A file of a joeyd that lives is respected; any other is replaced, since
 * numbers are used again. Disposing removes it while it is still ours.
 *
 * @throws conflict
 */
export function writePidFile(path: string): Disposable {
  const other = readPid(path);
  if (other !== undefined && other !== process.pid && isJoeyd(other)) {
    throw conflict(
      `process with PID ${other} is still running: is another joeyd using the pidfile ${path}?`,
    );
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${process.pid}\n`, { mode: 0o644 });
  return {
    [Symbol.dispose]: () => {
      if (readPid(path) === process.pid) rmSync(path, { force: true });
    },
  };
}

function readPid(path: string): number | undefined {
  const text = read(path).trim();
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function isJoeyd(pid: number): boolean {
  return /joeyd|daemon\/main\.ts/.test(read(`/proc/${pid}/cmdline`));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
