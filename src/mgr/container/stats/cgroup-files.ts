import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { cgroupVersion } from '../../../lib/cgroup-facts.ts';

/** The control group of one process: which files say what it uses. */
export interface CgroupFiles {
  readonly version: 1 | 2;
  /** Content of a file below a controller's hierarchy (version 1) or of the group; empty when missing. */
  read(controller: string, file: string): string;
}

export interface HostPaths {
  readonly proc: string;
  readonly cgroup: string;
}

export const HOST_PATHS: HostPaths = { proc: '/proc', cgroup: '/sys/fs/cgroup' };

/**
 * Where the process is, in its own words: whatever parent, driver or slice it was started under.
 * Synchronous on purpose: a dozen kernel files cost 0.06 ms, one turn through the thread pool more.
 * @returns undefined when the process is gone
 */
export function openCgroup(pid: number, host: HostPaths): CgroupFiles | undefined {
  const membership = readText(join(host.proc, String(pid), 'cgroup'));
  if (membership === '') return undefined;
  const version = cgroupVersion(host.cgroup);
  const paths = version === 2 ? unifiedPath(membership) : legacyPaths(membership);
  return {
    version,
    read: (controller, file) => {
      const path = version === 2 ? paths.get('') : paths.get(controller);
      if (path === undefined) return '';
      const hierarchy = version === 2 ? '' : controller;
      return readText(join(host.cgroup, hierarchy, path, file));
    },
  };
}

/** `4:cpu,cpuacct:/joey/abc` → cpu and cpuacct; the mount points have each controller's name. */
function legacyPaths(membership: string): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const [, controllers = '', path = ''] of membership.matchAll(/^\d+:([^:]*):(.*)$/gm)) {
    for (const controller of controllers.split(',')) paths.set(controller, path);
  }
  return paths;
}

function unifiedPath(membership: string): ReadonlyMap<string, string> {
  return new Map([['', /^0::(.*)$/m.exec(membership)?.[1] ?? '/']]);
}

export function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    // Gone, or a controller that this kernel does not have: the figure is left out.
    return '';
  }
}

/** Lines `name value` → numbers. */
export function readPairs(text: string): Readonly<Record<string, number>> {
  const pairs: Record<string, number> = {};
  for (const line of text.split('\n')) {
    const space = line.indexOf(' ');
    if (space > 0) pairs[line.slice(0, space)] = Number(line.slice(space + 1));
  }
  return pairs;
}

/** A file with one number; undefined when it is missing or says `max`. */
export function readNumber(text: string): number | undefined {
  return /^\d+\s*$/.test(text) ? Number(text) : undefined;
}
