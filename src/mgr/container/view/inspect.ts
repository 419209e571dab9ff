import type { ContainerInspect, HostConfig, Ulimit } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import { toGoTime } from '../../../lib/go-time.ts';
import { commandLine } from '../command-line.ts';
import type { ContainerRecord } from '../record.ts';
import { isAlive } from '../state.ts';
import { imageDescriptor } from './image-descriptor.ts';
import { mountsView } from './mounts.ts';
import { networksView } from './networks.ts';
import { portMap } from './ports.ts';
import { stateView } from './state.ts';

/** What inspect shows and the record does not hold. */
export interface InspectExtras {
  /** Host paths; empty where there is no such file. */
  readonly paths: {
    readonly resolvConf: string;
    readonly hostname: string;
    readonly hosts: string;
    readonly log: string;
  };
  readonly execIds: readonly string[];
  /** The network namespace's path; empty while it has none. */
  readonly sandboxKey: string;
  readonly apparmorProfile?: string;
  /** `default-ulimits`, which dockerd shows among the container's. */
  readonly ulimits?: readonly DeepReadonly<Ulimit>[];
  /** bytes, when asked for */
  readonly size?: { readonly rw: number; readonly rootFs: number };
}

/** The document of the newest API version; daemon/compat makes older ones of it. */
export function inspectView(record: ContainerRecord, extras: InspectExtras): ContainerInspect {
  const [path = '', ...args] = commandLine(record.config);
  return {
    Id: record.id,
    Created: toGoTime(record.createdAt),
    Path: path,
    Args: args,
    State: stateView(record),
    Image: record.image.id,
    ResolvConfPath: extras.paths.resolvConf,
    HostnamePath: extras.paths.hostname,
    HostsPath: extras.paths.hosts,
    LogPath: extras.paths.log,
    Name: `/${record.name}`,
    RestartCount: record.restartCount,
    Driver: record.snapshotter,
    Platform: record.image.platform.os,
    ...imageDescriptor(record.image),
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: extras.apparmorProfile ?? '',
    ExecIDs: extras.execIds.length === 0 ? null : [...extras.execIds],
    HostConfig: hostConfigView(record.hostConfig, extras.ulimits ?? []),
    Storage: { RootFS: { Snapshot: { Name: record.snapshotter } } },
    ...(extras.size === undefined
      ? {}
      : { SizeRw: extras.size.rw, SizeRootFs: extras.size.rootFs }),
    Mounts: mountsView(record.mounts),
    Config: record.config as ContainerInspect['Config'],
    NetworkSettings: networkSettings(record, extras.sandboxKey),
  };
}

function hostConfigView(
  hostConfig: DeepReadonly<HostConfig>,
  defaults: readonly DeepReadonly<Ulimit>[],
): HostConfig {
  const own = hostConfig.Ulimits ?? [];
  const added = defaults.filter(({ Name }) => !own.some((limit) => limit.Name === Name));
  return (
    added.length === 0 ? hostConfig : { ...hostConfig, Ulimits: [...own, ...added] }
  ) as HostConfig;
}

function networkSettings(
  record: ContainerRecord,
  sandboxKey: string,
): ContainerInspect['NetworkSettings'] {
  return {
    // One sandbox a container: they share their name.
    SandboxID: isAlive(record.state) ? record.id : '',
    SandboxKey: sandboxKey,
    Ports: portMap(record),
    Networks: networksView(record),
  };
}
