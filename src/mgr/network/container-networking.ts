import type { EndpointSettings, HostConfig } from '../../api/schemas.ts';
import type { DeepReadonly } from '../../lib/deep-readonly.ts';
import type { Endpoint } from './endpoint.ts';

/** How a container is connected. `container:ID` never gets here. */
export interface AttachRequest {
  readonly containerId: string;
  readonly containerName: string;
  /** `default`, `bridge`, `host`, `none` or a user network's name or id. */
  readonly networkMode: string;
  readonly hostname: string;
  readonly domainname: string;
  readonly hostConfig: DeepReadonly<HostConfig>;
  /** Every network that it is in, by name; empty for that of the mode alone. */
  readonly endpointsConfig: Readonly<Record<string, DeepReadonly<EndpointSettings>>>;
  /** `80/tcp` …: what `PublishAllPorts` would publish; unknown when absent. */
  readonly exposedPorts?: readonly string[];
  /** Other containers under names that only this one knows. */
  readonly links: readonly Link[];
}

/** `--link target:alias` */
export interface Link {
  readonly alias: string;
  readonly target: { readonly id: string; readonly name: string };
}

/** A container's network namespace and what goes into its files. */
export interface Sandbox {
  /** `/run/joey/netns/<id>`; empty for the host's. */
  readonly netnsPath: string;
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  /** Texts of the files to be mounted at /etc/hosts, /etc/hostname and /etc/resolv.conf. */
  readonly files: NetworkFileTexts;
}

export interface NetworkFileTexts {
  readonly hosts: string;
  readonly hostname: string;
  readonly resolvConf: string;
}

/** What a living container's membership has become. */
export interface Membership {
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  readonly files: NetworkFileTexts;
}

/** What the container manager asks of the network manager. */
export interface ContainerNetworking {
  /**
   * Refuses impossible wishes at create, with Docker's sentences, before anything is changed. An unknown
   * network is left to attach: a 404 from create would make clients pull the image.
   */
  check(request: AttachRequest): void;
  /** The name of the network that a reference means. @throws notFound, invalidArgument */
  nameOf(ref: string): string;
  /**
   * Makes namespace, interfaces, addresses, names and NAT. Idempotent for one container.
   * @throws notFound `network x not found`, forbidden when no address is left, internal when a port is taken
   */
  attach(request: AttachRequest, signal: AbortSignal): Promise<Sandbox>;
  /** Undoes attach; nothing to undo is not an error. */
  detach(containerId: string, signal: AbortSignal): Promise<void>;
  /**
   * Puts a living container into one more network, which its request names already.
   * @throws notFound, forbidden, invalidArgument in Docker's words
   */
  connect(request: AttachRequest, network: string, signal: AbortSignal): Promise<Membership>;
  /** Takes a living container out of one network. @param request without it */
  disconnect(request: AttachRequest, network: string, signal: AbortSignal): Promise<Membership>;
  /** The container has another name now. */
  renamed(containerId: string, name: string): void;
  /** At start-up: keeps the sandboxes of living containers, takes down all others that are ours. */
  restore(living: readonly AttachRequest[], signal: AbortSignal): Promise<void>;
}
