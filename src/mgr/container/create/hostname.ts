import type { ContainerConfig, HostConfig } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import type { HostFacts } from '../../../lib/host-facts.ts';
import { shortId } from '../../../lib/ids.ts';

/** A nameless container is called by the first 12 digits of its id, or as the host whose network it shares. */
export function withHostname(
  config: DeepReadonly<ContainerConfig>,
  hostConfig: DeepReadonly<HostConfig>,
  { id, host }: { readonly id: string; readonly host: Pick<HostFacts, 'hostname'> },
): DeepReadonly<ContainerConfig> {
  if (config.Hostname) return config;
  return { ...config, Hostname: hostConfig.NetworkMode === 'host' ? host.hostname : shortId(id) };
}
