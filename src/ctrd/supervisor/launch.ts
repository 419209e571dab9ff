import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';

import { unavailable } from '../../lib/errors.ts';
import type { Logger } from '../../lib/logger.ts';
import { identify, type ProcessIdentity, writePidFile } from '../../lib/process-identity.ts';
import type { LogFile } from './log-file.ts';

/** The kernel shall rather end a container than the process that manages all of them. */
const OOM_SCORE_ADJ = -500;

export interface Launch {
  readonly binary: string;
  readonly configPath: string;
  readonly pidPath: string;
  readonly logFile: LogFile;
  /** containerd hands it on to shims and runtimes. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Starts containerd in a session of its own, so that it outlives us however we end.
 *
 * @throws unavailable when there is no such program
 */
export async function launch(what: Launch, log: Logger): Promise<ProcessIdentity> {
  await what.logFile.bound();
  await using output = await what.logFile.open();
  const child = spawnWithUmask(what, output.fd);
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (err) => reject(unavailable(`${what.binary} cannot be started`, err)));
  });
  child.unref();
  const identity = identify(child.pid ?? 0);
  if (identity === undefined) throw unavailable(`${what.binary} ended at once`);
  writePidFile(what.pidPath, identity);
  await protect(identity.pid, log);
  return identity;
}

/** containerd makes the root directories of containers with the umask it was started with. */
function spawnWithUmask(what: Launch, output: number): ChildProcess {
  const ours = process.umask(0o022);
  try {
    return spawn(what.binary, ['--config', what.configPath], {
      detached: true,
      env: { ...what.env },
      stdio: ['ignore', output, output],
    });
  } finally {
    process.umask(ours);
  }
}

/** Needs CAP_SYS_RESOURCE; without it containerd keeps our own score. */
async function protect(pid: number, log: Logger): Promise<void> {
  try {
    await writeFile(`/proc/${pid}/oom_score_adj`, String(OOM_SCORE_ADJ));
  } catch (err) {
    log.debug({ err }, 'the oom score of containerd stays as it is');
  }
}
