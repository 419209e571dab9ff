import type { EndpointPlan, Gateways, InterfaceAddress } from '../../network/driver.ts';
import type { EndpointRow } from '../../store/endpoint-store.ts';
import type { Endpoint, EndpointAddress } from './endpoint.ts';

/** An endpoint as it is kept: who it belongs to, and how far it got. */
export interface EndpointRecord extends Endpoint {
  readonly containerId: string;
  readonly containerName: string;
  /** The highest carries the default route. */
  readonly gwPriority: number;
  readonly linkLocal: readonly string[];
  readonly sysctls: Readonly<Record<string, string>>;
  /** False while it is an intent: its interface may not be there, nobody was told of it. */
  readonly joined: boolean;
}

/** What the rest of the engine sees of it. */
export function toEndpoint(record: EndpointRecord): Endpoint {
  const { networkId, networkName, endpointId, macAddress, ipv4, ipv6 } = record;
  return {
    networkId,
    networkName,
    endpointId,
    macAddress,
    ...(ipv4 === undefined ? {} : { ipv4 }),
    ...(ipv6 === undefined ? {} : { ipv6 }),
    interfaceName: record.interfaceName,
    aliases: record.aliases,
    dnsNames: record.dnsNames,
    ports: record.ports,
  };
}

/** What its driver needs to know. @param gateways of the default routes that it carries */
export function endpointPlan(
  record: EndpointRecord,
  sandbox: string,
  gateways: Gateways,
): EndpointPlan {
  const { endpointId, interfaceName, macAddress, ipv4, ipv6, linkLocal, sysctls, ports } = record;
  return {
    id: endpointId,
    sandbox,
    interfaceName,
    macAddress,
    addresses: [
      ...(ipv4 === undefined ? [] : [toInterfaceAddress(4, ipv4)]),
      ...(ipv6 === undefined ? [] : [toInterfaceAddress(6, ipv6)]),
      ...linkLocal.map(toLinkLocal),
    ],
    gateways,
    sysctls,
    ports,
  };
}

const toInterfaceAddress = (
  family: InterfaceAddress['family'],
  { address, prefixLength }: EndpointAddress,
): InterfaceAddress => ({ family, address, prefixLength });

const toLinkLocal = (address: string): InterfaceAddress =>
  address.includes(':')
    ? { family: 6, address, prefixLength: 64 }
    : { family: 4, address, prefixLength: 16 };

export function toEndpointRow(record: EndpointRecord): EndpointRow {
  return {
    containerId: record.containerId,
    networkId: record.networkId,
    ipv4: record.ipv4?.address ?? null,
    ipv6: record.ipv6?.address ?? null,
    document: JSON.stringify(record),
  };
}

/** What rows of older versions lack. */
const NOTHING = { ports: [], gwPriority: 0, linkLocal: [], sysctls: {} };

export const fromEndpointRow = (row: EndpointRow): EndpointRecord => ({
  ...NOTHING,
  ...(JSON.parse(row.document) as EndpointRecord),
});
