import type { EndpointSettings, EndpointState } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import type { Endpoint } from '../../network/endpoint.ts';
import type { ContainerRecord } from '../record.ts';
import { isAlive } from '../state.ts';

type Networked = Pick<ContainerRecord, 'endpoints' | 'networkingConfig' | 'state'>;

/** Networks by name: those it is connected to, or will be when it starts. */
export function networksView(record: Networked): Record<string, EndpointState> {
  const wishes = record.networkingConfig.EndpointsConfig ?? {};
  return Object.fromEntries(
    Object.entries(wishes)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, wish]) => [name, endpointView(endpointOf(record, name), wish)]),
  );
}

/** With the process the addresses go; the network that it was in is remembered. */
function endpointOf({ endpoints, state }: Networked, name: string): Partial<Endpoint> | undefined {
  const endpoint = endpoints[name];
  if (endpoint === undefined || isAlive(state)) return endpoint;
  return { networkId: endpoint.networkId, aliases: endpoint.aliases, dnsNames: endpoint.dnsNames };
}

function endpointView(
  endpoint: Partial<Endpoint> | undefined,
  wish: DeepReadonly<EndpointSettings>,
): EndpointState {
  const {
    networkId = '',
    endpointId = '',
    macAddress,
    aliases,
    dnsNames,
  }: Partial<Endpoint> = endpoint ?? {};
  return {
    ...wished(wish),
    MacAddress: macAddress ?? wish.MacAddress ?? '',
    Aliases: orNull(aliases ?? wish.Aliases),
    NetworkID: networkId,
    EndpointID: endpointId,
    ...addresses(endpoint),
    DNSNames: orNull(dnsNames),
  };
}

function wished(
  wish: DeepReadonly<EndpointSettings>,
): Pick<EndpointState, 'IPAMConfig' | 'Links' | 'DriverOpts' | 'GwPriority'> {
  return {
    IPAMConfig: (wish.IPAMConfig ?? null) as EndpointState['IPAMConfig'],
    Links: orNull(wish.Links),
    DriverOpts: wish.DriverOpts ?? null,
    GwPriority: wish.GwPriority ?? 0,
  };
}

const NO_ADDRESS = { address: '', prefixLength: 0, gateway: '' };

function addresses({ ipv4 = NO_ADDRESS, ipv6 = NO_ADDRESS }: Partial<Endpoint> = {}): Pick<
  EndpointState,
  | 'Gateway'
  | 'IPAddress'
  | 'IPPrefixLen'
  | 'IPv6Gateway'
  | 'GlobalIPv6Address'
  | 'GlobalIPv6PrefixLen'
> {
  return {
    Gateway: ipv4.gateway,
    IPAddress: ipv4.address,
    IPPrefixLen: ipv4.prefixLength,
    IPv6Gateway: ipv6.gateway,
    GlobalIPv6Address: ipv6.address,
    GlobalIPv6PrefixLen: ipv6.prefixLength,
  };
}

const orNull = (list: readonly string[] | null | undefined): string[] | null =>
  list == null || list.length === 0 ? null : [...list];
