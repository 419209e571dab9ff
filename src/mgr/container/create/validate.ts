import type { ContainerCreateBody } from '../../../api/schemas.ts';
import { API_MAX, type ApiVersion } from '../../../lib/api-version.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import { invalidArgument } from '../../../lib/errors.ts';
import type { HostFacts } from '../../../lib/host-facts.ts';
import { validateConfig } from './validate-config.ts';
import { validateDevices } from './validate-devices.ts';
import { validateHostConfig } from './validate-host-config.ts';
import { validateLog } from './validate-log.ts';
import { validateModes } from './validate-modes.ts';
import { validateNetworkMode } from './validate-network-mode.ts';
import { validateResources } from './validate-resources.ts';
import { validateSysctls } from './validate-sysctls.ts';
import { validateUlimits } from './validate-ulimits.ts';
import { discardUnsupported } from './warnings.ts';

/**
 * Everything about a create body that can be refused without looking at other objects, in the order in
 * which dockerd looks: what it says first, we say first. Mounts are the mount parser's, ports and
 * addresses the network manager's, and whether there is a command shows after the image was merged.
 * moby: daemon/internal/runconfig, daemon/container.go, daemon/daemon_unix.go
 *
 * @throws invalidArgument
 */
export function validate(
  body: DeepReadonly<ContainerCreateBody>,
  host: HostFacts,
  apiVersion: ApiVersion = API_MAX,
): void {
  const hostConfig = body.HostConfig ?? {};
  refuseOldFields(body, apiVersion);
  validateNetworkMode(body, hostConfig);
  validateModes(hostConfig, host);
  validateConfig(body);
  validateHostConfig(hostConfig, host);
  validateResources(discardUnsupported(hostConfig, host).resources, host, 'create');
  validateUlimits(hostConfig.Ulimits ?? []);
  validateSysctls(hostConfig);
  validateDevices(hostConfig);
  validateLog(hostConfig.LogConfig ?? {});
}

const SINCE_ENDPOINT_MAC = 1052;

function refuseOldFields(body: DeepReadonly<ContainerCreateBody>, apiVersion: ApiVersion): void {
  if (body.MacAddress && apiVersion >= SINCE_ENDPOINT_MAC) {
    throw invalidArgument(
      'container-wide MAC address no longer supported; use endpoint-specific MAC address instead',
    );
  }
}
