import type {
  EndpointResource,
  IpamConfig,
  NetworkInspect,
  NetworkSummary,
} from '../../api/schemas.ts';
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
    EnableIPv4: network.enableIpv4,
    EnableIPv6: network.enableIpv6,
    IPAM: toIpam(network),
    Internal: network.internal,
    Attachable: network.attachable,
    Ingress: false,
    ConfigFrom: { Network: network.configFrom },
    ConfigOnly: network.configOnly,
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

/** What the user described, as it was sent; else what the engine chose. */
function toIpam({ ipam, subnets }: NetworkRecord): NetworkSummary['IPAM'] {
  const { configs, options } = ipam;
  const isOwn = configs.some(({ Subnet = '' }) => Subnet !== '');
  const Config = isOwn ? configs.map(given) : subnets.map(chosen);
  return { Driver: 'default', Options: options, Config };
}

/** Members that were not sent are not shown. */
const given = (config: IpamConfig): IpamConfig =>
  Object.fromEntries(Object.entries(config).filter(([, value]) => value != null && value !== ''));

const chosen = ({ cidr, range, gateway, routeVia }: Subnet): IpamConfig => ({
  Subnet: cidr,
  ...(range === undefined ? {} : { IPRange: range }),
  ...(gateway === undefined ? {} : { Gateway: gateway }),
  ...(routeVia === undefined ? {} : { AuxiliaryAddresses: { DefaultGatewayIPv4: routeVia } }),
});

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

/** In IPv4 the network's own, its broadcast and the gateway's address count as in use. */
function toUsage(book: NetworkBook, network: NetworkRecord): Usage {
  return Object.fromEntries(
    book.pools(network).map((pool, index) => {
      const edges = pool.family === 4 ? 2 : 1;
      const use = { IPsInUse: pool.inUse + edges, DynamicIPsAvailable: pool.available };
      return [network.subnets[index]?.cidr ?? '', use];
    }),
  );
}
