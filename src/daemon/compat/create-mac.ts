import type { ContainerCreateBody, EndpointSettings } from '../../api/schemas.ts';
import type { ApiVersion } from '../../lib/api-version.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { hasOwnNetwork, withMainEndpoint } from './create-endpoint.ts';
import type { Upgraded } from './upgraded.ts';

/**
 * `Config.MacAddress` belongs to the main network's endpoint: moved there for clients before 1.44, moved
 * with a warning until 1.51, refused from 1.52 on. moby: router/container handleMACAddressBC
 *
 * @throws invalidArgument
 */
export function migrateMacAddress(request: ContainerCreateBody, version: ApiVersion): Upgraded {
  const { MacAddress: mac, ...rest } = request as ContainerCreateBody & { MacAddress?: string };
  if (!mac) return { request: version < 1044 ? withoutEndpointMacs(rest) : rest, warnings: [] };
  if (version >= 1052) {
    throw invalidArgument(
      'container-wide MAC address no longer supported; use endpoint-specific MAC address instead',
    );
  }
  if (!hasOwnNetwork(rest)) {
    if (version < 1044) {
      throw invalidArgument('conflicting options: mac-address and the network mode');
    }
    return { request: rest, warnings: [WARNING] };
  }
  const moved = withMainEndpoint(rest, version, (endpoint) => setMac(endpoint, mac, version));
  return { request: moved, warnings: version < 1044 ? [] : [WARNING] };
}

const WARNING =
  'The container-wide MacAddress field is now deprecated. It should be specified in EndpointsConfig instead.';

function setMac(endpoint: EndpointSettings, mac: string, version: ApiVersion): EndpointSettings {
  const own = endpoint.MacAddress ?? '';
  if (version < 1044 || own === '' || own === mac) return { ...endpoint, MacAddress: mac };
  throw invalidArgument(
    'the container-wide MAC address must match the endpoint-specific MAC address for the main network, or be left empty',
  );
}

/** Before 1.44 an endpoint had no address of its own to ask for. */
function withoutEndpointMacs(request: ContainerCreateBody): ContainerCreateBody {
  const endpoints = request.NetworkingConfig?.EndpointsConfig;
  if (endpoints == null) return request;
  const bare = Object.entries(endpoints).map(
    ([name, endpoint]) => [name, { ...endpoint, MacAddress: '' }] as const,
  );
  return {
    ...request,
    NetworkingConfig: { ...request.NetworkingConfig, EndpointsConfig: Object.fromEntries(bare) },
  };
}
