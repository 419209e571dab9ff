import { closeSync, openSync } from 'node:fs';

import { isErrno } from '../../../lib/errors.ts';

/** One file of a log, open for reading. Whoever holds it closes the descriptor. */
export interface LogFile {
  readonly fd: number;
  readonly compressed: boolean;
  /** Grows by one with each rotation. */
  readonly generation: number;
}

/** `n` rotations ago; 0 is the current file. */
export const rotatedPath = (path: string, n: number): string => (n === 0 ? path : `${path}.${n}`);

/** The file of `n` rotations ago, plain or compressed; undefined where there is none. */
export function openRotated(path: string, n: number, generation: number): LogFile | undefined {
  const name = rotatedPath(path, n);
  const plain = openIfThere(name);
  if (plain !== undefined) return { fd: plain, compressed: false, generation };
  if (n === 0) return undefined;
  const zipped = openIfThere(`${name}.gz`);
  return zipped === undefined ? undefined : { fd: zipped, compressed: true, generation };
}

/**
 * All files of a log, oldest first. Synchronous: the caller sees to it that nobody rotates meanwhile.
 * Once open, they stay readable whatever happens to their names.
 */
export function openLogFiles(path: string, maxFiles: number, generation: number): LogFile[] {
  const files: LogFile[] = [];
  for (let n = 0; n < maxFiles; n += 1) {
    const file = openRotated(path, n, generation - n);
    if (file !== undefined) files.unshift(file);
    else if (n > 0) break;
  }
  return files;
}

export function closeLogFiles(files: readonly LogFile[]): void {
  for (const { fd } of files) closeSync(fd);
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (err) {
    if (isErrno(err, 'ENOENT')) return undefined;
    throw err;
  }
}
