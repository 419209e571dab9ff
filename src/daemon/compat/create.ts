import type { ContainerCreateBody, HostConfig, Mount } from '../../api/schemas.ts';
import type { ApiVersion } from '../../lib/api-version.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { without } from '../../lib/without.ts';
import { migrateMacAddress } from './create-mac.ts';
import { migrateSysctls } from './create-sysctls.ts';
import type { Upgraded } from './upgraded.ts';

/**
 * A create request of any version as the newest has it: what came later counts as not sent, defaults that
 * changed are written out, what moved is moved. moby: router/container postContainersCreate
 *
 * @throws invalidArgument for what the client's version did not have and must not silently lose
 */
export function createFromVersion(body: ContainerCreateBody, version: ApiVersion): Upgraded {
  refuseEmpty(body);
  const hostConfig = upgradeHostConfig(body.HostConfig ?? {}, version);
  checkEndpoints(body, version);
  const steps = [migrateMacAddress, migrateSysctls, backfillPorts, warnOfVolumeDriver];
  let upgraded: Upgraded = {
    request: { ...body, ...upgradeConfig(body, version), HostConfig: hostConfig },
    warnings: [],
  };
  for (const step of steps) {
    const { request, warnings } = step(upgraded.request, version);
    upgraded = { request, warnings: [...upgraded.warnings, ...warnings] };
  }
  return upgraded;
}

/** moby: runconfig decodeCreateRequest */
function refuseEmpty(body: ContainerCreateBody): void {
  const members = Object.keys(body).filter(
    (name) => name !== 'HostConfig' && name !== 'NetworkingConfig',
  );
  if (members.length > 0) return;
  throw invalidArgument('config cannot be empty in order to create a container');
}

function upgradeConfig(
  body: ContainerCreateBody,
  version: ApiVersion,
): Partial<ContainerCreateBody> {
  const { Healthcheck: health } = body;
  if (version >= 1044 || health == null) return {};
  return { Healthcheck: without(health, 'StartInterval') };
}

function upgradeHostConfig(hostConfig: HostConfig, version: ApiVersion): HostConfig {
  const { Mounts: mounts, PidsLimit: pids, ...rest } = hostConfig;
  return {
    ...rest,
    ...(mounts == null ? {} : { Mounts: mounts.map((mount) => upgradeMount(mount, version)) }),
    ...(pids == null || pids <= 0 ? {} : { PidsLimit: pids }),
    ...(version < 1025 ? { AutoRemove: false } : {}),
    ...(version < 1040 ? { ...shareableIpc(rest), KernelMemoryTCP: 0 } : {}),
    ...(version < 1042 ? { ConsoleSize: [0, 0] } : {}),
    ...(version < 1043 ? { Annotations: null } : {}),
  };
}

const shareableIpc = ({ IpcMode: mode = '' }: HostConfig): HostConfig =>
  mode === '' ? { IpcMode: 'shareable' } : {};

function upgradeMount(mount: Mount, version: ApiVersion): Mount {
  if (version >= 1042) refuseMismatch(mount);
  refuseNewer(mount, version);
  const { BindOptions: bind, VolumeOptions: volume, TmpfsOptions: tmpfs, ...rest } = mount;
  const mismatched = (type: string): boolean => version < 1042 && mount.Type !== type;
  return {
    ...rest,
    ...bindOptions(mount, bind, version),
    ...(volume == null || mismatched('volume') ? {} : { VolumeOptions: volume }),
    ...(tmpfs == null || mismatched('tmpfs') ? {} : { TmpfsOptions: tmpfs }),
  };
}

type BindOptions = NonNullable<Mount['BindOptions']>;

/** Before 1.44 a read-only bind left the mounts below it writable. */
function bindOptions(
  mount: Mount,
  bind: Mount['BindOptions'],
  version: ApiVersion,
): Partial<Mount> {
  const shallow = version < 1044 && mount.Type === 'bind' && mount.ReadOnly === true;
  if (bind == null && !shallow) return {};
  return {
    BindOptions: {
      ...knownBindOptions(bind ?? {}, version),
      ...(shallow ? { ReadOnlyNonRecursive: true } : {}),
    },
  };
}

function knownBindOptions(bind: BindOptions, version: ApiVersion): BindOptions {
  const known = version < 1042 ? without(bind, 'CreateMountpoint') : bind;
  return version < 1040 ? without(known, 'NonRecursive') : known;
}

function refuseMismatch(mount: Mount): void {
  const options = {
    VolumeOptions: mount.Type === 'volume',
    BindOptions: mount.Type === 'bind',
    TmpfsOptions: mount.Type === 'tmpfs',
  };
  for (const [name, fits] of Object.entries(options)) {
    if (fits || mount[name as keyof typeof options] == null) continue;
    throw invalidArgument(`${name} must not be specified on mount type "${mount.Type ?? ''}"`);
  }
}

function refuseNewer(mount: Mount, version: ApiVersion): void {
  if (version < 1044 && mount.BindOptions?.ReadOnlyForceRecursive === true) {
    throw invalidArgument('BindOptions.ReadOnlyForceRecursive needs API v1.44 or newer');
  }
  if (version < 1045 && mount.VolumeOptions?.Subpath) {
    throw invalidArgument('VolumeOptions.Subpath needs API v1.45 or newer');
  }
  if (version < 1048 && mount.Type === 'image') {
    throw invalidArgument('Mount type "Image" needs API v1.48 or newer');
  }
}

function checkEndpoints(body: ContainerCreateBody, version: ApiVersion): void {
  const names = Object.keys(body.NetworkingConfig?.EndpointsConfig ?? {});
  if (version >= 1044 || names.length <= 1) return;
  throw invalidArgument(
    `Container cannot be created with multiple network endpoints: ${names.join(', ')}`,
  );
}

/** A port without a binding is one that the engine chooses; 1.52 announced that this would end. */
function backfillPorts(request: ContainerCreateBody, version: ApiVersion): Upgraded {
  const bindings = Object.entries(request.HostConfig?.PortBindings ?? {});
  const empty = bindings.filter(([, list]) => list == null || list.length === 0);
  if (empty.length === 0) return { request, warnings: [] };
  const filled = bindings.map(([port, list]) => [
    port,
    list == null || list.length === 0 ? [{ HostIp: '', HostPort: '' }] : list,
  ]);
  const ports = empty.map(([port]) => port).join(', ');
  return {
    request: {
      ...request,
      HostConfig: {
        ...request.HostConfig,
        PortBindings: Object.fromEntries(filled) as HostConfig['PortBindings'],
      },
    },
    warnings:
      version === 1052
        ? [
            `Following container port(s) have an empty list of port-bindings: ${ports}. Starting with API 1.53, such bindings will be discarded.`,
          ]
        : [],
  };
}

function warnOfVolumeDriver(request: ContainerCreateBody, version: ApiVersion): Upgraded {
  const { VolumeDriver: driver, Mounts: mounts } = request.HostConfig ?? {};
  const ambiguous = (mounts ?? []).some(
    (mount) => mount.Type === 'volume' && !mount.VolumeOptions?.DriverConfig?.Name,
  );
  if (!driver || version < 1048 || !ambiguous) return { request, warnings: [] };
  return {
    request,
    warnings: [
      "WARNING: the container-wide volume-driver configuration is ignored for volumes specified via 'mount'. Use '--mount type=volume,volume-driver=...' instead",
    ],
  };
}
