import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import { isErrno } from '../../../lib/errors.ts';
import { rotatedPath } from './log-files.ts';

/**
 * Moves `path` to `path.1`, `path.1` to `path.2` and so on; the last is removed. With one file only, it
 * is removed itself. Synchronous, so that whoever lists the files in the same thread sees all or nothing.
 */
export function rotateFiles(path: string, maxFiles: number): void {
  const last = rotatedPath(path, maxFiles - 1);
  rmSync(last, { force: true });
  rmSync(`${last}.gz`, { force: true });
  for (let n = maxFiles - 2; n >= 0; n -= 1) {
    move(rotatedPath(path, n), rotatedPath(path, n + 1));
    if (n > 0) move(`${rotatedPath(path, n)}.gz`, `${rotatedPath(path, n + 1)}.gz`);
  }
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (err) {
    if (!isErrno(err, 'ENOENT')) throw err;
  }
}

/** Replaces a rotated file by its gzip. The file must not be renamed meanwhile. */
export async function compressFile(path: string): Promise<void> {
  const draft = `${path}.gz.part`;
  try {
    await pipeline(
      createReadStream(path),
      createGzip({ level: 1 }),
      createWriteStream(draft, { mode: 0o640 }),
    );
    await rename(draft, `${path}.gz`);
    await rm(path, { force: true });
  } catch (err) {
    await rm(draft, { force: true });
    throw err;
  }
}
