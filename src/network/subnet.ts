import { createHash } from 'node:crypto';

import { invalidArgument } from '../lib/errors.ts';
import {
  type Cidr,
  contains,
  familyOf,
  overlaps,
  parseCidr,
  type Range,
  toBigInt,
  toCidr,
  toText,
} from './cidr.ts';
import type { Family } from './driver.ts';

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

/** The addresses of one network and family. All texts. */
export interface Subnet {
  readonly family: Family;
  readonly cidr: string;
  readonly prefixLength: number;
  /** The host's own address in it; absent where containers have no gateway. */
  readonly gateway?: string;
  /** From where addresses are given out, when not from all of `cidr`. */
  readonly range?: string;
  /** What containers use instead of `gateway`, which is the bridge's own address. */
  readonly routeVia?: string;
  /** Name → an address that is somebody else's. */
  readonly auxiliary?: Readonly<Record<string, string>>;
}

/** A pool of IPv6 networks that is this engine's own (RFC 4193): 40 bits that stay the same on a host. */
export function uniqueLocalPool(seed: string): AddressPoolConfig {
  const bits = createHash('sha256').update(seed).digest('hex').slice(0, 10);
  const groups = [`fd${bits.slice(0, 2)}`, bits.slice(2, 6), bits.slice(6, 10)];
  return { base: toCidr(parseCidr(`${groups.join(':')}::/48`)), size: 64 };
}

/** The pools of one family. */
export const poolsOf = (
  family: Family,
  pools: readonly AddressPoolConfig[],
): readonly AddressPoolConfig[] =>
  pools.filter(({ base }) => familyOf(base.split('/', 1)[0] ?? '') === family);

/**
 * The first part of the pools that overlaps nothing taken; its first address is the gateway.
 * @throws invalidArgument (Docker's 400) when the pools are used up
 */
export function chooseSubnet(pools: readonly AddressPoolConfig[], taken: readonly Range[]): Subnet {
  for (const pool of pools) {
    for (const part of partsOf(pool)) {
      if (!taken.some((other) => overlaps(part, other))) return subnetOf(part, part.first + 1n);
    }
  }
  throw invalidArgument('all predefined address pools have been fully subnetted');
}

/** More parts than this of one pool are never looked at: a /48 has 65536 of size 64. */
const MOST_PARTS = 65_536;

function* partsOf({ base, size }: AddressPoolConfig): Generator<Range> {
  const whole = parseCidr(base);
  const bits = whole.family === 4 ? 32 : 128;
  if (size < whole.prefixLength || size > bits - 2) {
    throw invalidArgument(`invalid size ${size} of address pool ${base}`);
  }
  const count = 1n << BigInt(bits - size);
  for (let [first, n] = [whole.first, 0]; first <= whole.last && n < MOST_PARTS; n += 1) {
    yield { family: whole.family, first, last: first + count - 1n, prefixLength: size };
    first += count;
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
  if (familyOf(gateway) === undefined || !contains(parseCidr(subnet.cidr), toBigInt(gateway))) {
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

const subnetOf = (range: Range, gateway: bigint): Subnet => ({
  family: range.family,
  cidr: toCidr(range),
  gateway: toText(range.family, gateway),
  prefixLength: range.prefixLength,
});
