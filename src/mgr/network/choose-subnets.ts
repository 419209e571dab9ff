import { forbidden } from '../../lib/errors.ts';
import { AddressPool } from '../../network/address-pool.ts';
import { overlaps, parseCidr, type Range } from '../../network/cidr.ts';
import type { Family } from '../../network/driver.ts';
import {
  type AddressPoolConfig,
  chooseSubnet,
  poolsOf,
  type Subnet,
  uniqueLocalPool,
} from '../../network/subnet.ts';
import { ipv4Pools } from './default-subnet.ts';
import type { NetworkConfig } from './deps.ts';
import { ofFamily } from './ipam.ts';

export interface SubnetWishes {
  readonly families: readonly Family[];
  /** What the user described. */
  readonly described: readonly Subnet[];
  /** Whether containers have a next hop: the host is one on bridges. */
  readonly needsGateway: boolean;
}

export interface SubnetSurroundings {
  readonly config: NetworkConfig;
  /** Of other networks of this engine. */
  readonly own: readonly Range[];
  /** Of the host's routes and name servers. */
  readonly host: readonly Range[];
}

/**
 * The subnets of a new network: the described ones, and for a family without any the first free pool.
 * PURE. @throws forbidden when a described one overlaps another network, invalidArgument when the pools are used up
 */
export function chooseSubnets(
  { families, described, needsGateway }: SubnetWishes,
  surroundings: SubnetSurroundings,
): Subnet[] {
  return families.flatMap((family) => {
    const wanted = ofFamily(described, family);
    if (wanted.length === 0) return [chosen(family, surroundings)];
    return wanted.map((subnet) => {
      refuseOverlap(subnet, surroundings.own);
      return needsGateway ? withGateway(subnet) : subnet;
    });
  });
}

function chosen(family: Family, { config, own, host }: SubnetSurroundings): Subnet {
  return chooseSubnet(family === 4 ? ipv4Pools(config) : ipv6Pools(config), [...own, ...host]);
}

function ipv6Pools({ defaultAddressPools, dataRoot }: NetworkConfig): readonly AddressPoolConfig[] {
  const configured = poolsOf(6, defaultAddressPools);
  return configured.length === 0 ? [uniqueLocalPool(dataRoot)] : configured;
}

function refuseOverlap({ cidr }: Subnet, own: readonly Range[]): void {
  const range = parseCidr(cidr);
  if (own.some((other) => overlaps(range, other))) {
    throw forbidden('Pool overlaps with other one on this address space');
  }
}

/** The first free address, of the range that addresses are given out from. */
const withGateway = (subnet: Subnet): Subnet =>
  subnet.gateway === undefined
    ? { ...subnet, gateway: new AddressPool(subnet, []).take(0) }
    : subnet;
