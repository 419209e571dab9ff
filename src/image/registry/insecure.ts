import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

import { inNetwork } from './http/proxy.ts';

/** Always so, as with dockerd. */
const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/**
 * Whether a registry may be spoken to without a verified certificate: it is named as `host:port`, or one of its
 * addresses lies in a network that is. moby: registry/config.go isSecureIndex
 */
export async function isInsecure(domain: string, insecure: readonly string[]): Promise<boolean> {
  if (insecure.includes(domain)) return true;
  const networks = [...LOOPBACK, ...insecure.filter((entry) => entry.includes('/'))];
  const host = domain.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  const addresses = isIP(host) > 0 ? [host] : await addressesOf(host);
  return addresses.some((address) => networks.some((network) => inNetwork(network, address)));
}

/** A name that cannot be resolved is not insecure; asking the registry then tells why. */
async function addressesOf(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}
