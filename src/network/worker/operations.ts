import { writeFileSync } from 'node:fs';

import type { HostNetwork } from '../driver.ts';
import type { FirewallChoice, FirewallPlan } from '../firewall/plan.ts';
import { type BridgePlan, deleteBridge, ensureBridge, reconcilePorts } from './bridge.ts';
import { Firewall, type FirewallOutcome } from './firewall.ts';
import { hostNetwork } from './host-network.ts';
import { join, type JoinPlan, leave } from './join.ts';
import { Rtnetlink } from './rtnetlink.ts';
import { createSandbox, removeSandbox } from './sandbox.ts';

/** What the net worker can be asked to do, by name. Arguments and answers are plain data. */
export interface NetOperations {
  readonly hostNetwork: () => HostNetwork;
  readonly enableForwarding: () => void;
  readonly ensureBridge: (plan: BridgePlan) => void;
  readonly deleteBridge: (name: string) => void;
  readonly reconcilePorts: (plan: {
    bridge: string;
    prefix: string;
    keep: readonly string[];
  }) => void;
  readonly createSandbox: (path: string) => void;
  readonly removeSandbox: (path: string) => void;
  readonly join: (plan: JoinPlan) => void;
  readonly leave: (links: readonly string[]) => void;
  readonly applyFirewall: (plan: FirewallPlan, choice: FirewallChoice) => Promise<FirewallOutcome>;
  readonly removeFirewall: (table: string, choice: FirewallChoice) => Promise<FirewallOutcome>;
  /** The last call: gives back sockets and handles. */
  readonly close: () => void;
}

/** The operations on this host; called in the worker's thread only. */
export function createOperations(): NetOperations {
  const net = new Rtnetlink();
  let firewall: Firewall | undefined;
  return {
    hostNetwork: () => hostNetwork(net),
    enableForwarding: () => writeFileSync('/proc/sys/net/ipv4/ip_forward', '1'),
    ensureBridge: (plan) => ensureBridge(net, plan),
    deleteBridge: (name) => deleteBridge(net, name),
    reconcilePorts: (plan) => reconcilePorts(net, plan),
    createSandbox,
    removeSandbox,
    join: (plan) => join(net, plan),
    leave: (links) => leave(net, links),
    applyFirewall: (plan, choice) => (firewall ??= new Firewall()).apply(plan, choice),
    removeFirewall: (table, choice) => (firewall ??= new Firewall()).remove(table, choice),
    close: () => {
      firewall?.[Symbol.dispose]();
      net[Symbol.dispose]();
    },
  };
}
