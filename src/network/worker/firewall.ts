import { readFileSync } from 'node:fs';

import { isErrno, messageOf } from '../../lib/errors.ts';
import { Nftables } from '../../lib/sys/libnftables.ts';
import {
  iptablesJumps,
  iptablesRestore,
  type Jump,
  type PassChanges,
  passThrough,
} from '../firewall/iptables.ts';
import { nftRemoval, nftRuleset } from '../firewall/nftables.ts';
import type { FirewallChoice, FirewallPlan } from '../firewall/plan.ts';

export type FirewallBackend = 'libnftables' | 'nft' | 'iptables';

export interface FirewallOutcome {
  readonly backend: FirewallBackend;
  /** What could not be done beside it. */
  readonly warnings: readonly string[];
}

/**
 * Applies plans: by libnftables, else by the program nft, else by iptables. The programs are
 * spawned in this thread, on cold paths only (start, end, change of a network).
 */
export class Firewall implements Disposable {
  readonly #nft: Nftables | null;

  /** @param nft null where the library is not installed */
  constructor(nft: Nftables | null = Nftables.open() ?? null) {
    this.#nft = nft;
  }

  [Symbol.dispose](): void {
    this.#nft?.[Symbol.dispose]();
  }

  async apply(plan: FirewallPlan, choice: FirewallChoice): Promise<FirewallOutcome> {
    const backend = await this.#replace(nftRuleset(plan), choice, () => applyIptables(plan));
    return { backend, warnings: await this.#letPass(plan) };
  }

  async remove(table: string, choice: FirewallChoice): Promise<FirewallOutcome> {
    const backend = await this.#replace(nftRemoval(table), choice, () => removeIptables(table));
    return { backend, warnings: await this.#letPass({ table, bridges: [] }) };
  }

  /** @throws internal with the first one's words when all fail */
  async #replace(
    ruleset: string,
    choice: FirewallChoice,
    iptablesDo: () => Promise<void>,
  ): Promise<FirewallBackend> {
    if (choice === 'iptables') {
      await iptablesDo();
      return 'iptables';
    }
    try {
      if (this.#nft !== null) {
        this.#nft.run(ruleset);
        return 'libnftables';
      }
      await run('nft', ['-f', '-'], ruleset);
      return 'nft';
    } catch (err) {
      if (choice === 'nftables') throw err;
      await iptablesDo().catch(() => {
        throw err;
      });
      return 'iptables';
    }
  }

  /** Adds and removes what passThrough() tells; without iptables there is nothing to get past. */
  async #letPass(plan: FirewallPlan): Promise<string[]> {
    if (!this.#hasIptablesRules()) return [];
    let listing: string;
    try {
      listing = await iptables('filter', '-S');
    } catch {
      return [];
    }
    return await changeAll(passThrough(listing, plan));
  }

  /** Whether iptables of either kind has a filter table, without spawning it: that costs 5 ms. */
  #hasIptablesRules(): boolean {
    if (this.#nft === null) return true;
    return this.#nft.run('list tables ip').includes('table ip filter\n') || hasLegacyFilter();
  }
}

function hasLegacyFilter(): boolean {
  try {
    return readFileSync('/proc/thread-self/net/ip_tables_names', 'utf8').includes('filter\n');
  } catch (err) {
    if (isErrno(err, 'ENOENT')) return false;
    throw err;
  }
}

/** Loaded when needed: most hosts need no process here. */
async function run(file: string, args: readonly string[], input?: string): Promise<string> {
  const exec = await import('../../lib/exec.ts');
  return await exec.run(file, args, input === undefined ? {} : { input });
}

/** Wait for the lock of others for so many seconds. */
const WAIT = ['-w', '5'];

async function applyIptables(plan: FirewallPlan): Promise<void> {
  await run('iptables-restore', [...WAIT, '--noflush'], iptablesRestore(plan));
  for (const jump of iptablesJumps(plan.table)) {
    if (!(await hasJump(jump))) await iptables(jump.table, '-I', jump.from, '-j', jump.to);
  }
}

async function removeIptables(table: string): Promise<void> {
  for (const jump of iptablesJumps(table)) {
    if (!(await hasJump(jump))) continue;
    await iptables(jump.table, '-D', jump.from, '-j', jump.to);
    await iptables(jump.table, '-F', jump.to);
    await iptables(jump.table, '-X', jump.to);
  }
}

async function hasJump(jump: Jump): Promise<boolean> {
  const rules = await iptables(jump.table, '-S', jump.from);
  return rules.split('\n').includes(`-A ${jump.from} -j ${jump.to}`);
}

const iptables = async (table: Jump['table'], ...args: readonly string[]): Promise<string> =>
  await run('iptables', [...WAIT, '-t', table, ...args]);

async function changeAll(changes: PassChanges): Promise<string[]> {
  const warnings: string[] = [];
  for (const change of [...changes.remove, ...changes.insert]) {
    try {
      await iptables('filter', ...change);
    } catch (err) {
      warnings.push(messageOf(err));
    }
  }
  return warnings;
}
