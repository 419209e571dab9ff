import type { AttachRequest } from '../network/container-networking.ts';
import type { ContainerRecord } from './record.ts';

/** What a container asks of the network manager. */
export function attachRequestOf(record: ContainerRecord): AttachRequest {
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
  };
}

const SHARED = 'container:';

/** The container whose network this one shares, as the user wrote it. */
export function sharedNetworkOf({ hostConfig }: ContainerRecord): string | undefined {
  const mode = hostConfig.NetworkMode ?? '';
  return mode.startsWith(SHARED) ? mode.slice(SHARED.length) : undefined;
}
