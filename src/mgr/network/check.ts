import type { DeepReadonly } from '../../lib/deep-readonly.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { contains, familyOf, parseCidr, toBigInt } from '../../network/cidr.ts';
import { parseExtraHost } from '../../network/hosts-file.ts';
import { isIp } from '../../network/ip.ts';
import type { AttachRequest } from './container-networking.ts';
import {
  addressNeedsSubnet,
  addressOutside,
  aliasRefused,
  hostIsExclusive,
  invalidMac,
  noneIsExclusive,
  staticAddressRefused,
} from './errors.ts';
import type { Place, Settings } from './member.ts';
import { isPredefined, type NetworkRecord } from './network-record.ts';
import { ENDPOINT_OPTION, isInterfaceName } from './options.ts';
import { portWishes } from './port-wishes.ts';
import { findNetworkOfMode } from './resolve.ts';

const MAC = /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i;

/**
 * Refuses what cannot be, before anything is changed. An unknown network is found at the start of the
 * container, as Docker does: a 404 from create makes clients pull the image.
 * @throws invalidArgument
 */
export function check(networks: readonly NetworkRecord[], request: AttachRequest): void {
  checkFiles(request);
  portWishes(request, '');
  const places = knownPlaces(networks, request);
  if (places.length > 1) checkCompany(places);
  for (const place of places) checkPlace(place);
}

/** Of the networks that a request names, those that are there. */
function knownPlaces(networks: readonly NetworkRecord[], request: AttachRequest): Place[] {
  const named = Object.entries(request.endpointsConfig);
  const all = named.length === 0 ? [[request.networkMode, {}] as const] : named;
  return all.flatMap(([name, settings]) => {
    const network = findNetworkOfMode(networks, name);
    return network === undefined ? [] : [{ network, settings }];
  });
}

/** Who shares the host's network, or has none, is in no other. */
function checkCompany(places: readonly Place[]): void {
  if (places.some(({ network }) => network.driver === 'host')) throw hostIsExclusive();
  if (places.some(({ network }) => network.driver === 'null')) throw noneIsExclusive();
}

function checkPlace({ network, settings }: Place): void {
  const { MacAddress: mac = '', Aliases: aliases, DriverOpts: options } = settings;
  if (mac !== '' && !MAC.test(mac)) throw invalidMac(mac);
  checkDriverOptions(options ?? {});
  const addresses = wishedAddresses(settings);
  if (isPredefined(network)) checkPredefined(addresses, aliases ?? []);
  else checkAddresses(network, addresses, settings.IPAMConfig?.LinkLocalIPs ?? []);
}

function checkPredefined(addresses: readonly string[], aliases: readonly string[]): void {
  if (addresses.length > 0) throw staticAddressRefused();
  if (aliases.length > 0) throw aliasRefused();
}

function wishedAddresses({ IPAMConfig: ipam }: Settings): string[] {
  return [ipam?.IPv4Address, ipam?.IPv6Address].filter(
    (address): address is string => address !== undefined && address !== '',
  );
}

function checkAddresses(
  network: NetworkRecord,
  addresses: readonly string[],
  linkLocal: readonly string[],
): void {
  for (const address of addresses) checkAddress(network, address);
  for (const address of linkLocal) checkIsAddress(address);
}

function checkAddress(network: NetworkRecord, address: string): void {
  checkIsAddress(address);
  if (!network.ipam.configs.some(({ Subnet = '' }) => Subnet !== '')) throw addressNeedsSubnet();
  const isInside = network.subnets.some(
    ({ family, cidr }) =>
      family === familyOf(address) && contains(parseCidr(cidr), toBigInt(address)),
  );
  if (!isInside) throw addressOutside(address);
}

function checkIsAddress(address: string): void {
  if (familyOf(address) === undefined) throw invalidArgument(`invalid IP address: ${address}`);
}

/** Of this interface alone: the host's other settings, and other interfaces, are out of reach. */
const SYSCTL = /^net\.(ipv4|ipv6|mpls)\.(conf|neigh)\.IFNAME\.[a-z0-9_]+$/;

function checkDriverOptions(options: DeepReadonly<Record<string, string>>): void {
  const name = options[ENDPOINT_OPTION.interfaceName] ?? '';
  if (name !== '' && (!isInterfaceName(name) || name === 'lo')) {
    throw invalidArgument(`invalid interface name ${JSON.stringify(name)}`);
  }
  const sysctls = (options[ENDPOINT_OPTION.sysctls] ?? '').split(',');
  for (const entry of sysctls.filter((text) => text !== '')) checkSysctl(entry);
}

function checkSysctl(entry: string): void {
  const [key = '', value] = entry.split('=', 2);
  if (value !== undefined && SYSCTL.test(key)) return;
  throw invalidArgument(
    `unrecognised network interface sysctl '${key}'; represent 'net.X.Y.ethN.Z=V' as 'net.X.Y.IFNAME.Z=V'`,
  );
}

function checkFiles({ hostConfig }: AttachRequest): void {
  for (const server of hostConfig.Dns ?? []) {
    if (!isIp(server)) throw invalidArgument(`IP address is not correctly formatted: ${server}`);
  }
  for (const entry of hostConfig.ExtraHosts ?? []) parseExtraHost(entry);
}
