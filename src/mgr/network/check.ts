import type { EndpointSettings } from '../../api/schemas.ts';
import type { DeepReadonly } from '../../lib/deep-readonly.ts';
import { invalidArgument, notImplemented } from '../../lib/errors.ts';
import { parseExtraHost } from '../../network/hosts-file.ts';
import { isIp } from '../../network/ip.ts';
import type { AttachRequest } from './container-networking.ts';
import {
  aliasRefused,
  hostIsExclusive,
  invalidMac,
  noneIsExclusive,
  severalNetworks,
  staticAddressRefused,
} from './errors.ts';
import type { NetworkRecord } from './network-record.ts';
import { findNetworkOfMode } from './resolve.ts';

type Settings = DeepReadonly<EndpointSettings>;

const MAC = /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i;

/**
 * Refuses what cannot be, before anything is changed. An unknown network is found at the start of the
 * container, as Docker does: a 404 from create makes clients pull the image.
 * @throws invalidArgument, notImplemented
 */
export function check(networks: readonly NetworkRecord[], request: AttachRequest): void {
  checkFiles(request);
  const network = findNetworkOfMode(networks, request.networkMode);
  if (network === undefined) return;
  checkOthers(request, network);
  checkSettings(settingsOf(request, network));
  if (network.driver === 'bridge') checkBridged(request);
}

/** What the user said of this network in `NetworkingConfig.EndpointsConfig`, under any of its names. */
export function settingsOf(request: AttachRequest, network: NetworkRecord): Settings {
  const key = Object.keys(request.endpointsConfig).find((name) => isNameOf(name, request, network));
  return key === undefined ? {} : (request.endpointsConfig[key] ?? {});
}

const isNameOf = (name: string, request: AttachRequest, network: NetworkRecord): boolean =>
  name === network.name || name === network.id || name === request.networkMode;

/** Networks beside the main one. */
function checkOthers(request: AttachRequest, network: NetworkRecord): void {
  const names = Object.keys(request.endpointsConfig);
  const hasOthers = names.some(
    (name) => name !== '' && name !== 'default' && !isNameOf(name, request, network),
  );
  if (!hasOthers) return;
  if (network.driver === 'host') throw hostIsExclusive();
  if (network.driver === 'null') throw noneIsExclusive();
  throw severalNetworks(names);
}

/** What the predefined networks do not offer. */
function checkSettings(settings: Settings): void {
  if (asksForAddress(settings)) throw staticAddressRefused();
  if ((settings.Aliases ?? []).length > 0) throw aliasRefused();
  const mac = settings.MacAddress ?? '';
  if (mac !== '' && !MAC.test(mac)) throw invalidMac(mac);
  const [option] = Object.keys(settings.DriverOpts ?? {});
  if (option !== undefined) throw notImplemented(`endpoint option ${option} is not supported yet`);
}

function asksForAddress({ IPAMConfig: ipam }: Settings): boolean {
  const wanted = [ipam?.IPv4Address, ipam?.IPv6Address, ...(ipam?.LinkLocalIPs ?? [])];
  return wanted.some((address) => address !== undefined && address !== '');
}

function checkFiles({ hostConfig }: AttachRequest): void {
  for (const server of hostConfig.Dns ?? []) {
    if (!isIp(server)) throw invalidArgument(`IP address is not correctly formatted: ${server}`);
  }
  for (const entry of hostConfig.ExtraHosts ?? []) parseExtraHost(entry);
}

/** Networks without addresses drop published ports, as Docker does; a bridge would have to serve them. */
function checkBridged({ hostConfig, exposedPorts }: AttachRequest): void {
  const publishes =
    Object.keys(hostConfig.PortBindings ?? {}).length > 0 ||
    (hostConfig.PublishAllPorts === true && exposedPorts?.length !== 0);
  if (publishes) throw notImplemented('published ports are not supported yet');
  if ((hostConfig.Links ?? []).length > 0) throw notImplemented('links are not supported yet');
}
