import { invalidArgument } from '../../../lib/errors.ts';
import type { ResolvedUser } from './context.ts';
import { type GroupEntry, parseGroup, parsePasswd, type PasswdEntry } from './passwd.ts';
import { readRootfsFile } from './rootfs-file.ts';

/** Texts of the two files; absent files are empty. */
interface UserFiles {
  readonly passwd: string;
  readonly group: string;
}

export function readUserFiles(rootfs: string): UserFiles {
  return {
    passwd: readRootfsFile(rootfs, '/etc/passwd') ?? '',
    group: readRootfsFile(rootfs, '/etc/group') ?? '',
  };
}

/** What the user libraries of the Go world take: beyond it, numbers wrap around to root (CVE-2024-40635). */
const MAX_ID = 2 ** 31 - 1;

/**
 * `user[:group]`, each a name or a number, as the image knows them. A word of digits is a number and
 * never a name. moby/sys/user GetExecUser
 *
 * @throws invalidArgument `unable to find user x: no matching entries in passwd file` …
 */
export function resolveUser(
  spec: string,
  groupAdd: readonly string[],
  files: UserFiles,
): ResolvedUser {
  const [userWord = '', groupWord = ''] = splitSpec(spec);
  const groups = parseGroup(files.group);
  const entry = findUser(userWord, parsePasswd(files.passwd));
  const gid = groupWord === '' ? entry.gid : findGroup(groupWord, groups);
  const ofUser =
    groupWord === '' && entry.name !== ''
      ? groups.filter(({ members }) => members.includes(entry.name)).map((group) => group.gid)
      : [];
  const added = groupAdd.map((word) => findAddedGroup(word, groups));
  return {
    uid: entry.uid,
    gid,
    additionalGids: [...new Set([gid, ...ofUser, ...added])],
    home: entry.home === '' ? '/' : entry.home,
  };
}

function splitSpec(spec: string): string[] {
  const colon = spec.indexOf(':');
  return colon === -1 ? [spec] : [spec.slice(0, colon), spec.slice(colon + 1)];
}

const isNumber = (word: string): boolean => /^[+-]?\d+$/.test(word);

function toId(word: string): number {
  const id = Number(word);
  if (!/^\d+$/.test(word) || id > MAX_ID) {
    throw invalidArgument(`uids and gids must be in range 0-${MAX_ID}`);
  }
  return id;
}

function findUser(word: string, entries: readonly PasswdEntry[]): PasswdEntry {
  if (word === '' || isNumber(word)) {
    const uid = word === '' ? 0 : toId(word);
    return entries.find((entry) => entry.uid === uid) ?? { name: '', uid, gid: 0, home: '' };
  }
  const found = entries.find((entry) => entry.name === word);
  if (found !== undefined) return found;
  throw invalidArgument(`unable to find user ${word}: no matching entries in passwd file`);
}

function findGroup(word: string, entries: readonly GroupEntry[]): number {
  if (isNumber(word)) return toId(word);
  const found = entries.find((entry) => entry.name === word);
  if (found !== undefined) return found.gid;
  throw invalidArgument(`unable to find group ${word}: no matching entries in group file`);
}

function findAddedGroup(word: string, entries: readonly GroupEntry[]): number {
  if (isNumber(word)) return toId(word);
  const found = entries.find((entry) => entry.name === word);
  if (found !== undefined) return found.gid;
  throw invalidArgument(`Unable to find group ${word}`);
}
