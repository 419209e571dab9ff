import { writeFileSync } from 'node:fs';

import { internal, isErrno, messageOf } from '../../lib/errors.ts';
import { Nftables } from '../../lib/sys/libnftables.ts';
import {
  type FirewallBackend,
  type FirewallChoice,
  type FirewallPlan,
  type FirewallRules,
  isTranslated,
  type PortsChange,
} from '../firewall/plan.ts';
import { openForeignFirewalls } from './foreign-firewalls.ts';
import { IptablesRules } from './iptables-backend.ts';
import { NftablesRules } from './nftables-backend.ts';
import { runProgram } from './programs.ts';

export interface FirewallOutcome {
  readonly backend: FirewallBackend;
  /** To be handed back to `repair`. */
  readonly state: string;
  /** What could not be done beside it. */
  readonly warnings: readonly string[];
}

/** What `apply` had made. */
export type FirewallMade = Pick<FirewallOutcome, 'backend' | 'state'>;

/**
 * The host's firewall as far as it is ours: by libnftables, else by the program nft, else by iptables. Programs
 * are spawned in this thread; with the library ports come and go without one.
 */
export class Firewall implements Disposable {
  readonly #nft: Nftables | null;
  readonly #rules: Readonly<Record<FirewallBackend, FirewallRules>>;

  /** @param nft null where the library is not installed */
  constructor(nft: Nftables | null = Nftables.open() ?? null) {
    this.#nft = nft;
    const library = (): Nftables => nft ?? absent();
    this.#rules = {
      libnftables: new NftablesRules(
        (commands) => library().run(commands),
        (commands) => library().outline(commands),
      ),
      nft: new NftablesRules(
        async (commands) => await runProgram('nft', ['-f', '-'], commands),
        async (commands) => await runProgram('nft', ['-a', '-s', '-t', '-f', '-'], commands),
      ),
      iptables: new IptablesRules(),
    };
  }

  [Symbol.dispose](): void {
    this.#nft?.[Symbol.dispose]();
  }

  /** Makes everything as planned. @throws internal with the words of all that failed */
  async apply(plan: FirewallPlan, choice: FirewallChoice): Promise<FirewallOutcome> {
    const backend = await this.#first(choice, async (rules) => await rules.apply(plan));
    openLoopback(plan);
    return await this.#outcome(backend, plan);
  }

  /** Makes what somebody took away; as long as nobody did, only other firewalls are seen to. */
  async repair(plan: FirewallPlan, made: FirewallMade): Promise<FirewallOutcome> {
    const rules = this.#rules[made.backend];
    if ((await rules.state(plan.table)) !== made.state) await rules.apply(plan);
    return await this.#outcome(made.backend, plan);
  }

  async remove(table: string, choice: FirewallChoice): Promise<FirewallOutcome> {
    const backend = await this.#first(choice, async (rules) => await rules.remove(table));
    const warnings = await this.#openForeign(table, []);
    return { backend, state: '', warnings };
  }

  async addPorts({ backend, table, ports }: PortsChange): Promise<void> {
    if (ports.length > 0) await this.#rules[backend].addPorts(table, ports);
  }

  /** Those that are gone already are no error. */
  async removePorts({ backend, table, ports }: PortsChange): Promise<void> {
    if (ports.length > 0) await this.#rules[backend].removePorts(table, ports);
  }

  async #outcome(backend: FirewallBackend, plan: FirewallPlan): Promise<FirewallOutcome> {
    const warnings = await this.#openForeign(plan.table, plan.networks);
    return { backend, state: await this.#rules[backend].state(plan.table), warnings };
  }

  async #first(
    choice: FirewallChoice,
    work: (rules: FirewallRules) => Promise<void>,
  ): Promise<FirewallBackend> {
    const failures: unknown[] = [];
    for (const backend of this.#candidates(choice)) {
      try {
        await work(this.#rules[backend]);
        return backend;
      } catch (err) {
        failures.push(err);
      }
    }
    const words = failures.map(messageOf).join('; ');
    throw internal(`the firewall cannot be set up (--iptables=false does without): ${words}`);
  }

  #candidates(choice: FirewallChoice): FirewallBackend[] {
    if (choice === 'iptables') return ['iptables'];
    const nftables = this.#nft === null ? 'nft' : 'libnftables';
    return choice === 'nftables' ? [nftables] : [nftables, 'iptables'];
  }

  async #openForeign(table: string, networks: FirewallPlan['networks']): Promise<string[]> {
    const bridges = networks.map(({ bridge }) => bridge);
    return await openForeignFirewalls(this.#nft?.run('list tables'), { table, bridges });
  }
}

function absent(): never {
  throw internal('libnftables is not installed');
}

/**
 * Lets packets from 127.0.0.1 through the bridges, so that ports published there are reached by NAT. Only after
 * the rules that keep everybody else from that address.
 */
function openLoopback({ networks }: FirewallPlan): void {
  for (const { bridge, subnets, internal: closed } of networks) {
    const serves = subnets.some((subnet) => subnet.family === 4 && isTranslated(subnet));
    if (closed || !serves) continue;
    try {
      writeFileSync(`/proc/sys/net/ipv4/conf/${bridge}/route_localnet`, '1');
    } catch (err) {
      // A bridge that somebody took away comes back with the next call for it.
      if (!isErrno(err, 'ENOENT')) throw err;
    }
  }
}
