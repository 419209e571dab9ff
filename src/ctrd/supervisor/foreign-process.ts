import { readdir, readFile } from 'node:fs/promises';

import { systemClock } from '../../lib/clock.ts';
import { isErrno } from '../../lib/errors.ts';
import { identify, isAlive, type ProcessIdentity } from '../../lib/process-identity.ts';

/** The process that was started with this file as its `--config`. */
export async function findByConfig(configPath: string): Promise<ProcessIdentity | undefined> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const args = (await readIfThere(`/proc/${pid}/cmdline`))?.split('\0') ?? [];
    const at = args.indexOf('--config');
    if (at > 0 && args[at + 1] === configPath) return identify(Number(pid));
  }
  return undefined;
}

/** Signals exactly that process; false when it is gone. */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isAlive(identity)) return false;
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
  for (let pause = 5; isAlive(identity); pause = Math.min(pause * 2, 100)) {
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
