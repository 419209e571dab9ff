import { lookup } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';

import { internal, messageOf } from '../lib/errors.ts';
import { run, stderrOf } from '../lib/exec.ts';
import { splitOptions } from '../lib/mount-options.ts';
import { errnoOf } from '../lib/sys/errno.ts';
import { mount, umount } from '../lib/sys/mount.ts';
import type { LocalOptions } from './local-options.ts';

type Wish = NonNullable<LocalOptions['mount']>;

/** These ask a server, which may be away: a process of their own waits for it. */
const NETWORKED = /^(nfs|nfs4|cifs|smb3)$/;
const NETWORK_TIMEOUT_MS = 60_000;

/** Mounts what a local volume is made of; mounted already is fine. moby: volume/local/local_unix.go mount */
export async function mountLocal(wish: Wish, target: string): Promise<void> {
  if (await isMounted(target)) return;
  try {
    await (NETWORKED.test(wish.type) ? mountFromServer(wish, target) : mountHere(wish, target));
  } catch (err) {
    const data = wish.words.join(',');
    throw internal(
      `error while mounting volume '${target}': failed to mount local volume: mount ${wish.device}:${target}, data: ${data}: ${reasonOf(err)}`,
      err,
    );
  }
}

/** Not mounted is not an error. */
export async function unmountLocal(target: string): Promise<void> {
  while (await isMounted(target)) umount(target, { detach: true });
}

function mountHere({ type, device, words }: Wish, target: string): Promise<void> {
  const { flags, data } = splitOptions(words);
  // A bind is made as asked first; what the kernel does not change then is changed after.
  mount({ target, source: device, type, flags, data: data.join(',') });
  const rest = flags.filter((flag) => flag !== 'bind' && flag !== 'rec');
  if (flags.includes('bind') && rest.length > 0) {
    mount({ target, flags: ['bind', 'remount', ...rest] });
  }
  return Promise.resolve();
}

async function mountFromServer({ type, device, words }: Wish, target: string): Promise<void> {
  const options = await Promise.all(words.map(withAddress));
  const args = ['-i', '-t', type, '-o', options.join(',') || 'rw', '--', device, target];
  await run('mount', args, { timeoutMs: NETWORK_TIMEOUT_MS });
}

/** The kernel wants `addr=` as a number. */
async function withAddress(word: string): Promise<string> {
  const host = /^addr=(.+)$/.exec(word)?.[1];
  if (host === undefined || isIP(host) !== 0) return word;
  const { address } = await lookup(host);
  return `addr=${address}`;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  ENODEV: 'no such device',
  EINVAL: 'invalid argument',
  EPERM: 'operation not permitted',
  EACCES: 'permission denied',
  ENOTBLK: 'block device required',
  ENOTDIR: 'not a directory',
  EBUSY: 'device or resource busy',
};

function reasonOf(err: unknown): string {
  const said = stderrOf(err);
  if (said !== '') return said;
  return REASONS[errnoOf(err) ?? ''] ?? messageOf(err);
}

async function isMounted(target: string): Promise<boolean> {
  const text = await readFile('/proc/self/mountinfo', 'utf8');
  return text.split('\n').some((line) => line.split(' ')[4] === target);
}
