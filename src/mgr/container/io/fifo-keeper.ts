import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { Logger } from '../../../lib/logger.ts';
import { identify, readPidFile, writePidFile } from '../../../lib/process-identity.ts';
import { openOutput } from './io-directory.ts';

export interface FifoKeeperDeps {
  /** Where the keeper's identity is written, so that the next daemon finds it. */
  readonly stateDir: string;
  /** Output pipes of all living containers. */
  readonly paths: () => readonly string[];
  readonly log: Logger;
}

/** Changes are collected for so long: containers that live shorter need no keeper. */
const COLLECT_MS = 250;

/**
 * One sleeping process that holds the output pipes of living containers open. The kernel forgets what is
 * in a pipe that nobody has open: without it the last words of a container that ends while the daemon is
 * down, or has just been killed, would be lost, because the shim closes its ends at the exit.
 * docs/adr/0008-fifo-keeper.md
 */
export class FifoKeeper implements Disposable {
  readonly #deps: FifoKeeperDeps;
  readonly #identityPath: string;
  #timer: NodeJS.Timeout | undefined;
  #child: ChildProcess | undefined;
  /** What an earlier daemon left, until we hold the pipes ourselves. */
  #inherited: number | undefined;

  constructor(deps: FifoKeeperDeps) {
    this.#deps = deps;
    this.#identityPath = join(deps.stateDir, 'fifo-keeper.pid');
    this.#inherited = readPidFile(this.#identityPath)?.pid;
    if (this.#inherited !== undefined) this.changed();
  }

  /** Pipes were opened or closed. */
  changed(): void {
    this.#timer ??= setTimeout(() => this.#renew(), COLLECT_MS).unref();
  }

  /** The daemon ends: what lives now is kept, and without anything living there is nothing to keep. */
  [Symbol.dispose](): void {
    this.#renew();
    this.#child?.unref();
  }

  /** The new keeper holds the pipes before the old one lets go. */
  #renew(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const previous = this.#child?.pid ?? this.#inherited;
    this.#child = undefined;
    this.#inherited = undefined;
    try {
      this.#keep(this.#deps.paths());
    } catch (err) {
      this.#deps.log.warn({ err }, 'pipes of containers are not kept');
    }
    if (previous !== undefined) end(previous);
  }

  #keep(paths: readonly string[]): void {
    rmSync(this.#identityPath, { force: true });
    if (paths.length === 0) return;
    const fds = paths.map(openOutput);
    try {
      const child = spawn('sleep', ['2147483647'], {
        detached: true,
        stdio: ['ignore', 'ignore', 'ignore', ...fds],
        env: {},
      });
      child.on('error', (err) => this.#deps.log.warn({ err }, 'the keeper of pipes failed'));
      child.on('exit', () => {
        if (this.#child === child) this.changed();
      });
      child.unref();
      this.#child = child;
      const identity = identify(child.pid ?? 0);
      if (identity !== undefined) writePidFile(this.#identityPath, identity);
    } finally {
      for (const fd of fds) closeSync(fd);
    }
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
