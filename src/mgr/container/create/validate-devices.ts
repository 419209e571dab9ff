import type { DeviceMapping, DeviceRequest, HostConfig } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import { invalidArgument } from '../../../lib/errors.ts';

const RULE = /^[acb] (?:\d{1,9}|\*):(?:\d{1,9}|\*) [rwm]{1,3}$/;

/** @throws invalidArgument */
export function validateDevices(hostConfig: DeepReadonly<HostConfig>): void {
  for (const rule of hostConfig.DeviceCgroupRules ?? []) {
    if (!RULE.test(rule)) throw invalidArgument(`invalid device cgroup rule format: '${rule}'`);
  }
  for (const device of hostConfig.Devices ?? []) validateDevice(device);
  const [request] = hostConfig.DeviceRequests ?? [];
  if (request !== undefined) throw noDeviceDriver(request);
}

function validateDevice(device: DeepReadonly<DeviceMapping>): void {
  const access = device.CgroupPermissions ?? '';
  if (!/^[rwm]{0,3}$/.test(access)) throw invalidArgument(`invalid device mode: ${access}`);
  if (!device.PathOnHost) throw invalidArgument('device path on host must not be empty');
}

/** No device driver (GPU, CDI) exists here, as on a dockerd without any. */
function noDeviceDriver(request: DeepReadonly<DeviceRequest>): Error {
  const capabilities = (request.Capabilities ?? []).map((all) => `[${all.join(' ')}]`);
  return invalidArgument(
    `could not select device driver ${JSON.stringify(request.Driver ?? '')} with capabilities: [${capabilities.join(' ')}]`,
  );
}
