import { Address4 } from 'ip-address';

import { invalidArgument } from '../lib/errors.ts';

/** An IPv4 network or a part of one. Addresses are numbers, so that they can be counted. */
export interface Range {
  readonly first: number;
  readonly last: number;
  readonly prefixLength: number;
}

/** An address together with the network that it is in, as `10.0.0.1/24` says both. */
export interface Cidr extends Range {
  readonly address: number;
}

/** @throws invalidArgument `invalid CIDR address: x` */
export function parseCidr(text: string): Cidr {
  if (!text.includes('/') || !Address4.isValid(text)) {
    throw invalidArgument(`invalid CIDR address: ${text}`);
  }
  const parsed = new Address4(text);
  return {
    address: Number(parsed.bigInt()),
    first: Number(parsed.startAddress().bigInt()),
    last: Number(parsed.endAddress().bigInt()),
    prefixLength: parsed.subnetMask,
  };
}

export const isIpv4 = (text: string): boolean => !text.includes('/') && Address4.isValid(text);

export const toNumber = (address: string): number => Number(new Address4(address).bigInt());

export const toText = (address: number): string =>
  Address4.fromBigInt(BigInt(address)).correctForm();

/** `172.17.0.0/16` */
export const toCidr = (range: Range): string => `${toText(range.first)}/${range.prefixLength}`;

export const overlaps = (a: Range, b: Range): boolean => a.first <= b.last && b.first <= a.last;

export const contains = (range: Range, address: number): boolean =>
  range.first <= address && address <= range.last;

/** Docker's: 02:42 and the address, so that one address always has one MAC address. */
export function macOf(address: number): string {
  const bytes = [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff);
  return ['02', '42', ...bytes.map((byte) => byte.toString(16).padStart(2, '0'))].join(':');
}
