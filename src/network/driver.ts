import type { Subnet } from './subnet.ts';

/** Docker's names of the kinds of networks that are served. */
export const DRIVER_TYPES = ['bridge', 'host', 'null'] as const;

export type DriverType = (typeof DRIVER_TYPES)[number];

/** A network as its driver sees it. */
export interface NetworkPlan {
  readonly id: string;
  /** Its interface on the host, for drivers that make one; else empty. */
  readonly bridge: string;
  /** Whether that interface is of our making: else it is used as it is, and outlives the network. */
  readonly ownsBridge: boolean;
  readonly subnet?: Subnet;
  readonly mtu: number;
  readonly masquerade: boolean;
  /** Whether its containers may talk to each other. */
  readonly icc: boolean;
  /** Without a way out. */
  readonly internal: boolean;
}

/** A port of the host that leads to one of a container. */
export interface PublishedPort {
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  readonly containerPort: number;
  readonly hostIp: string;
  readonly hostPort: number;
}

/** One interface in a sandbox. */
export interface EndpointPlan {
  readonly id: string;
  /** Path of the network namespace. */
  readonly sandbox: string;
  /** e.g. `eth0` */
  readonly interfaceName: string;
  readonly macAddress: string;
  readonly ipv4?: { readonly address: string; readonly prefixLength: number };
  /** Of the default route, when this endpoint carries it. */
  readonly gateway?: string;
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
  /** After a restart: keeps these endpoints' interfaces and takes all other ones of the network away. */
  reconcile(
    network: NetworkPlan,
    endpointIds: readonly string[],
    signal: AbortSignal,
  ): Promise<void>;
}

/** Network namespaces by their container's id. All idempotent. */
export interface Sandboxes {
  pathOf(containerId: string): string;
  /** Makes one with loopback only. */
  create(containerId: string, signal: AbortSignal): Promise<void>;
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

/** Everything that the network manager asks of the kernel. */
export interface NetworkKernel {
  readonly drivers: Readonly<Record<DriverType, NetworkDriver>>;
  readonly sandboxes: Sandboxes;
  hostNetwork(signal: AbortSignal): Promise<HostNetwork>;
  /** A container is about to be attached. */
  wake(): void;
}
