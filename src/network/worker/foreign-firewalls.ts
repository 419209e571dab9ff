import { readFileSync } from 'node:fs';

import { isErrno, messageOf } from '../../lib/errors.ts';
import {
  firewalldArguments,
  hasFirewalld,
  type PassChanges,
  type PassPlan,
  passThrough,
} from '../firewall/foreign.ts';
import { IPTABLES_WAIT, runProgram } from './programs.ts';

type Program = 'iptables' | 'ip6tables';

/**
 * Opens the host's other firewalls for our bridges, or takes back what was opened for former ones.
 * @param tables what nft's `list tables` prints; undefined when that cannot be known
 * @returns what could not be done
 */
export async function openForeignFirewalls(
  tables: string | undefined,
  plan: PassPlan,
): Promise<string[]> {
  const warnings: string[] = [];
  for (const program of ['iptables', 'ip6tables'] as const) {
    if (hasRules(tables, program)) warnings.push(...(await openIptables(program, plan)));
  }
  if (plan.bridges.length > 0 && hasFirewalld(tables ?? '')) {
    await attempt(warnings, runProgram('firewall-cmd', firewalldArguments(plan.bridges)));
  }
  return warnings;
}

/** Without the program there is nothing to get past. */
async function openIptables(program: Program, plan: PassPlan): Promise<string[]> {
  let listing: string;
  try {
    listing = await filter(program, '-S');
  } catch {
    return [];
  }
  return await changeAll(program, passThrough(listing, plan));
}

async function changeAll(program: Program, changes: PassChanges): Promise<string[]> {
  const warnings: string[] = [];
  for (const change of [...changes.remove, ...changes.insert]) {
    await attempt(warnings, filter(program, ...change));
  }
  return warnings;
}

async function attempt(warnings: string[], work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (err) {
    warnings.push(messageOf(err));
  }
}

const filter = async (program: Program, ...args: readonly string[]): Promise<string> =>
  await runProgram(program, [...IPTABLES_WAIT, '-t', 'filter', ...args]);

/** Whether iptables of either kind has a filter table, without spawning it: that costs 5 ms. */
function hasRules(tables: string | undefined, program: Program): boolean {
  if (tables === undefined) return true;
  const family = program === 'iptables' ? 'ip' : 'ip6';
  return tables.split('\n').includes(`table ${family} filter`) || hasLegacyFilter(family);
}

function hasLegacyFilter(family: 'ip' | 'ip6'): boolean {
  try {
    const path = `/proc/thread-self/net/${family}_tables_names`;
    return readFileSync(path, 'utf8').includes('filter\n');
  } catch (err) {
    if (isErrno(err, 'ENOENT')) return false;
    throw err;
  }
}
