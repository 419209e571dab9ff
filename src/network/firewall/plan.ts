import type { Family, GatewayMode, PublishedPort } from '../driver.ts';

/** dockerd's names of `firewall-backend`; empty for what works. */
export type FirewallChoice = '' | 'nftables' | 'iptables';

/** What rules are made with: the library, the program `nft`, the programs `iptables` and `ip6tables`. */
export type FirewallBackend = 'libnftables' | 'nft' | 'iptables';

export interface FirewallSubnet {
  readonly family: Family;
  readonly cidr: string;
  readonly mode: GatewayMode;
  /** Whether traffic from it to elsewhere gets an address of the host. */
  readonly masquerade: boolean;
}

/** What the firewall is to do for one bridge network. */
export interface FirewallNetwork {
  /** Interface name. */
  readonly bridge: string;
  readonly subnets: readonly FirewallSubnet[];
  /** Whether its containers may talk to each other. */
  readonly icc: boolean;
  /** Without a way out. */
  readonly internal: boolean;
  /** Interfaces from which published ports may be reached at the container's own address. */
  readonly trustedInterfaces: readonly string[];
}

/** One port of a container that may be reached, and the host's port that leads there. */
export interface FirewallPort {
  readonly family: Family;
  readonly protocol: PublishedPort['protocol'];
  /** The container's. */
  readonly address: string;
  readonly containerPort: number;
  /** Absent where packets are routed, not translated. */
  readonly host?: {
    /** Empty for every address of the host. */
    readonly address: string;
    readonly port: number;
  };
}

/** Everything that this engine wants of the firewall. */
export interface FirewallPlan {
  /** Name of our nftables table; also the mark of our rules in iptables. */
  readonly table: string;
  readonly networks: readonly FirewallNetwork[];
  readonly ports: readonly FirewallPort[];
  /** Whether there are no other ports: else those that the kernel has stay beside these. */
  readonly complete: boolean;
}

/** Ports that come or go, without anything else being touched. */
export interface PortsChange {
  readonly table: string;
  /** What the table was made with. */
  readonly backend: FirewallBackend;
  readonly ports: readonly FirewallPort[];
}

/** What an endpoint asks for beside its interface. */
export interface EndpointRules {
  readonly ports: PortsChange | undefined;
  /** Whether it is kept from the other containers of its network. */
  readonly apart: boolean;
}

/** Whether NAT leads to containers of a subnet. */
export const isTranslated = ({ mode }: FirewallSubnet): boolean =>
  mode === 'nat' || mode === 'nat-unprotected';

/**
 * Whether packets for a subnet's containers are dropped when they come over another interface. Without
 * masquerading the answers to what containers asked come that way; the rules for forwarding see to them.
 */
export const isGuarded = ({ mode, masquerade }: FirewallSubnet): boolean =>
  mode === 'nat' && masquerade;

/** Our rules, made in one of several ways. All idempotent. */
export interface FirewallRules {
  apply(plan: FirewallPlan): Promise<void>;
  /** Takes all away; an administrator's own rules stay. */
  remove(table: string): Promise<void>;
  addPorts(table: string, ports: readonly FirewallPort[]): Promise<void>;
  removePorts(table: string, ports: readonly FirewallPort[]): Promise<void>;
  /** What is only the same as long as nobody took a chain or a rule of ours away, whatever ports there are. */
  state(table: string): Promise<string>;
}
