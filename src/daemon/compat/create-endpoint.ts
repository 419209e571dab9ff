import type { ContainerCreateBody, EndpointSettings } from '../../api/schemas.ts';
import type { ApiVersion } from '../../lib/api-version.ts';
import { invalidArgument } from '../../lib/errors.ts';

/** The network that container-wide settings are meant for: that of NetworkMode. */
export function mainNetwork(request: ContainerCreateBody): string {
  const mode = request.HostConfig?.NetworkMode ?? '';
  return mode === '' || mode === 'default' ? 'bridge' : mode;
}

export function hasOwnNetwork(request: ContainerCreateBody): boolean {
  const mode = mainNetwork(request);
  return mode !== 'host' && mode !== 'none' && !mode.startsWith('container:');
}

/**
 * The request with the main network's endpoint changed; the entry is made when there is none at all.
 * moby: router/container epConfigForNetMode
 *
 * @throws invalidArgument when it cannot be told which entry is the main network's
 */
export function withMainEndpoint(
  request: ContainerCreateBody,
  version: ApiVersion,
  change: (endpoint: EndpointSettings) => EndpointSettings,
): ContainerCreateBody {
  const endpoints = request.NetworkingConfig?.EndpointsConfig ?? {};
  const key = mainKey(request, Object.keys(endpoints), version);
  return {
    ...request,
    NetworkingConfig: {
      ...request.NetworkingConfig,
      EndpointsConfig: { ...endpoints, [key]: change(endpoints[key] ?? {}) },
    },
  };
}

function mainKey(request: ContainerCreateBody, keys: string[], version: ApiVersion): string {
  const [first] = keys;
  const name = mainNetwork(request);
  if (first === undefined) return name;
  if (version < 1044) return first;
  const key = keys.find((candidate) => candidate === name || candidate === nameAsSent(request));
  if (key !== undefined) return key;
  throw invalidArgument(
    'HostConfig.NetworkMode must match the identity of a network in NetworkSettings.Networks',
  );
}

const nameAsSent = (request: ContainerCreateBody): string => request.HostConfig?.NetworkMode ?? '';
