/** Docker's names of the kinds of networks that are served. */
export const DRIVER_TYPES = ['bridge', 'host', 'ipvlan', 'macvlan', 'null'] as const;

export type DriverType = (typeof DRIVER_TYPES)[number];

/** What a bridge does for one address family. moby: `gateway_mode_ipv4`, `gateway_mode_ipv6` */
export type GatewayMode = 'nat' | 'nat-unprotected' | 'routed' | 'isolated';

export type Family = 4 | 6;

/** One value for each address family. */
export interface PerFamily<T> {
  readonly ipv4: T;
  readonly ipv6: T;
}

/** A range of addresses that containers of a network have theirs from. */
export interface SubnetPlan {
  readonly family: Family;
  /** `172.18.0.0/16`, `fd00:1::/64` */
  readonly cidr: string;
  readonly prefixLength: number;
  /** The host's own address in it; absent where the host has none. */
  readonly gateway?: string;
}

/** A network as its driver sees it. */
export interface NetworkPlan {
  readonly id: string;
  /** Its interface on the host (the bridge, or the parent of macvlan and ipvlan); else empty. */
  readonly link: string;
  /** Whether that interface is of our making: else it is used as it is, and outlives the network. */
  readonly ownsLink: boolean;
  /** Several of a family only where the driver can. */
  readonly subnets: readonly SubnetPlan[];
  readonly mtu: number;
  readonly masquerade: PerFamily<boolean>;
  readonly gatewayMode: PerFamily<GatewayMode>;
  /** Whether its containers may talk to each other. */
  readonly icc: boolean;
  /** Without a way out. */
  readonly internal: boolean;
  /** Of macvlan and ipvlan: how its interfaces share the parent. */
  readonly mode: { readonly name: string; readonly flag: string };
  /** Interfaces of the host from which unpublished ports may be reached. */
  readonly trustedInterfaces: readonly string[];
}

/** A port of the host that leads to one of a container. */
export interface PublishedPort {
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  readonly containerPort: number;
  /** `0.0.0.0` and `::` for every address of the family. */
  readonly hostIp: string;
  readonly hostPort: number;
}

export interface InterfaceAddress {
  readonly family: Family;
  readonly address: string;
  readonly prefixLength: number;
}

/** Next hops of a sandbox's default routes. */
export interface Gateways {
  readonly ipv4?: string;
  readonly ipv6?: string;
}

/** Where everything goes that no other route leads to. */
export interface DefaultRoute {
  /** The next hop; empty for the interface itself. */
  readonly via: string;
  readonly interfaceName: string;
}

/** One interface in a sandbox. */
export interface EndpointPlan {
  readonly id: string;
  /** Path of the network namespace. */
  readonly sandbox: string;
  /** e.g. `eth0` */
  readonly interfaceName: string;
  readonly macAddress: string;
  readonly addresses: readonly InterfaceAddress[];
  /** Of the default routes, when this endpoint carries them. */
  readonly gateways: Gateways;
  /** Of this interface alone: `net.ipv4.conf.IFNAME.log_martians` → `1`, IFNAME standing for its name. */
  readonly sysctls: Readonly<Record<string, string>>;
  readonly ports: readonly PublishedPort[];
}

/**
 * One kind of network. Every operation is idempotent and named after its object, so that each may
 * be repeated after a crash. Errors are `internal` with an errno, or `unavailable`.
 */
export interface NetworkDriver {
  readonly type: DriverType;
  /** Whether a container has a namespace of its own. */
  readonly isolated: boolean;
  /** Whether an endpoint has interface and addresses. */
  readonly addressed: boolean;
  /** Makes what the network itself needs: bridge, firewall. */
  up(network: NetworkPlan, signal: AbortSignal): Promise<void>;
  /** Undoes `up`. The network has no endpoints any more. */
  down(network: NetworkPlan, signal: AbortSignal): Promise<void>;
  /** Puts an interface into an existing sandbox. @throws notImplemented for ports, where unserved */
  join(network: NetworkPlan, endpoint: EndpointPlan, signal: AbortSignal): Promise<void>;
  /** Takes interfaces away whose sandbox may live on; those that are gone already are no error. */
  leave(network: NetworkPlan, endpointIds: readonly string[], signal: AbortSignal): Promise<void>;
  /** After a restart: keeps these endpoints' interfaces and ports, and takes all others of the network away. */
  reconcile(
    network: NetworkPlan,
    endpoints: readonly EndpointPlan[],
    signal: AbortSignal,
  ): Promise<void>;
}

/** Network namespaces by their container's id. All idempotent. */
export interface Sandboxes {
  pathOf(containerId: string): string;
  /** Makes one with loopback only. */
  create(containerId: string, signal: AbortSignal): Promise<void>;
  /** Replaces the default routes of a living one; a family without one has none. */
  setDefaultRoutes(
    containerId: string,
    routes: { readonly ipv4?: DefaultRoute; readonly ipv6?: DefaultRoute },
    signal: AbortSignal,
  ): Promise<void>;
  /** Lets go of it; the kernel takes it down when the last process has left. */
  remove(containerId: string, signal: AbortSignal): Promise<void>;
  list(): Promise<string[]>;
}

export interface InterfaceCidr {
  readonly cidr: string;
  readonly interfaceName: string;
}

/** What of the host's own network matters to ours. */
export interface HostNetwork {
  /** Every destination but the default one, with the interface it goes through. */
  readonly routes: readonly InterfaceCidr[];
  /** Every IPv4 address, `192.0.2.2/24`. */
  readonly addresses: readonly InterfaceCidr[];
  readonly interfaces: readonly string[];
  /** Of the interface with the default route; 1500 without one. */
  readonly mtu: number;
}
