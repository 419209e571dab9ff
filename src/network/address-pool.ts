import { forbidden } from '../lib/errors.ts';
import { contains, familyOf, parseCidr, type Range, toBigInt, toText } from './cidr.ts';
import type { Family } from './driver.ts';
import type { Subnet } from './subnet.ts';

/** How long an address rests: its last user's namespace lives on for a moment and still answers. */
const REST_MS = 5000;

/**
 * Who has which address of one subnet: the lowest free one is next. A cache of what the endpoint
 * store says, which alone decides.
 */
export class AddressPool {
  readonly #subnet: Range;
  readonly #range: Range;
  readonly #taken = new Set<bigint>();
  /** Address → when it was given back, oldest first. */
  readonly #resting = new Map<bigint, number>();

  /** @param taken addresses in use, also of other subnets */
  constructor(subnet: Subnet, taken: readonly string[]) {
    this.#subnet = parseCidr(subnet.cidr);
    this.#range = subnet.range === undefined ? this.#subnet : parseCidr(subnet.range);
    const { gateway, routeVia, auxiliary = {} } = subnet;
    const reserved = [gateway, routeVia, ...Object.values(auxiliary)];
    for (const address of [...reserved, ...taken]) {
      if (address !== undefined && this.has(address)) this.#taken.add(toBigInt(address));
    }
  }

  get family(): Family {
    return this.#subnet.family;
  }

  get prefixLength(): number {
    return this.#subnet.prefixLength;
  }

  /** Addresses given out, the gateway's among them. */
  get inUse(): number {
    return this.#taken.size;
  }

  /** Addresses that `take` can still give; the largest exact number where there are more. */
  get available(): number {
    let usable = 0n;
    for (const taken of this.#taken) if (this.#isUsable(taken)) usable += 1n;
    const unusable = new Set(this.#edges().filter((edge) => contains(this.#range, edge))).size;
    const left = this.#range.last - this.#range.first + 1n - BigInt(unusable) - usable;
    return left > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(left);
  }

  /** @throws forbidden (Docker's words) when none is left */
  take(nowMs: number): string {
    this.#wake(nowMs);
    const address = this.#lowest(this.#resting) ?? this.#oldestResting();
    if (address === undefined) {
      throw forbidden(`no available IPv${this.#subnet.family} addresses on this network`);
    }
    return this.#reserve(address);
  }

  /** Whether an address is in the subnet. */
  has(address: string): boolean {
    return familyOf(address) === this.family && contains(this.#subnet, toBigInt(address));
  }

  /** Takes one that the user chose, resting or not. @throws forbidden in Docker's words when it is taken */
  claim(address: string): string {
    const number = toBigInt(address);
    if (this.#taken.has(number)) throw forbidden('Address already in use');
    return this.#reserve(number);
  }

  give(address: string, nowMs: number): void {
    const number = toBigInt(address);
    if (this.#taken.delete(number)) this.#resting.set(number, nowMs);
  }

  #reserve(address: bigint): string {
    this.#resting.delete(address);
    this.#taken.add(address);
    return toText(this.#subnet.family, address);
  }

  #wake(nowMs: number): void {
    for (const [address, since] of this.#resting) {
      if (nowMs - since < REST_MS) return;
      this.#resting.delete(address);
    }
  }

  #lowest(avoid: ReadonlyMap<bigint, unknown>): bigint | undefined {
    for (let address = this.#range.first; address <= this.#range.last; address += 1n) {
      const isFree = !this.#taken.has(address) && !avoid.has(address);
      if (isFree && this.#isUsable(address)) return address;
    }
    return undefined;
  }

  #oldestResting(): bigint | undefined {
    const [oldest] = this.#resting.keys();
    return oldest;
  }

  /** The network's own address and, in IPv4, its broadcast address are nobody's. */
  #edges(): bigint[] {
    const { family, first, last } = this.#subnet;
    return family === 4 ? [first, last] : [first];
  }

  #isUsable(address: bigint): boolean {
    return contains(this.#range, address) && !this.#edges().includes(address);
  }
}
