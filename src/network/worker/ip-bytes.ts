import { familyOf, toBigInt, toText } from '../cidr.ts';
import type { Family } from '../driver.ts';

const AF = { 4: 2, 6: 10 } as const;
const HEX_DIGITS = { 4: 8, 6: 32 } as const;

/** The kernel's number of an address family. */
export const addressFamily = (family: Family): number => AF[family];

/** Network byte order: 4 or 16 bytes. */
export function encodeIp(address: string): Buffer {
  const family = familyOf(address) ?? 4;
  return Buffer.from(toBigInt(address).toString(16).padStart(HEX_DIGITS[family], '0'), 'hex');
}

export const decodeIp = (payload: Buffer): string =>
  toText(payload.length === 16 ? 6 : 4, BigInt(`0x${payload.toString('hex')}`));
