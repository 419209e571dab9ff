/** One container's place in one network. */
export interface Endpoint {
  readonly networkId: string;
  readonly networkName: string;
  /** 64 hex digits; empty while the container is stopped. */
  readonly endpointId: string;
  readonly macAddress: string;
  readonly ipv4?: {
    readonly address: string;
    readonly prefixLength: number;
    readonly gateway: string;
  };
  readonly ipv6?: {
    readonly address: string;
    readonly prefixLength: number;
    readonly gateway: string;
  };
  /** Interface in the container, e.g. `eth0`; empty for host and none. */
  readonly interfaceName: string;
  readonly aliases: readonly string[];
  readonly dnsNames: readonly string[];
}
