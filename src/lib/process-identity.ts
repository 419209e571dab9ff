import { readFileSync, writeFileSync } from 'node:fs';

import { isErrno } from './errors.ts';

/** A process for sure: pids are used again, together with the start time (clock ticks since boot) they are not. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
}

/** Who has this pid now; nobody when it is free or a zombie. The kernel answers from memory: nothing waits. */
export function identify(pid: number): ProcessIdentity | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`);
  // proc(5): the name, field 2, is in parentheses and may contain anything; state is 3, starttime 22.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const [state, startTime] = [fields[0], fields[19]];
  if (state === undefined || state === 'Z' || state === 'X' || startTime === undefined) {
    return undefined;
  }
  return { pid, startTime };
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startTime === identity.startTime;
}

/** Notes a process for those who come after us. */
export function writePidFile(path: string, { pid, startTime }: ProcessIdentity): void {
  writeFileSync(path, `${pid} ${startTime}\n`, { mode: 0o600 });
}

/** The process that was noted, if it still is that one. */
export function readPidFile(path: string): ProcessIdentity | undefined {
  const [pid, startTime = ''] = readIfThere(path)?.trim().split(' ') ?? [];
  const noted = { pid: Number(pid), startTime };
  return isAlive(noted) ? noted : undefined;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (err) {
    if (isErrno(err, 'ENOENT') || isErrno(err, 'ESRCH')) return undefined;
    throw err;
  }
}
