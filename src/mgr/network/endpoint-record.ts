import type { EndpointRow } from '../../store/endpoint-store.ts';
import type { Endpoint } from './endpoint.ts';

/** An endpoint as it is kept: who it belongs to, and how far it got. */
export interface EndpointRecord extends Endpoint {
  readonly containerId: string;
  readonly containerName: string;
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
  };
}

export function toEndpointRow(record: EndpointRecord): EndpointRow {
  return {
    containerId: record.containerId,
    networkId: record.networkId,
    ipv4: record.ipv4?.address ?? null,
    document: JSON.stringify(record),
  };
}

export const fromEndpointRow = (row: EndpointRow): EndpointRecord =>
  JSON.parse(row.document) as EndpointRecord;
