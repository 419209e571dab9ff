import { forbidden } from '../lib/errors.ts';
import { contains, parseCidr, type Range, toNumber, toText } from './ipv4.ts';
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
  readonly #taken = new Set<number>();
  /** Address → when it was given back, oldest first. */
  readonly #resting = new Map<number, number>();

  constructor(subnet: Subnet, taken: readonly string[]) {
    this.#subnet = parseCidr(subnet.cidr);
    this.#range = subnet.range === undefined ? this.#subnet : parseCidr(subnet.range);
    const { gateway, routeVia = gateway } = subnet;
    for (const address of [gateway, routeVia, ...taken]) this.#taken.add(toNumber(address));
  }

  /** Addresses given out, the gateway's among them. */
  get inUse(): number {
    return this.#taken.size;
  }

  /** Addresses that `take` can still give. */
  get available(): number {
    let usable = 0;
    for (const taken of this.#taken) if (this.#isUsable(taken)) usable += 1;
    const edges = [this.#subnet.first, this.#subnet.last];
    const unusable = new Set(edges.filter((edge) => contains(this.#range, edge))).size;
    return this.#range.last - this.#range.first + 1 - unusable - usable;
  }

  /** @throws forbidden (Docker's words) when none is left */
  take(nowMs: number): string {
    this.#wake(nowMs);
    const address = this.#lowest(this.#resting) ?? this.#oldestResting();
    if (address === undefined) throw forbidden('no available IPv4 addresses on this network');
    this.#resting.delete(address);
    this.#taken.add(address);
    return toText(address);
  }

  give(address: string, nowMs: number): void {
    const number = toNumber(address);
    if (this.#taken.delete(number)) this.#resting.set(number, nowMs);
  }

  #wake(nowMs: number): void {
    for (const [address, since] of this.#resting) {
      if (nowMs - since < REST_MS) return;
      this.#resting.delete(address);
    }
  }

  #lowest(avoid: ReadonlyMap<number, unknown>): number | undefined {
    for (let address = this.#range.first; address <= this.#range.last; address += 1) {
      const isFree = !this.#taken.has(address) && !avoid.has(address);
      if (isFree && this.#isUsable(address)) return address;
    }
    return undefined;
  }

  #oldestResting(): number | undefined {
    const [oldest] = this.#resting.keys();
    return oldest;
  }

  /** The network's own address and its broadcast address are nobody's. */
  #isUsable(address: number): boolean {
    const { first, last } = this.#subnet;
    return contains(this.#range, address) && address !== first && address !== last;
  }
}
