import { closeSync, constants, mkdirSync, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Stdio } from '../../../ctrd/containerd.ts';
import { errnoOf } from '../../../lib/sys/errno.ts';
import { mkfifo } from '../../../lib/sys/fifo.ts';

const { O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY } = constants;

export interface FifoChoice {
  readonly terminal: boolean;
  readonly stdin: boolean;
}

/** The named pipes of one process; those that exist already are taken as they are. */
export function makeFifos(directory: string, { terminal, stdin }: FifoChoice): Stdio {
  mkdirSync(directory, { recursive: true, mode: 0o711 });
  const make = (name: string): string => {
    const path = join(directory, name);
    try {
      mkfifo(path, 0o700);
    } catch (err) {
      if (errnoOf(err) !== 'EEXIST') throw err;
    }
    return path;
  };
  return {
    stdin: stdin ? make('stdin') : '',
    stdout: make('stdout'),
    stderr: terminal ? '' : make('stderr'),
    terminal,
  };
}

export const openOutput = (path: string): number => openSync(path, O_RDONLY | O_NONBLOCK);

/** Opened for both ways: then it needs no reader, and a write never meets a broken pipe. */
export const openInput = (path: string): number => openSync(path, O_RDWR | O_NONBLOCK);

/**
 * Makes a reader of the pipe see its end if nobody else has it open for writing: a pipe that nobody
 * opened for writing since its reader did is silent, not ended.
 */
export function hangUpIfDeserted(path: string): void {
  closeSync(openSync(path, O_WRONLY | O_NONBLOCK));
}

export async function removeFifos(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
}
