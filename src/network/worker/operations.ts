import { writeFileSync } from 'node:fs';

import type { HostNetwork } from '../driver.ts';
import type {
  EndpointRules,
  FirewallChoice,
  FirewallPlan,
  FirewallPort,
  PortsChange,
} from '../firewall/plan.ts';
import { type BridgePlan, deleteBridge, ensureBridge, reconcilePorts } from './bridge.ts';
import { allowHairpin, keepApart } from './bridge-port.ts';
import { Conntrack } from './conntrack.ts';
import { Firewall, type FirewallMade, type FirewallOutcome } from './firewall.ts';
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
  /** The interface, then what of the firewall makes its ports reachable. */
  readonly join: (plan: JoinPlan, rules: EndpointRules) => Promise<void>;
  /** The other way round. */
  readonly leave: (links: readonly string[], ports?: PortsChange) => Promise<void>;
  /** Of ports that lead to a container now, what leads elsewhere. Some 10 ms a port. */
  readonly forgetConnections: (ports: readonly FirewallPort[]) => void;
  /** Whatever leads to containers that are gone. Some 10 ms a container. */
  readonly forgetContainers: (ports: readonly FirewallPort[]) => void;
  readonly applyFirewall: (plan: FirewallPlan, choice: FirewallChoice) => Promise<FirewallOutcome>;
  readonly repairFirewall: (plan: FirewallPlan, made: FirewallMade) => Promise<FirewallOutcome>;
  readonly removeFirewall: (table: string, choice: FirewallChoice) => Promise<FirewallOutcome>;
  /** The last call: gives back sockets and handles. */
  readonly close: () => void;
}

/** The operations on this host; called in the worker's thread only. */
export function createOperations(): NetOperations {
  const net = new Rtnetlink();
  let opened: Firewall | undefined;
  const firewall = (): Firewall => (opened ??= new Firewall());
  let connections: Conntrack | undefined;
  const conntrack = (): Conntrack => (connections ??= new Conntrack());
  return {
    hostNetwork: () => hostNetwork(net),
    enableForwarding: () => writeFileSync('/proc/sys/net/ipv4/ip_forward', '1'),
    ensureBridge: (plan) => ensureBridge(net, plan),
    deleteBridge: (name) => deleteBridge(net, name),
    reconcilePorts: (plan) => reconcilePorts(net, plan),
    createSandbox,
    removeSandbox,
    join: async (plan, { ports, apart }) => {
      join(net, plan);
      if (apart) keepApart(net, plan);
      if (ports === undefined) return;
      allowHairpin(net, plan);
      await firewall().addPorts(ports);
    },
    leave: async (links, ports) => {
      if (ports !== undefined) await firewall().removePorts(ports);
      leave(net, links);
    },
    forgetConnections: (ports) => conntrack().forgetElsewhere(ports),
    forgetContainers: (ports) => conntrack().forgetContainers(ports),
    applyFirewall: async (plan, choice) => await firewall().apply(plan, choice),
    repairFirewall: async (plan, made) => await firewall().repair(plan, made),
    removeFirewall: async (table, choice) => await firewall().remove(table, choice),
    close: () => {
      opened?.[Symbol.dispose]();
      connections?.[Symbol.dispose]();
      net[Symbol.dispose]();
    },
  };
}
