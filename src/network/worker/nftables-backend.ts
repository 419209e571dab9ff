import {
  nftAddPorts,
  nftListUser,
  nftRebuild,
  nftRemoval,
  nftRemovalBesideUser,
  nftRemovePorts,
  nftUpdate,
  rulesOf,
} from '../firewall/nftables.ts';
import type { FirewallPlan, FirewallPort, FirewallRules } from '../firewall/plan.ts';

/** Runs commands in nft's language, all or none, and answers what it prints. */
export type NftRun = (commands: string) => string | Promise<string>;

/** Our nftables table. */
export class NftablesRules implements FirewallRules {
  readonly #run: NftRun;
  readonly #list: NftRun;

  /** @param list prints without elements and counters, with handles */
  constructor(run: NftRun, list: NftRun) {
    this.#run = run;
    this.#list = list;
  }

  async apply(plan: FirewallPlan): Promise<void> {
    try {
      await this.#run(nftUpdate(plan));
    } catch {
      // Most likely a table of another version; should it be anything else, this fails as well.
      await this.#run(nftRebuild(plan, await this.#userRules(plan.table)));
    }
  }

  /** The administrator's rules outlive us. */
  async remove(table: string): Promise<void> {
    const user = await this.#userRules(table);
    await this.#run(user.length === 0 ? nftRemoval(table) : nftRemovalBesideUser(table));
  }

  /** A port that leads elsewhere is left from a container that is gone. */
  async addPorts(table: string, ports: readonly FirewallPort[]): Promise<void> {
    try {
      await this.#run(nftAddPorts(table, ports));
    } catch {
      await this.removePorts(table, ports);
      await this.#run(nftAddPorts(table, ports));
    }
  }

  async removePorts(table: string, ports: readonly FirewallPort[]): Promise<void> {
    const commands = nftRemovePorts(table, ports);
    if (await this.#succeeds(commands.join(''))) return;
    for (const command of commands) await this.#succeeds(command);
  }

  /** Handles are never given twice: what was made anew with the same text differs as well. */
  async state(table: string): Promise<string> {
    try {
      return await this.#list(`list table inet ${table}`);
    } catch {
      return '';
    }
  }

  async #userRules(table: string): Promise<string[]> {
    try {
      return rulesOf(await this.#run(nftListUser(table)));
    } catch {
      return [];
    }
  }

  async #succeeds(commands: string): Promise<boolean> {
    try {
      await this.#run(commands);
      return true;
    } catch {
      return false;
    }
  }
}
