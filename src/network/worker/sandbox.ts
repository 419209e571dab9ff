import { closeSync, openSync, rmSync, statfsSync, writeFileSync } from 'node:fs';

import { isErrno } from '../../lib/errors.ts';
import { errnoOf } from '../../lib/sys/errno.ts';
import { mount, umount } from '../../lib/sys/mount.ts';
import { setns, threadNamespace, unshare } from '../../lib/sys/namespaces.ts';
import { LOOPBACK_INDEX, setUp } from './links.ts';
import { setIpv6 } from './net-sysctl.ts';
import { Rtnetlink } from './rtnetlink.ts';

const NSFS_MAGIC = 0x6e736673;

/**
 * Makes a network namespace with loopback up and without IPv6 (interfaces that have an address of it
 * get it), and keeps it by a bind mount at
 * `path`, as `ip netns` does. What is there already is kept. Moves this thread there and back.
 */
export function createSandbox(path: string): void {
  if (isNamespace(path)) return;
  writeFileSync(path, '', { mode: 0o444 });
  const home = openSync(threadNamespace('net'), 'r');
  try {
    unshare('net');
    try {
      for (const scope of ['all', 'default']) setIpv6(scope, false);
      startLoopback();
      mount({ source: threadNamespace('net'), target: path, flags: ['bind'] });
    } finally {
      setns(home, 'net');
    }
  } catch (err) {
    rmSync(path, { force: true });
    throw err;
  } finally {
    closeSync(home);
  }
}

/** Gives the namespace up; the kernel takes it down, with all interfaces, when nobody is in it. */
export function removeSandbox(path: string): void {
  try {
    umount(path, { detach: true });
  } catch (err) {
    // EINVAL: a plain file, left by a crash between making and mounting.
    const errno = errnoOf(err);
    if (errno !== 'EINVAL' && errno !== 'ENOENT') throw err;
  }
  rmSync(path, { force: true });
}

function isNamespace(path: string): boolean {
  try {
    return statfsSync(path).type === NSFS_MAGIC;
  } catch (err) {
    if (isErrno(err, 'ENOENT')) return false;
    throw err;
  }
}

function startLoopback(): void {
  using net = new Rtnetlink();
  net.execute(setUp(LOOPBACK_INDEX, 'link lo'));
}
