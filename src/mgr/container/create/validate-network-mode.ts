import type { ContainerConfig, HostConfig } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import { invalidArgument } from '../../../lib/errors.ts';

type Config = DeepReadonly<ContainerConfig>;
type Host = DeepReadonly<HostConfig>;
type Conflict = readonly [sentence: string, isThere: (config: Config, hostConfig: Host) => boolean];

const isEmpty = (value: object | null | undefined): boolean =>
  value == null || Object.keys(value).length === 0;

/** What belongs to the other container when its network is shared. */
const WITH_CONTAINER: readonly Conflict[] = [
  ['conflicting options: hostname and the network mode', (config) => Boolean(config.Hostname)],
  [
    "conflicting options: container type network can't be used with links. This would result in undefined behavior",
    (_config, host) => !isEmpty(host.Links),
  ],
  ['conflicting options: dns and the network mode', (_config, host) => !isEmpty(host.Dns)],
  [
    'conflicting options: custom host-to-IP mapping and the network mode',
    (_config, host) => !isEmpty(host.ExtraHosts),
  ],
  ['conflicting options: mac-address and the network mode', (config) => Boolean(config.MacAddress)],
  [
    'conflicting options: port publishing and the container type network mode',
    (_config, host) => !isEmpty(host.PortBindings) || Boolean(host.PublishAllPorts),
  ],
  [
    'conflicting options: port exposing and the container type network mode',
    (config) => !isEmpty(config.ExposedPorts),
  ],
];

const WITH_HOST: readonly Conflict[] = [
  [
    "conflicting options: host type networking can't be used with links. This would result in undefined behavior",
    (_config, host) => !isEmpty(host.Links),
  ],
  ['conflicting options: mac-address and the network mode', (config) => Boolean(config.MacAddress)],
];

/** @throws invalidArgument. moby: daemon/internal/runconfig/hostconfig.go */
export function validateNetworkMode(config: Config, hostConfig: Host): void {
  const mode = hostConfig.NetworkMode ?? '';
  if (mode === 'container' || mode === 'container:') {
    throw invalidArgument('invalid network mode: invalid container format container:<name|id>');
  }
  if (mode.startsWith('container:')) refuse(WITH_CONTAINER, config, hostConfig);
  if (hostConfig.UTSMode === 'host' && config.Hostname) {
    throw invalidArgument('conflicting options: hostname and the UTS mode');
  }
  if (mode === 'host') refuse(WITH_HOST, config, hostConfig);
}

function refuse(conflicts: readonly Conflict[], config: Config, hostConfig: Host): void {
  const found = conflicts.find(([, isThere]) => isThere(config, hostConfig));
  if (found !== undefined) throw invalidArgument(found[0]);
}
