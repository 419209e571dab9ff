import { chmod, chown, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';

import { run } from '../lib/exec.ts';

/** How long an image's directory may take. */
const TIMEOUT_MS = 3_600_000;

/**
 * Copies an image's directory into an empty one: all at once, by renaming the finished copy over it, so
 * that a crash leaves either nothing or everything.
 *
 * @param source a descriptor of the directory
 * @param staging a path on the same file system that nobody else uses; what a crash left there goes
 */
export async function copyUpAtOnce(
  source: number,
  target: string,
  staging: string,
  signal: AbortSignal,
): Promise<void> {
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { mode: 0o755 });
  try {
    await copyTree(source, staging, signal);
    await rename(staging, target);
  } catch (err) {
    await rm(staging, { recursive: true, force: true });
    throw err;
  }
}

/**
 * Contents with owners, modes, times, links, devices and extended attributes. The bytes are the kernel's
 * and cp's: shared where the file system can, and never in our process.
 */
export async function copyTree(source: number, target: string, signal: AbortSignal): Promise<void> {
  const from = `/proc/self/fd/${source}`;
  if ((await readdir(from)).length === 0) {
    const { uid, gid, mode } = await stat(from);
    await chown(target, uid, gid);
    await chmod(target, mode & 0o7777);
    return;
  }
  const args = ['-a', '--', '/proc/self/fd/0/.', target];
  await run('cp', args, { stdin: source, signal, timeoutMs: TIMEOUT_MS });
}
