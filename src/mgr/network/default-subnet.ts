import { parseCidr, type Range, single } from '../../network/cidr.ts';
import type { HostNetwork } from '../../network/driver.ts';
import {
  chooseSubnet,
  configuredSubnet,
  DEFAULT_ADDRESS_POOLS,
  poolsOf,
  type Subnet,
  withDefaultGateway,
  withFixedCidr,
} from '../../network/subnet.ts';
import type { NetworkConfig } from './deps.ts';

export interface SubnetSources {
  readonly config: NetworkConfig;
  readonly bridge: string;
  /** What the network had before. */
  readonly stored: Subnet | undefined;
  readonly host: HostNetwork;
  /** What the host asks for names: not to be shadowed. */
  readonly nameservers: readonly string[];
}

/**
 * The addresses of the default bridge: what is configured; else what the bridge of that name has;
 * else what it had, unless that has come to overlap a route of the host; else the first free pool.
 */
export function defaultSubnet(sources: SubnetSources): Subnet {
  const { config } = sources;
  const fixedCidr = config.fixedCidr === '' ? undefined : config.fixedCidr;
  const bip = config.bip === '' ? addressOfBridge(sources) : config.bip;
  const subnet =
    bip === undefined
      ? withFixedCidr(keptOrChosen(sources), fixedCidr)
      : configuredSubnet(bip, fixedCidr);
  return withDefaultGateway(subnet, config.defaultGateway);
}

function addressOfBridge({ bridge, host }: SubnetSources): string | undefined {
  return host.addresses.find(({ interfaceName }) => interfaceName === bridge)?.cidr;
}

function keptOrChosen(sources: SubnetSources): Subnet {
  const { stored, bridge, host, nameservers } = sources;
  const taken = takenByHost(host, nameservers, bridge);
  const pools = ipv4Pools(sources.config);
  if (stored === undefined) return chooseSubnet(pools, taken);
  const { prefixLength, cidr } = stored;
  return chooseSubnet([{ base: cidr, size: prefixLength }, ...pools], taken);
}

/** Where IPv4 networks without configured addresses get theirs. */
export function ipv4Pools({ defaultAddressPools }: NetworkConfig) {
  const configured = poolsOf(4, defaultAddressPools);
  return configured.length === 0 ? DEFAULT_ADDRESS_POOLS : configured;
}

/** What the host's routes lead to and where it asks for names. @param but an interface that does not count */
export function takenByHost(
  host: HostNetwork,
  nameservers: readonly string[],
  but: string,
): readonly Range[] {
  const routes = host.routes.filter(({ interfaceName }) => interfaceName !== but);
  return [...routes.map(({ cidr }) => parseCidr(cidr)), ...nameservers.map(single)];
}
