import type { PublishedPort } from '../../network/driver.ts';

export interface EndpointAddress {
  readonly address: string;
  readonly prefixLength: number;
  /** The next hop that its network offers; empty for none. */
  readonly gateway: string;
}

/** One container's place in one network. */
export interface Endpoint {
  readonly networkId: string;
  readonly networkName: string;
  /** 64 hex digits; empty while the container is stopped. */
  readonly endpointId: string;
  readonly macAddress: string;
  readonly ipv4?: EndpointAddress;
  readonly ipv6?: EndpointAddress;
  /** Interface in the container, e.g. `eth0`; empty for host and none. */
  readonly interfaceName: string;
  readonly aliases: readonly string[];
  readonly dnsNames: readonly string[];
  /** Ports of the host that lead to it. */
  readonly ports: readonly PublishedPort[];
}
