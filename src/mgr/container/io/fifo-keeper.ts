import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Logger } from '../../../lib/logger.ts';
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
    this.#inherited = readIdentity(this.#identityPath);
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
      if (child.pid !== undefined) writeIdentity(this.#identityPath, child.pid);
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

/** A pid alone could be somebody else's by now; with its start time it is not. */
function writeIdentity(path: string, pid: number): void {
  writeFileSync(path, `${pid} ${startTimeOf(pid)}`);
}

function readIdentity(path: string): number | undefined {
  try {
    const [pid, started] = readFileSync(path, 'utf8').split(' ');
    return startTimeOf(Number(pid)) === started ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}

/** Field 22 of /proc/PID/stat; the name before it may hold blanks and parentheses. */
function startTimeOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
