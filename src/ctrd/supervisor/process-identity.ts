import { readdir, readFile } from 'node:fs/promises';

import { systemClock } from '../../lib/clock.ts';
import { isErrno } from '../../lib/errors.ts';

/** A process for sure: pids are used again, together with the start time (clock ticks since boot) they are not. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
}

/** Who has this pid now; nobody when it is free or a zombie. */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  const stat = await readIfThere(`/proc/${pid}/stat`);
  // proc(5): the name, field 2, is in parentheses and may contain anything; state is 3, starttime 22.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const [state, startTime] = [fields[0], fields[19]];
  if (state === undefined || state === 'Z' || state === 'X' || startTime === undefined) {
    return undefined;
  }
  return { pid, startTime };
}

export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  return (await identify(identity.pid))?.startTime === identity.startTime;
}

/** The process that was started with this file as its `--config`. */
export async function findByConfig(configPath: string): Promise<ProcessIdentity | undefined> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const args = (await readIfThere(`/proc/${pid}/cmdline`))?.split('\0') ?? [];
    const at = args.indexOf('--config');
    if (at > 0 && args[at + 1] === configPath) return await identify(Number(pid));
  }
  return undefined;
}

/** Signals exactly that process; false when it is gone. */
export async function signalProcess(
  identity: ProcessIdentity,
  signal: NodeJS.Signals,
): Promise<boolean> {
  if (!(await isAlive(identity))) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch (err) {
    if (isErrno(err, 'ESRCH')) return false;
    throw err;
  }
}

/** Looks again and again, ever more seldom: the end of a process that is not our child makes no event. */
export async function waitForExit(identity: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const forever = new AbortController().signal;
  const end = performance.now() + timeoutMs;
  for (let pause = 5; await isAlive(identity); pause = Math.min(pause * 2, 100)) {
    if (performance.now() > end) return false;
    await systemClock.sleep(pause, forever);
  }
  return true;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (err) {
    if (isErrno(err, 'ENOENT') || isErrno(err, 'ESRCH')) return undefined;
    throw err;
  }
}
