import type { HostNetwork } from '../../network/driver.ts';
import { isIpv4, parseCidr, type Range, toNumber } from '../../network/ipv4.ts';
import {
  chooseSubnet,
  configuredSubnet,
  DEFAULT_ADDRESS_POOLS,
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
  const { stored, config } = sources;
  const taken = takenBy(sources);
  const pools =
    config.defaultAddressPools.length === 0 ? DEFAULT_ADDRESS_POOLS : config.defaultAddressPools;
  if (stored === undefined) return chooseSubnet(pools, taken);
  const { prefixLength, cidr } = stored;
  return chooseSubnet([{ base: cidr, size: prefixLength }, ...pools], taken);
}

function takenBy({ host, bridge, nameservers }: SubnetSources): Range[] {
  const routes = host.routes.filter(({ interfaceName }) => interfaceName !== bridge);
  return [
    ...routes.map(({ cidr }) => parseCidr(cidr)),
    ...nameservers.filter(isIpv4).map((address) => single(toNumber(address))),
  ];
}

const single = (address: number): Range => ({ first: address, last: address, prefixLength: 32 });
