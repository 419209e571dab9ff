import { copyFile, open, readFile, stat, truncate } from 'node:fs/promises';

import { background } from '../../lib/dispose.ts';
import { isErrno } from '../../lib/errors.ts';
import type { Logger } from '../../lib/logger.ts';

const LIMIT = 4 * 1024 * 1024;
const LOOK_EVERY_MS = 30_000;
const TAIL = 4096;

/**
 * Where containerd logs. A file and not a pipe to us: containerd outlives us, and a Go program dies when it writes to
 * a broken standard error. At most `LIMIT` and one older part of that size (plus what comes in half a minute) stay.
 */
export class LogFile implements Disposable {
  readonly #path: string;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Looks at the size from time to time until disposal. */
  watch(log: Logger): void {
    this.#timer = setInterval(
      () => background(log, 'bounding of the log of containerd', this.bound()),
      LOOK_EVERY_MS,
    ).unref();
  }

  /** For appending: the writer's position follows a truncation. */
  open(): ReturnType<typeof open> {
    return open(this.#path, 'a', 0o600);
  }

  /** Moves a file that became too large aside, beneath the writer's hands. */
  async bound(limit = LIMIT): Promise<void> {
    try {
      if ((await stat(this.#path)).size <= limit) return;
    } catch (err) {
      if (isErrno(err, 'ENOENT')) return;
      throw err;
    }
    await copyFile(this.#path, `${this.#path}.1`);
    await truncate(this.#path);
  }

  /** The last lines, for an error's explanation. */
  async tail(): Promise<string> {
    try {
      return (await readFile(this.#path, 'utf8')).slice(-TAIL).trimEnd();
    } catch {
      return '';
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
