import { AddressPool } from '../../network/address-pool.ts';
import type { EndpointStore } from '../../store/endpoint-store.ts';
import type { NetworkStore } from '../../store/network-store.ts';
import { type EndpointRecord, fromEndpointRow, toEndpointRow } from './endpoint-record.ts';
import { fromNetworkRow, type NetworkRecord, toNetworkRow } from './network-record.ts';

/**
 * All networks and endpoints in memory, so that lists and inspects touch nothing else. Every change
 * is on disk before it is here.
 */
export class NetworkBook {
  readonly #networkStore: NetworkStore;
  readonly #endpointStore: EndpointStore;
  readonly #networks = new Map<string, NetworkRecord>();
  /** Network id → container id → endpoint. */
  readonly #endpoints = new Map<string, Map<string, EndpointRecord>>();
  readonly #pools = new Map<string, readonly AddressPool[]>();

  constructor(networks: NetworkStore, endpoints: EndpointStore) {
    this.#networkStore = networks;
    this.#endpointStore = endpoints;
  }

  /** Reads everything from disk; before anything else. */
  load(): void {
    for (const record of this.#networkStore.all().map(fromNetworkRow)) {
      this.#networks.set(record.id, record);
    }
    for (const record of this.#endpointStore.all().map(fromEndpointRow)) this.#remember(record);
  }

  /** Those that are there, by name. */
  networks(): NetworkRecord[] {
    return this.all().filter(({ pending }) => pending === undefined);
  }

  /** Also those that are being made or taken away: their names and addresses are not free. */
  all(): NetworkRecord[] {
    return [...this.#networks.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  named(name: string): NetworkRecord | undefined {
    return this.all().find((network) => network.name === name);
  }

  network(id: string): NetworkRecord | undefined {
    return this.#networks.get(id);
  }

  /** Adds the network, or replaces the one of its id. */
  putNetwork(record: NetworkRecord): void {
    const row = toNetworkRow(record);
    if (this.#networks.has(record.id)) this.#networkStore.update(row);
    else this.#networkStore.insert(row);
    this.#networks.set(record.id, record);
    this.#pools.delete(record.id);
  }

  deleteNetwork(id: string): void {
    this.#networkStore.delete(id);
    this.#networks.delete(id);
    this.#pools.delete(id);
  }

  endpointsOf(networkId: string): EndpointRecord[] {
    return [...(this.#endpoints.get(networkId)?.values() ?? [])];
  }

  endpointsOfContainer(containerId: string): EndpointRecord[] {
    return [...this.#endpoints.values()].flatMap((members) => members.get(containerId) ?? []);
  }

  endpoint(containerId: string, networkId: string): EndpointRecord | undefined {
    return this.#endpoints.get(networkId)?.get(containerId);
  }

  allEndpoints(): EndpointRecord[] {
    return [...this.#endpoints.values()].flatMap((members) => [...members.values()]);
  }

  /** @throws conflict when the container is in the network, or the address is taken */
  insertEndpoint(record: EndpointRecord): void {
    this.#endpointStore.insert(toEndpointRow(record));
    this.#remember(record);
  }

  updateEndpoint(record: EndpointRecord): void {
    this.#endpointStore.update(toEndpointRow(record));
    this.#remember(record);
  }

  deleteEndpoint(record: EndpointRecord): void {
    this.#endpointStore.delete(record.containerId, record.networkId);
    this.#endpoints.get(record.networkId)?.delete(record.containerId);
  }

  /** The addresses of a network, a pool for each of its subnets. */
  pools(network: NetworkRecord): readonly AddressPool[] {
    const known = this.#pools.get(network.id);
    if (known !== undefined) return known;
    const taken = this.endpointsOf(network.id).flatMap(addressesOf);
    const pools = network.subnets.map((subnet) => new AddressPool(subnet, taken));
    this.#pools.set(network.id, pools);
    return pools;
  }

  #remember(record: EndpointRecord): void {
    const members = this.#endpoints.get(record.networkId) ?? new Map<string, EndpointRecord>();
    this.#endpoints.set(record.networkId, members.set(record.containerId, record));
  }
}

const addressesOf = ({ ipv4, ipv6 }: EndpointRecord): string[] =>
  [ipv4, ipv6].flatMap((address) => address?.address ?? []);
