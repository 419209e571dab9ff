import { closeSync, constants, fchownSync, openSync } from 'node:fs';

import { errnoOf } from './errno.ts';
import { declareChecked } from './libc.ts';

const OPENAT2 = 437;
const RESOLVE_IN_ROOT = 0x10;
const RESOLVE_NO_MAGICLINKS = 0x02;
const HOW_SIZE = 24;

const callOpenat2 = declareChecked<[number, number, string, Buffer, number]>(
  'openat2',
  'long syscall(long number, long dirfd, const char *path, const void *how, long size)',
);
const callMkdirat = declareChecked<[number, string, number]>(
  'mkdirat',
  'int mkdirat(int dirfd, const char *path, uint mode)',
);

/** Node names neither. O_PATH: a handle that neither reads nor writes. */
export const O_PATH = 0o10000000;
export const O_CLOEXEC = 0o2000000;

const { O_DIRECTORY, O_RDONLY } = constants;

/** A directory that serves as root: an open descriptor (any of O_PATH, O_RDONLY), or a path of ours. */
export type Root = number | string;

/**
 * Opens a path that somebody else chose, as if `root` were `/`: neither `..`, an absolute path, nor
 * any symbolic link leaves it, also while somebody renames below it (openat2(2), RESOLVE_IN_ROOT).
 * Use the answer through its descriptor, e.g. as `/proc/self/fd/N`; the caller closes it.
 *
 * @param flags as of open(2); close-on-exec is added
 * @param mode only with O_CREAT
 * @throws internal whose errnoOf() is ENOENT, ENOTDIR, ELOOP, EAGAIN (somebody renamed; try again) …
 */
export function openInRoot(root: Root, path: string, flags: number, mode = 0): number {
  return withRoot(root, (rootFd) => openBeneath(rootFd, path, flags, mode));
}

/** openat2 answers EAGAIN when a rename elsewhere made `..` doubtful; that is rare and passes. */
const ATTEMPTS = 32;

function openBeneath(rootFd: number, path: string, flags: number, mode: number): number {
  const how = Buffer.alloc(HOW_SIZE);
  how.writeBigUInt64LE(BigInt(flags | O_CLOEXEC), 0);
  how.writeBigUInt64LE(BigInt(mode), 8);
  how.writeBigUInt64LE(BigInt(RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS), 16);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return callOpenat2(path, OPENAT2, rootFd, path === '' ? '.' : path, how, HOW_SIZE);
    } catch (err) {
      if (errnoOf(err) !== 'EAGAIN' || attempt === ATTEMPTS) throw err;
    }
  }
}

export interface NewDirectory {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Makes a directory and its missing parents inside a root, following links as a process there would.
 * What exists is left alone.
 * @returns a descriptor of the directory (O_RDONLY); the caller closes it
 * @throws internal with ENOTDIR when a part of the path is a file, ELOOP …
 */
export function mkdirAllInRoot(root: Root, path: string, made: NewDirectory): number {
  return withRoot(root, (rootFd) => {
    let prefix = '/';
    let current = openBeneath(rootFd, prefix, O_RDONLY | O_DIRECTORY, 0);
    for (const name of path.split('/').filter((part) => part !== '' && part !== '.')) {
      prefix += `${name}/`;
      const next = openOrMake(rootFd, { parent: current, prefix, name }, made);
      current = next;
    }
    return current;
  });
}

interface Step {
  readonly parent: number;
  readonly prefix: string;
  readonly name: string;
}

/** Consumes the parent's descriptor. */
function openOrMake(rootFd: number, step: Step, made: NewDirectory): number {
  const flags = O_RDONLY | O_DIRECTORY;
  try {
    return openBeneath(rootFd, step.prefix, flags, 0);
  } catch (err) {
    if (errnoOf(err) !== 'ENOENT' || step.name === '..') throw err;
    const isNew = makeAt(step.parent, step.name, made.mode);
    const fd = openBeneath(rootFd, step.prefix, flags, 0);
    if (isNew) fchownSync(fd, made.uid, made.gid);
    return fd;
  } finally {
    closeSync(step.parent);
  }
}

/** @returns false when it was there already; that may be a link to nowhere, which the next open tells. */
function makeAt(parent: number, name: string, mode: number): boolean {
  try {
    mkdirat(parent, name, mode);
    return true;
  } catch (err) {
    if (errnoOf(err) !== 'EEXIST') throw err;
    return false;
  }
}

/** Makes one directory in an open one. `name` must be a single component. The process's umask applies. */
export function mkdirat(parent: number, name: string, mode: number): void {
  callMkdirat(name, parent, name, mode);
}

function withRoot<T>(root: Root, use: (rootFd: number) => T): T {
  if (typeof root === 'number') return use(root);
  const fd = openSync(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
  try {
    return use(fd);
  } finally {
    closeSync(fd);
  }
}
