import { sysError } from './errno.ts';
import { declare, lastErrno } from './libc.ts';

const flock = declare<[number, number]>('int flock(int fd, int operation)');

const LOCK_EX = 2;
const LOCK_NB = 4;
const EAGAIN = 11;

/**
 * Takes an exclusive lock on an open file, without waiting. It is held until the descriptor (and
 * every copy of it) is closed, so also past `kill -9` it is never stale.
 * @returns false when another open file holds it
 */
export function tryLock(fd: number): boolean {
  if (flock(fd, LOCK_EX | LOCK_NB) === 0) return true;
  const errno = lastErrno();
  if (errno === EAGAIN) return false;
  throw sysError('flock', `descriptor ${fd}`, errno);
}
