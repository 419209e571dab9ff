import { isCode } from '../../lib/errors.ts';
import type { AttachRequest, ContainerNetworking, Link } from '../network/container-networking.ts';
import { linksOf } from './links.ts';
import type { ContainerRecord } from './record.ts';
import type { ContainerRegistry } from './registry.ts';

/** What a container asks of the network manager. */
export function attachRequestOf(record: ContainerRecord, links: readonly Link[]): AttachRequest {
  const { id, name, config, hostConfig, networkingConfig } = record;
  return {
    containerId: id,
    containerName: name,
    networkMode: hostConfig.NetworkMode ?? 'default',
    hostname: config.Hostname ?? '',
    domainname: config.Domainname ?? '',
    hostConfig,
    endpointsConfig: networkingConfig.EndpointsConfig ?? {},
    exposedPorts: Object.keys(config.ExposedPorts ?? {}),
    links,
  };
}

/** The same for a container that exists: those it is linked to may be gone. */
export function livingRequestOf(
  registry: Pick<ContainerRegistry, 'resolve'>,
  record: ContainerRecord,
): AttachRequest {
  try {
    return attachRequestOf(record, linksOf(registry, record));
  } catch (err) {
    if (!isCode(err, 'invalidArgument')) throw err;
    return attachRequestOf(record, []);
  }
}

const SHARED = 'container:';

/** The container whose network this one shares, as the user wrote it. */
export function sharedNetworkOf({
  hostConfig,
}: Pick<ContainerRecord, 'hostConfig'>): string | undefined {
  const mode = hostConfig.NetworkMode ?? '';
  return mode.startsWith(SHARED) ? mode.slice(SHARED.length) : undefined;
}

type Endpoints = NonNullable<ContainerRecord['networkingConfig']['EndpointsConfig']>;

/**
 * Every network that a new container is to be in, by its name: that of its mode, and those that the user
 * gave settings for. One that does not exist keeps the name that it was given.
 */
export function plannedEndpoints(
  networks: Pick<ContainerNetworking, 'nameOf'>,
  {
    config,
    hostConfig,
    networkingConfig,
  }: Pick<ContainerRecord, 'config' | 'hostConfig' | 'networkingConfig'>,
): Endpoints {
  const mode = hostConfig.NetworkMode ?? 'default';
  if (sharedNetworkOf({ hostConfig }) !== undefined || config.NetworkDisabled) return {};
  const nameOf = (ref: string): string => knownName(networks, ref);
  const wished = Object.entries(networkingConfig.EndpointsConfig ?? {});
  const named = wished.map(
    ([ref, settings]) => [nameOf(ref), (settings as typeof settings | null) ?? {}] as const,
  );
  return { [nameOf(mode)]: {}, ...Object.fromEntries(named) };
}

/** The default network is the bridge, where there is one. */
function knownName(networks: Pick<ContainerNetworking, 'nameOf'>, ref: string): string {
  const wanted = ref === '' || ref === 'default' ? ['bridge', 'none'] : [ref];
  for (const name of wanted) {
    try {
      return networks.nameOf(name);
    } catch (err) {
      if (!isCode(err, 'notFound')) throw err;
    }
  }
  return wanted[0] ?? ref;
}
