import { mkdir, readFile, realpath, stat } from 'node:fs/promises';

import { invalidArgument, isErrno, messageOf } from '../../../lib/errors.ts';
import type { MountPoint } from '../mount-point.ts';
import { mountHolding, type MountLine, parseMountinfo } from './mountinfo.ts';

/**
 * Makes what is missing and may be made, refuses what is missing otherwise, and sees that propagation
 * can do what was asked for. Asynchronous, for a source may lie on a file server that is away. moby: daemon/volumes_unix.go setupMounts, daemon/oci_linux.go
 *
 * @throws invalidArgument with Docker's sentences
 */
export async function prepareBindSources(mounts: readonly MountPoint[]): Promise<void> {
  const binds = mounts.filter(({ type }) => type === 'bind');
  for (const mount of binds) await prepareSource(mount);
  const wishing = binds.filter(({ propagation }) => /^r?(shared|slave)$/.test(propagation));
  if (wishing.length === 0) return;
  const lines = parseMountinfo(await readFile('/proc/self/mountinfo', 'utf8'));
  for (const mount of wishing) checkPropagation(mount, await realpath(mount.source), lines);
}

async function prepareSource({ source, createSource }: MountPoint): Promise<void> {
  if (await exists(source)) return;
  if (!createSource) {
    throw invalidArgument(
      `invalid mount config for type "bind": bind source path does not exist: ${source}`,
    );
  }
  try {
    await mkdir(source, { recursive: true, mode: 0o755 });
  } catch (err) {
    throw invalidArgument(
      `error while creating mount source path '${source}': ${messageOf(err)}`,
      err,
    );
  }
}

/** A slave of something private is harmless, and our own default for what shows our data. */
function checkPropagation(
  { source, propagation, mode }: MountPoint,
  real: string,
  lines: readonly MountLine[],
): void {
  const holder = mountHolding(real, lines);
  const isShared = propagation.endsWith('shared');
  if (holder === undefined || holder.isShared || (!isShared && holder.isSlave)) return;
  const where = `path ${source} is mounted on ${holder.mountPoint} but it is not a shared`;
  if (isShared) throw invalidArgument(`${where} mount`);
  if (mode.includes('slave')) throw invalidArgument(`${where} or slave mount`);
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (err) {
    if (isErrno(err, 'ENOENT') || isErrno(err, 'ENOTDIR')) return false;
    throw invalidArgument(
      `error while looking at mount source path '${path}': ${messageOf(err)}`,
      err,
    );
  }
}
