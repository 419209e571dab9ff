import { invalidArgument } from '../lib/errors.ts';
import {
  type Cidr,
  contains,
  isIpv4,
  overlaps,
  parseCidr,
  type Range,
  toCidr,
  toNumber,
  toText,
} from './ipv4.ts';

/** Where networks without a configured subnet get theirs: parts of `size` out of `base`. */
export interface AddressPoolConfig {
  readonly base: string;
  readonly size: number;
}

/** Docker's, in its order. moby: libnetwork/ipamutils */
export const DEFAULT_ADDRESS_POOLS: readonly AddressPoolConfig[] = [
  { base: '172.17.0.0/16', size: 16 },
  { base: '172.18.0.0/16', size: 16 },
  { base: '172.19.0.0/16', size: 16 },
  { base: '172.20.0.0/14', size: 16 },
  { base: '172.24.0.0/14', size: 16 },
  { base: '172.28.0.0/14', size: 16 },
  { base: '192.168.0.0/16', size: 20 },
];

/** The addresses of a bridge network. All texts. */
export interface Subnet {
  readonly cidr: string;
  readonly gateway: string;
  readonly prefixLength: number;
  /** From where addresses are given out, when not from all of `cidr`. */
  readonly range?: string;
  /** What containers use instead of `gateway`, which is the bridge's own address. */
  readonly routeVia?: string;
}

/**
 * The first part of the pools that overlaps nothing taken; its first address is the gateway.
 * @throws invalidArgument (Docker's 400) when the pools are used up
 */
export function chooseSubnet(pools: readonly AddressPoolConfig[], taken: readonly Range[]): Subnet {
  for (const pool of pools) {
    for (const part of partsOf(pool)) {
      if (!taken.some((other) => overlaps(part, other))) return subnetOf(part, part.first + 1);
    }
  }
  throw invalidArgument('all predefined address pools have been fully subnetted');
}

function* partsOf({ base, size }: AddressPoolConfig): Generator<Range> {
  const whole = parseCidr(base);
  if (size < whole.prefixLength || size > 30) {
    throw invalidArgument(`invalid size ${size} of address pool ${base}`);
  }
  const count = 2 ** (32 - size);
  for (let first = whole.first; first <= whole.last; first += count) {
    yield { first, last: first + count - 1, prefixLength: size };
  }
}

/**
 * What `bip` (the bridge's own address and network) and `fixed-cidr` (a part of it) ask for.
 * @throws invalidArgument when they make no sense
 */
export function configuredSubnet(bip: string, fixedCidr: string | undefined): Subnet {
  const cidr = parseCidr(bip);
  if (cidr.address === cidr.first || cidr.address === cidr.last) {
    throw invalidArgument(`invalid bip ${bip}: not the address of a host`);
  }
  return withRange(subnetOf(cidr, cidr.address), cidr, fixedCidr);
}

/** Restricts a chosen subnet to `fixed-cidr`. */
export function withFixedCidr(subnet: Subnet, fixedCidr: string | undefined): Subnet {
  return withRange(subnet, parseCidr(subnet.cidr), fixedCidr);
}

/** Sets another gateway for containers; empty for none. @throws invalidArgument when it is elsewhere */
export function withDefaultGateway(subnet: Subnet, gateway: string): Subnet {
  if (gateway === '' || gateway === subnet.gateway) return subnet;
  if (!isIpv4(gateway) || !contains(parseCidr(subnet.cidr), toNumber(gateway))) {
    throw invalidArgument(`default-gateway ${gateway} is not in ${subnet.cidr}`);
  }
  return { ...subnet, routeVia: gateway };
}

function withRange(subnet: Subnet, cidr: Cidr, fixedCidr: string | undefined): Subnet {
  if (fixedCidr === undefined) return subnet;
  const range = parseCidr(fixedCidr);
  if (!contains(cidr, range.first) || !contains(cidr, range.last)) {
    throw invalidArgument(`fixed-cidr ${fixedCidr} is not a part of ${subnet.cidr}`);
  }
  return { ...subnet, range: toCidr(range) };
}

const subnetOf = (range: Range, gateway: number): Subnet => ({
  cidr: toCidr(range),
  gateway: toText(gateway),
  prefixLength: range.prefixLength,
});
