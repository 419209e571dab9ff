import { type Address, EVERYTHING, READING, type RegistryHost } from './host.ts';
import { type HostDirectory, readHostDirectory } from './host-directory.ts';
import { hostsFromToml } from './hosts-toml.ts';
import type { TlsSettings } from './http/trust.ts';
import { isInsecure } from './insecure.ts';
import type { RegistrySettings } from './settings.ts';

/** Docker Hub's registry does not live under the name that its images carry. */
export const HUB = 'docker.io';
const HUB_REGISTRY = 'registry-1.docker.io';

type HostSettings = Pick<
  RegistrySettings,
  'insecureRegistries' | 'registryConfigDirs' | 'registryMirrors'
>;

/**
 * Where a registry's content may come from, mirrors first, the registry itself last.
 * A `hosts.toml` of its own says it all; without one Docker Hub has the configured mirrors.
 * @throws internal when its configuration is unusable
 */
export async function hostsOf(
  domain: string,
  settings: HostSettings,
): Promise<readonly RegistryHost[]> {
  const directory = await readHostDirectory(settings.registryConfigDirs, domain);
  const origin = await originOf(domain, settings, directory);
  if (directory?.hostsToml !== undefined) {
    return await hostsFromToml(directory.hostsToml, directory.path, origin);
  }
  if (domain !== HUB) return [origin];
  const mirrors = await Promise.all(
    settings.registryMirrors.map((mirror) => mirrorOf(mirror, settings)),
  );
  return [...mirrors, origin];
}

async function originOf(
  domain: string,
  settings: HostSettings,
  directory: HostDirectory | undefined,
): Promise<RegistryHost> {
  const host = domain === HUB ? HUB_REGISTRY : domain;
  const tls = await tlsFor(host, settings, directory);
  const over = (scheme: string): Address => ({ base: new URL(`${scheme}://${host}/v2/`), tls });
  const addresses = tls.verify ? [over('https')] : [over('https'), over('http')];
  return { addresses, capabilities: EVERYTHING, headers: {}, isOrigin: true };
}

/** A mirror says its scheme itself. Its address ends with a slash. */
async function mirrorOf(mirror: string, settings: HostSettings): Promise<RegistryHost> {
  const { host } = new URL(mirror);
  const directory = await readHostDirectory(settings.registryConfigDirs, host);
  const tls = await tlsFor(host, settings, directory);
  return {
    addresses: [{ base: new URL('v2/', mirror), tls }],
    capabilities: READING,
    headers: {},
    isOrigin: false,
  };
}

/** Who gives authorities of its own for a registry wants it verified, even on the loopback. */
async function tlsFor(
  host: string,
  { insecureRegistries }: HostSettings,
  directory: HostDirectory | undefined,
): Promise<TlsSettings> {
  const authorities = directory?.authorities ?? [];
  const insecure =
    authorities.length === 0
      ? await isInsecure(host, insecureRegistries)
      : insecureRegistries.includes(host);
  const client = directory?.client;
  return { verify: !insecure, authorities, ...(client === undefined ? {} : { client }) };
}
