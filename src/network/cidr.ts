import { Address4, Address6 } from 'ip-address';

import { invalidArgument } from '../lib/errors.ts';
import type { Family } from './driver.ts';

/** A network of either family or a part of one. Addresses are numbers, so that they can be counted. */
export interface Range {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
  readonly prefixLength: number;
}

/** An address together with the network that it is in, as `10.0.0.1/24` says both. */
export interface Cidr extends Range {
  readonly address: bigint;
}

/** @throws invalidArgument `invalid CIDR address: x` */
export function parseCidr(text: string): Cidr {
  const family = familyOf(text.split('/', 1)[0] ?? '');
  if (!text.includes('/') || family === undefined || !ofFamily(family).isValid(text)) {
    throw invalidArgument(`invalid CIDR address: ${text}`);
  }
  const parsed = family === 4 ? new Address4(text) : new Address6(text);
  return {
    family,
    address: parsed.bigInt(),
    first: parsed.startAddress().bigInt(),
    last: parsed.endAddress().bigInt(),
    prefixLength: parsed.subnetMask,
  };
}

/** Undefined for what is no address; zones are no part of one here. */
export function familyOf(address: string): Family | undefined {
  if (address.includes('/') || address.includes('%')) return undefined;
  if (Address4.isValid(address)) return 4;
  return Address6.isValid(address) ? 6 : undefined;
}

const ofFamily = (family: Family): typeof Address4 | typeof Address6 =>
  family === 4 ? Address4 : Address6;

/** @throws when it is no address */
export const toBigInt = (address: string): bigint =>
  (familyOf(address) === 4 ? new Address4(address) : new Address6(address)).bigInt();

/** The usual short form. */
export const toText = (family: Family, address: bigint): string =>
  (family === 4 ? Address4.fromBigInt(address) : Address6.fromBigInt(address)).correctForm();

/** One form for each address, so that texts can be compared. */
export const canonical = (address: string): string =>
  toText(familyOf(address) ?? 4, toBigInt(address));

/** `172.17.0.0/16`, `fd00::/64` */
export const toCidr = (range: Range): string =>
  `${toText(range.family, range.first)}/${range.prefixLength}`;

export const overlaps = (a: Range, b: Range): boolean =>
  a.family === b.family && a.first <= b.last && b.first <= a.last;

export const contains = (range: Range, address: bigint): boolean =>
  range.first <= address && address <= range.last;

/** One address as a range. */
export function single(address: string): Range {
  const family = familyOf(address) ?? 4;
  const value = toBigInt(address);
  return { family, first: value, last: value, prefixLength: family === 4 ? 32 : 128 };
}
