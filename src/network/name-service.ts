import type { Family } from './driver.ts';

/** A container's name server, 127.0.0.11 in its namespace. */
export interface ResolverPlan {
  readonly containerId: string;
  /** Path of the network namespace. */
  readonly sandbox: string;
  /** Ids of the networks whose names it knows, in the order of asking. */
  readonly networkIds: readonly string[];
  /** Names that only this container knows: alias → a name of that network (`--link`). */
  readonly links: readonly {
    readonly networkId: string;
    readonly alias: string;
    readonly name: string;
  }[];
  /** Servers for all other names. `fromHost`: asked from the host's namespace (a loopback address there), else from the container's. */
  readonly upstreams: readonly { readonly address: string; readonly fromHost: boolean }[];
  /** False: nothing leaves (internal networks only): other names are answered REFUSED/SERVFAIL as Docker does. */
  readonly forward: boolean;
  /** What `host.docker.internal` and `gateway.docker.internal` are, when the host is reachable. */
  readonly hostGateway: { readonly ipv4?: string; readonly ipv6?: string };
}

/** One container's names in one network; the first is canonical (PTR: `<first>.<network name>`). Several entries may share a name: round robin. */
export interface NameEntry {
  readonly containerId: string;
  readonly names: readonly string[];
  readonly addresses: readonly { readonly family: Family; readonly address: string }[];
}

export interface NameService extends AsyncDisposable {
  /** Serves a sandbox, or replaces what it was told of it. Idempotent; after a restart of the daemon sockets and rules of a former serving are replaced. */
  serve(plan: ResolverPlan, signal: AbortSignal): Promise<void>;
  /** Gives its sockets back. Nothing to stop is no error. */
  stop(containerId: string): void;
  /** Replaces all names of a network; in force for the next question. */
  publish(
    network: { readonly id: string; readonly name: string },
    entries: readonly NameEntry[],
  ): void;
  /** Forgets a network. */
  withdraw(networkId: string): void;
}
