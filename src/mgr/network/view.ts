import type { EndpointResource, NetworkInspect, NetworkSummary } from '../../api/schemas.ts';
import { toGoTime } from '../../lib/go-time.ts';
import type { Subnet } from '../../network/subnet.ts';
import type { EndpointRecord } from './endpoint-record.ts';
import type { NetworkBook } from './network-book.ts';
import type { NetworkRecord } from './network-record.ts';

export function toSummary(network: NetworkRecord): NetworkSummary {
  return {
    Name: network.name,
    Id: network.id,
    Created: toGoTime(network.createdAt),
    Scope: 'local',
    Driver: network.driver,
    EnableIPv4: true,
    EnableIPv6: false,
    IPAM: toIpam(network.subnet),
    Internal: network.internal,
    Attachable: network.attachable,
    Ingress: false,
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Options: { ...network.options },
    Labels: { ...network.labels },
  };
}

export function toInspect(book: NetworkBook, network: NetworkRecord): NetworkInspect {
  const endpoints = book.endpointsOf(network.id).map(toResource);
  return {
    ...toSummary(network),
    Containers: Object.fromEntries(endpoints),
    Status: { IPAM: { Subnets: toUsage(book, network) } },
  };
}

function toIpam(subnet: Subnet | undefined): NetworkSummary['IPAM'] {
  if (subnet === undefined) return { Driver: 'default', Options: null, Config: [] };
  const { cidr, range, gateway, routeVia } = subnet;
  const config = {
    Subnet: cidr,
    ...(range === undefined ? {} : { IPRange: range }),
    Gateway: gateway,
    ...(routeVia === undefined ? {} : { AuxiliaryAddresses: { DefaultGatewayIPv4: routeVia } }),
  };
  return { Driver: 'default', Options: null, Config: [config] };
}

function toResource(endpoint: EndpointRecord): [string, EndpointResource] {
  const { containerId, containerName, endpointId, macAddress, ipv4, ipv6 } = endpoint;
  const text = (address: typeof ipv4): string =>
    address === undefined ? '' : `${address.address}/${address.prefixLength}`;
  return [
    containerId,
    {
      Name: containerName,
      EndpointID: endpointId,
      MacAddress: macAddress,
      IPv4Address: text(ipv4),
      IPv6Address: text(ipv6),
    },
  ];
}

type Usage = Record<string, { IPsInUse: number; DynamicIPsAvailable: number }>;

/** The network's own, its broadcast and the gateway's address count as in use. */
function toUsage(book: NetworkBook, network: NetworkRecord): Usage {
  const pool = book.pool(network);
  if (pool === undefined || network.subnet === undefined) return {};
  const use = { IPsInUse: pool.inUse + 2, DynamicIPsAvailable: pool.available };
  return { [network.subnet.cidr]: use };
}
