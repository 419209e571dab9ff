import type { ContainerCreateBody } from '../../api/schemas.ts';
import type { ApiVersion } from '../../lib/api-version.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { hasOwnNetwork, withMainEndpoint } from './create-endpoint.ts';
import type { Upgraded } from './upgraded.ts';

const OPTION = 'com.docker.network.endpoint.sysctls';
const OF_AN_INTERFACE = /^net\.([^.]+)\.([^.]+)\.(eth[^.]*)\.(.+)$/;

/**
 * Sysctls that name an interface can only be set once it exists, so they belong to its endpoint. Those of
 * eth0 are moved there until 1.47; later clients must say it themselves. moby: handleSysctlBC
 *
 * @throws invalidArgument
 */
export function migrateSysctls(request: ContainerCreateBody, version: ApiVersion): Upgraded {
  const all = Object.entries(request.HostConfig?.Sysctls ?? {});
  const interfaces = all.filter(([name]) => OF_AN_INTERFACE.test(name));
  if (!hasOwnNetwork(request) || interfaces.length === 0) return { request, warnings: [] };
  const moved = interfaces.map(([name, value]) => endpointSysctl(name, value, version)).join(',');
  const names = interfaces.map(([name]) => name).join(',');
  const rest = all.filter((entry) => !interfaces.includes(entry));
  const hostConfig = { ...request.HostConfig, Sysctls: Object.fromEntries(rest) };
  return {
    request: withMainEndpoint({ ...request, HostConfig: hostConfig }, version, (endpoint) => {
      const own = endpoint.DriverOpts?.[OPTION];
      const joined = own === undefined ? moved : `${moved},${own}`;
      return { ...endpoint, DriverOpts: { ...endpoint.DriverOpts, [OPTION]: joined } };
    }),
    warnings: [`Migrated sysctl "${names}" to DriverOpts{"${OPTION}":"${moved}"}.`],
  };
}

function endpointSysctl(name: string, value: string, version: ApiVersion): string {
  if (version > 1047) {
    throw invalidArgument(
      `interface specific sysctl setting "${name}" must be supplied using driver option '${OPTION}'`,
    );
  }
  const [, family, group, device, key] = OF_AN_INTERFACE.exec(name) ?? [];
  if (device === 'eth0') return `net.${family ?? ''}.${group ?? ''}.IFNAME.${key ?? ''}=${value}`;
  throw invalidArgument(
    `unable to determine network endpoint for sysctl ${name}, use driver option '${OPTION}' to set per-interface sysctls`,
  );
}
