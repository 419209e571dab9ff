import { writeFileSync } from 'node:fs';

import type { ResolverSockets } from '../dns/listener.ts';
import type { Family, HostNetwork } from '../driver.ts';
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
import { type DefaultRoutes, setDefaultRoutes } from './default-routes.ts';
import { Firewall, type FirewallMade, type FirewallOutcome } from './firewall.ts';
import { hostNetwork } from './host-network.ts';
import { join, type JoinPlan, leave } from './join.ts';
import {
  type ChildPlan,
  ensureParent,
  joinChild,
  leaveChildren,
  type ParentPlan,
} from './parent.ts';
import { openResolver } from './resolver.ts';
import { Rtnetlink } from './rtnetlink.ts';
import { createSandbox, removeSandbox } from './sandbox.ts';

/** What the net worker can be asked to do, by name. Arguments and answers are plain data. */
export interface NetOperations {
  readonly hostNetwork: () => HostNetwork;
  readonly enableForwarding: (families: readonly Family[]) => void;
  readonly ensureBridge: (plan: BridgePlan) => void;
  readonly deleteBridge: (name: string) => void;
  readonly reconcilePorts: (plan: {
    bridge: string;
    prefix: string;
    keep: readonly string[];
  }) => void;
  readonly ensureParent: (plan: ParentPlan) => void;
  readonly joinChild: (plan: ChildPlan) => void;
  readonly leaveChildren: (children: Parameters<typeof leaveChildren>[0]) => void;
  readonly createSandbox: (path: string) => void;
  readonly removeSandbox: (path: string) => void;
  readonly openResolver: (path: string) => ResolverSockets;
  readonly setDefaultRoutes: (path: string, routes: DefaultRoutes) => void;
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

const FORWARDING = {
  4: '/proc/sys/net/ipv4/ip_forward',
  6: '/proc/sys/net/ipv6/conf/all/forwarding',
} as const;

/** The operations on this host; called in the worker's thread only. */
export function createOperations(): NetOperations {
  const net = new Rtnetlink();
  let opened: Firewall | undefined;
  const firewall = (): Firewall => (opened ??= new Firewall());
  let connections: Conntrack | undefined;
  const conntrack = (): Conntrack => (connections ??= new Conntrack());
  return {
    hostNetwork: () => hostNetwork(net),
    enableForwarding: (families) => {
      for (const family of families) writeFileSync(FORWARDING[family], '1');
    },
    ensureBridge: (plan) => ensureBridge(net, plan),
    deleteBridge: (name) => deleteBridge(net, name),
    reconcilePorts: (plan) => reconcilePorts(net, plan),
    ensureParent: (plan) => ensureParent(net, plan),
    joinChild: (plan) => joinChild(net, plan),
    leaveChildren,
    createSandbox,
    removeSandbox,
    openResolver,
    setDefaultRoutes,
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
