import { readFile } from 'node:fs/promises';

import { invalidArgument } from '../../lib/errors.ts';
import { run } from '../../lib/exec.ts';
import type { Logger } from '../../lib/logger.ts';

const DEFAULT_GROUP = 'joey';
const ROOT = 0;

/**
 * Who besides root may use our unix sockets. The default group need not exist; one that was asked for must.
 * @returns a group id @throws invalidArgument
 */
export async function socketGroup(group: string, log: Logger): Promise<number> {
  if (/^\d+$/.test(group)) return Number(group);
  const gid = findGroup(await readGroups(), group) ?? (await askNameService(group));
  if (gid !== undefined) return gid;
  if (group !== DEFAULT_GROUP) throw invalidArgument(`group ${group} not found`);
  log.warn({ group }, 'the group does not exist: only root may use the socket');
  return ROOT;
}

async function readGroups(): Promise<string> {
  try {
    return await readFile('/etc/group', 'utf8');
  } catch {
    return '';
  }
}

/** Lines `name:password:gid:members`. */
export function findGroup(text: string, name: string): number | undefined {
  for (const line of text.split('\n')) {
    const [group, , gid] = line.split(':');
    if (group === name && gid !== undefined && /^\d+$/.test(gid)) return Number(gid);
  }
  return undefined;
}

/** Groups of a directory service. Not asked for the default group: that costs a process at each start. */
async function askNameService(group: string): Promise<number | undefined> {
  if (group === DEFAULT_GROUP || !/^[\w.-]+$/.test(group)) return undefined;
  try {
    return findGroup(await run('getent', ['group', group], { timeoutMs: 5000 }), group);
  } catch {
    return undefined;
  }
}
