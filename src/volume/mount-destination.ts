import { posix } from 'node:path';

import { invalidArgument } from '../lib/errors.ts';

/**
 * What the OCI runtimes let pass below /proc: files that lxcfs and the like replace. Everything else
 * there would pull the security modules' controls from under the container (CVE-2019-16884 and kin).
 */
const PROC_FILES: ReadonlySet<string> = new Set([
  '/proc/cpuinfo',
  '/proc/diskstats',
  '/proc/loadavg',
  '/proc/meminfo',
  '/proc/net/dev',
  '/proc/slabinfo',
  '/proc/stat',
  '/proc/swaps',
  '/proc/sys/kernel/ns_last_pid',
  '/proc/uptime',
]);

/**
 * Checks and cleans a place in the container.
 * @param source what is mounted: the host's own /proc is the one thing that /proc takes
 * @throws invalidArgument with Docker's (and runc's) sentence
 */
export function cleanDestination(destination: string, source = ''): string {
  const clean = cleanPath(destination);
  if (clean === '/') throw invalidArgument("invalid specification: destination can't be '/'");
  if (!posix.isAbsolute(clean)) {
    throw invalidArgument(`invalid mount path: '${destination}' mount path must be absolute`);
  }
  if (clean === '/proc' && source !== '/proc') {
    throw invalidArgument('"/proc" cannot be mounted because it is not of type proc');
  }
  if (clean.startsWith('/proc/') && !PROC_FILES.has(clean)) {
    throw invalidArgument(`${JSON.stringify(clean)} cannot be mounted because it is inside /proc`);
  }
  return clean;
}

/** Go's path.Clean: no trailing slash, no `.` and `..`. */
export function cleanPath(path: string): string {
  const clean = posix.normalize(path.replaceAll('\\', '/'));
  return clean.length > 1 && clean.endsWith('/') ? clean.slice(0, -1) : clean;
}
