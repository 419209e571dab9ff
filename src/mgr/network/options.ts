import { invalidArgument } from '../../lib/errors.ts';
import { parseGoBool } from '../../lib/go-bool.ts';
import type { GatewayMode } from '../../network/driver.ts';

/** Keys of a network's options that mean something to us. */
export const OPTION = {
  defaultBridge: 'com.docker.network.bridge.default_bridge',
  icc: 'com.docker.network.bridge.enable_icc',
  masquerade: 'com.docker.network.bridge.enable_ip_masquerade',
  hostBinding: 'com.docker.network.bridge.host_binding_ipv4',
  bridgeName: 'com.docker.network.bridge.name',
  gatewayMode4: 'com.docker.network.bridge.gateway_mode_ipv4',
  gatewayMode6: 'com.docker.network.bridge.gateway_mode_ipv6',
  trusted: 'com.docker.network.bridge.trusted_host_interfaces',
  inhibitIpv4: 'com.docker.network.bridge.inhibit_ipv4',
  mtu: 'com.docker.network.driver.mtu',
  interfacePrefix: 'com.docker.network.container_iface_prefix',
  parent: 'parent',
  macvlanMode: 'macvlan_mode',
  ipvlanMode: 'ipvlan_mode',
  ipvlanFlag: 'ipvlan_flag',
} as const;

/** Keys of an endpoint's options. */
export const ENDPOINT_OPTION = {
  interfaceName: 'com.docker.network.endpoint.ifname',
  sysctls: 'com.docker.network.endpoint.sysctls',
} as const;

export type NetworkOptions = Readonly<Record<string, string>>;

/** Two flags may not have it: the kernel takes 15 bytes and no slash. */
const INTERFACE_NAME = /^[^\s/:]{1,15}$/;
const GATEWAY_MODES: readonly string[] = ['nat', 'nat-unprotected', 'routed', 'isolated'];

/** A switch among the options; `otherwise` where it is not set. @throws invalidArgument */
export function flag(options: NetworkOptions, key: string, otherwise: boolean): boolean {
  const text = options[key];
  if (text === undefined || text === '') return otherwise;
  const value = parseGoBool(text);
  if (value !== undefined) return value;
  throw invalidArgument(
    `failed to parse ${key} value: ${text} (strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax)`,
  );
}

export const gatewayMode = (options: NetworkOptions, key: string): GatewayMode =>
  (options[key] as GatewayMode | undefined) ?? 'nat';

const MODES: Readonly<Record<string, readonly string[]>> = {
  [OPTION.macvlanMode]: ['bridge', 'vepa', 'passthru', 'private'],
  [OPTION.ipvlanMode]: ['l2', 'l3', 'l3s'],
  [OPTION.ipvlanFlag]: ['bridge', 'private', 'vepa'],
};

/** @throws invalidArgument for what macvlan and ipvlan cannot be told */
export function checkParentOptions(options: NetworkOptions): void {
  checkMtu(options);
  for (const [key, known] of Object.entries(MODES)) {
    const mode = options[key] ?? '';
    if (mode !== '' && !known.includes(mode)) {
      throw invalidArgument(`requested ${key.replace('_', ' ')} '${mode}' is not valid`);
    }
  }
  const parent = options[OPTION.parent] ?? '';
  if (parent === 'lo') throw invalidArgument('loopback interface is not a valid parent link');
  if (parent !== '' && !isInterfaceName(parent)) {
    throw invalidArgument(`invalid parent interface name ${JSON.stringify(parent)}`);
  }
}

/** @throws invalidArgument for what a bridge cannot be told */
export function checkBridgeOptions(options: NetworkOptions): void {
  for (const key of [OPTION.icc, OPTION.masquerade, OPTION.inhibitIpv4]) flag(options, key, true);
  checkMtu(options);
  const name = options[OPTION.bridgeName] ?? '';
  if (name !== '' && !isInterfaceName(name)) {
    throw invalidArgument(`invalid bridge interface name ${JSON.stringify(name)}`);
  }
  for (const key of [OPTION.gatewayMode4, OPTION.gatewayMode6]) {
    const mode = options[key] ?? 'nat';
    if (!GATEWAY_MODES.includes(mode)) {
      throw invalidArgument(`unknown gateway mode ${mode}`);
    }
  }
}

export const isInterfaceName = (name: string): boolean =>
  INTERFACE_NAME.test(name) && name !== '.' && name !== '..';

/** @throws invalidArgument */
function checkMtu(options: NetworkOptions): void {
  const text = options[OPTION.mtu] ?? '';
  if (text === '' || (/^\d{1,5}$/.test(text) && Number(text) <= 65_535)) return;
  throw invalidArgument(
    `failed to parse ${OPTION.mtu} value: ${text} (strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax)`,
  );
}
