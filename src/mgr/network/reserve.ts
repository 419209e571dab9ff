import { newId } from '../../lib/ids.ts';
import type { AddressPool } from '../../network/address-pool.ts';
import { canonical } from '../../network/cidr.ts';
import type { Family } from '../../network/driver.ts';
import { macOf } from '../../network/mac.ts';
import type { Subnet } from '../../network/subnet.ts';
import type { AttachRequest } from './container-networking.ts';
import type { NetworkContext } from './deps.ts';
import type { EndpointAddress } from './endpoint.ts';
import type { EndpointRecord } from './endpoint-record.ts';
import { addressOutside } from './errors.ts';
import type { Place, Settings } from './member.ts';
import { hasNames, type NetworkRecord } from './network-record.ts';
import { ENDPOINT_OPTION, OPTION } from './options.ts';

const INTERFACE_PREFIX = 'eth';

/**
 * The intent of an endpoint: from now on its addresses are taken.
 * @throws forbidden when no address is left or the wished one is taken, invalidArgument when it is outside
 */
export function reserve(
  deps: Pick<NetworkContext, 'book' | 'clock'>,
  request: AttachRequest,
  { network, settings }: Place,
): EndpointRecord {
  const { containerId, containerName } = request;
  const addresses = takeAddresses(deps, network, settings);
  const aliases = settings.Aliases ?? [];
  const isBare = network.subnets.length === 0;
  const endpoint: EndpointRecord = {
    containerId,
    containerName,
    networkId: network.id,
    networkName: network.name,
    endpointId: newId(),
    ...addresses,
    macAddress: isBare ? '' : macAddress(settings, addresses.ipv4),
    interfaceName: isBare ? '' : interfaceName(deps, containerId, { network, settings }),
    aliases,
    dnsNames: hasNames(network) ? dnsNames(request, aliases) : [],
    ports: [],
    gwPriority: settings.GwPriority ?? 0,
    linkLocal: settings.IPAMConfig?.LinkLocalIPs ?? [],
    sysctls: sysctlsOf(settings.DriverOpts?.[ENDPOINT_OPTION.sysctls] ?? ''),
    joined: false,
  };
  deps.book.insertEndpoint(endpoint);
  return endpoint;
}

/** The container's name, its aliases, its short id and its host name. moby: daemon buildEndpointDNSNames */
export function dnsNames(
  { containerId, containerName, hostname }: Omit<AttachRequest, 'hostConfig' | 'links'>,
  aliases: readonly string[],
): string[] {
  const names = [containerName, ...aliases, containerId.slice(0, 12), hostname];
  return [...new Set(names)].filter((name) => name !== '');
}

type Addresses = Pick<EndpointRecord, 'ipv4' | 'ipv6'>;

function takeAddresses(
  deps: Pick<NetworkContext, 'book' | 'clock'>,
  network: NetworkRecord,
  { IPAMConfig: wishes }: Settings,
): Addresses {
  const ipv4 = takeAddress(deps, network, 4, wishes?.IPv4Address ?? '');
  try {
    const ipv6 = takeAddress(deps, network, 6, wishes?.IPv6Address ?? '');
    return { ...(ipv4 === undefined ? {} : { ipv4 }), ...(ipv6 === undefined ? {} : { ipv6 }) };
  } catch (err) {
    if (ipv4 !== undefined) giveBack(deps, { networkId: network.id, ipv4 });
    throw err;
  }
}

function takeAddress(
  { book, clock }: Pick<NetworkContext, 'book' | 'clock'>,
  network: NetworkRecord,
  family: Family,
  wanted: string,
): EndpointAddress | undefined {
  const pools = book.pools(network).filter((pool) => pool.family === family);
  const [first] = pools;
  if (first === undefined) return undefined;
  const pool = wanted === '' ? (pools.find(hasRoom) ?? first) : pools.find((it) => it.has(wanted));
  if (pool === undefined) throw addressOutside(wanted);
  const address = wanted === '' ? pool.take(clock.now().getTime()) : pool.claim(canonical(wanted));
  const subnet = network.subnets[book.pools(network).indexOf(pool)];
  return { address, prefixLength: pool.prefixLength, gateway: nextHop(network, subnet) };
}

const hasRoom = ({ available }: AddressPool): boolean => available > 0;

const nextHop = ({ internal }: NetworkRecord, subnet: Subnet | undefined): string =>
  internal ? '' : (subnet?.routeVia ?? subnet?.gateway ?? '');

/** The addresses may be had by somebody else. */
export function giveBack(
  { book, clock }: Pick<NetworkContext, 'book' | 'clock'>,
  { networkId, ipv4, ipv6 }: Pick<EndpointRecord, 'networkId' | 'ipv4' | 'ipv6'>,
): void {
  const network = book.network(networkId);
  if (network === undefined) return;
  for (const address of [ipv4, ipv6]) {
    if (address === undefined) continue;
    const pool = book.pools(network).find((candidate) => candidate.has(address.address));
    pool?.give(address.address, clock.now().getTime());
  }
}

function macAddress(
  { MacAddress: wanted = '' }: Settings,
  ipv4: EndpointAddress | undefined,
): string {
  return wanted === '' ? macOf(ipv4?.address) : wanted.toLowerCase().replaceAll('-', ':');
}

/** As the user said, else the first free number behind the network's prefix. */
function interfaceName(
  { book }: Pick<NetworkContext, 'book'>,
  containerId: string,
  { network, settings }: Place,
): string {
  const wished = settings.DriverOpts?.[ENDPOINT_OPTION.interfaceName] ?? '';
  if (wished !== '') return wished;
  const prefix = network.options[OPTION.interfacePrefix] ?? INTERFACE_PREFIX;
  const taken = new Set(
    book.endpointsOfContainer(containerId).map((endpoint) => endpoint.interfaceName),
  );
  let number = 0;
  while (taken.has(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}

/** `net.ipv4.conf.IFNAME.log_martians=1,…` */
function sysctlsOf(text: string): Readonly<Record<string, string>> {
  const entries = text.split(',').filter((entry) => entry !== '');
  return Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf('=');
      return [entry.slice(0, at), entry.slice(at + 1)] as const;
    }),
  );
}
