/** What the firewall is to do for one bridge network. */
export interface FirewallBridge {
  /** Interface name. */
  readonly bridge: string;
  /** `172.17.0.0/16`; traffic from it to outside is masqueraded. */
  readonly masqueraded: readonly string[];
  /** Whether containers of the network may talk to each other. */
  readonly icc: boolean;
  /** Without a way out. */
  readonly internal: boolean;
}

/** Everything that this engine wants of the firewall; applied as a whole, replacing what was. */
export interface FirewallPlan {
  /** Name of our nftables table; also the mark of our rules in iptables. */
  readonly table: string;
  readonly bridges: readonly FirewallBridge[];
}

/** dockerd's names of `firewall-backend`; empty for what works. */
export type FirewallChoice = '' | 'nftables' | 'iptables';
