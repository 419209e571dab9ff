import { randomBytes } from 'node:crypto';

import { familyOf, toBigInt } from './cidr.ts';

/**
 * Docker's: 02:42 and the IPv4 address, so that one address always has one MAC address; chance for
 * containers without one.
 */
export function macOf(address: string | undefined): string {
  const bytes =
    address !== undefined && familyOf(address) === 4
      ? Buffer.from(toBigInt(address).toString(16).padStart(8, '0'), 'hex')
      : randomBytes(4);
  return `02:42:${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(':')}`;
}

/** Of an interface that belongs to an object of ours: the same each time. @param id hexadecimal */
export const macOfId = (id: string): string =>
  `02:42:${id.slice(0, 8).replaceAll(/(..)(?=.)/g, '$1:')}`;
