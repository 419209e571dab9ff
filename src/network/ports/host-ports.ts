import type { PublishedPort } from '../driver.ts';

export interface PortWish {
  readonly protocol: PublishedPort['protocol'];
  readonly containerPort: number;
  /** '' = every address of both families. */
  readonly hostIp: string;
  /** first ≤ last; 0 and 0: any free one of the ephemeral range. */
  readonly first: number;
  readonly last: number;
}

export interface PortOwner {
  readonly endpointId: string;
  /** Where the container is: what the relay for ::1 (and paths NAT cannot serve) connects to. */
  readonly ipv4?: string;
  readonly ipv6?: string;
  /** What it had before a restart: taken again with these numbers; a port lost meanwhile is a logged warning, not an error. */
  readonly former?: readonly PublishedPort[];
}

/** The host's ports that lead into containers: held by open sockets, so that nobody else gets them. */
export interface HostPorts extends AsyncDisposable {
  /**
   * Holds one port for each wish (all or none). The same owner asking again gets what it had. A wish without
   * host address gets the same number in both families: two PublishedPorts; one where IPv6 cannot be served.
   * @throws internal with Docker's sentence: `Bind for 0.0.0.0:80 failed: port is already allocated`,
   * `failed to bind host port 0.0.0.0:80/tcp: address already in use`, `all ports are allocated`
   */
  reserve(
    owner: PortOwner,
    wishes: readonly PortWish[],
    signal: AbortSignal,
  ): Promise<readonly PublishedPort[]>;
  /** Gives them back, after the driver's `leave`; relayed connections end. Nothing to release is no error. */
  release(endpointId: string, signal: AbortSignal): Promise<void>;
}
