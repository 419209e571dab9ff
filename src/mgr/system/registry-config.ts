import { isIP } from 'node:net';

import type { SystemInfo } from '../../api/schemas.ts';

type RegistryConfig = NonNullable<SystemInfo['RegistryConfig']>;

/** The registries as info shows them; loopback is always allowed to be insecure. */
export function registryConfig(
  insecure: readonly string[],
  mirrors: readonly string[],
): RegistryConfig {
  const isCidr = (entry: string): boolean =>
    isIP(entry.split('/')[0] ?? '') > 0 && entry.includes('/');
  const hosts = insecure.filter((entry) => !isCidr(entry));
  return {
    InsecureRegistryCIDRs: ['::1/128', '127.0.0.0/8', ...insecure.filter(isCidr)],
    IndexConfigs: {
      'docker.io': { Name: 'docker.io', Mirrors: [...mirrors], Secure: true, Official: true },
      ...Object.fromEntries(
        hosts.map((host) => [host, { Name: host, Mirrors: [], Secure: false, Official: false }]),
      ),
    },
    Mirrors: [...mirrors],
  };
}

/** A proxy's address without its password. */
export function maskCredentials(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (url.username === '' && url.password === '') return address;
  url.username = 'xxxxx';
  url.password = 'xxxxx';
  return url.href;
}
