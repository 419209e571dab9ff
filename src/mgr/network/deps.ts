import type { Clock } from '../../lib/clock.ts';
import type { EventSink } from '../../lib/engine-event.ts';
import type { Logger } from '../../lib/logger.ts';
import type { NetworkKernel } from '../../network/network-kernel.ts';
import type { AddressPoolConfig } from '../../network/subnet.ts';
import type { EndpointStore } from '../../store/endpoint-store.ts';
import type { NetworkStore } from '../../store/network-store.ts';
import type { NetworkBook } from './network-book.ts';

/** The daemon's settings for networks, under their names there; empty text or 0 is unset. */
export interface NetworkConfig {
  readonly dataRoot: string;
  /** Interface of the default bridge; `none` for no default network. */
  readonly bridge: string;
  readonly bip: string;
  readonly fixedCidr: string;
  readonly defaultGateway: string;
  readonly defaultAddressPools: readonly AddressPoolConfig[];
  readonly mtu: number;
  readonly dns: readonly string[];
  readonly dnsOptions: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly hostGatewayIp: string;
  readonly defaultBindingIp: string;
  readonly icc: boolean;
  readonly ipMasq: boolean;
}

export interface NetworkMgrDeps {
  readonly networks: NetworkStore;
  readonly endpoints: EndpointStore;
  readonly kernel: NetworkKernel;
  readonly events: EventSink;
  /** Asked anew each time: a reload may change it. */
  readonly config: () => NetworkConfig;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What the verbs of this folder work on. */
export interface NetworkContext extends NetworkMgrDeps {
  readonly book: NetworkBook;
}
