import type {
  ContainerConfig,
  ContainerCreateBody,
  HostConfig,
  LogConfig,
  NetworkingConfig,
} from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import type { HostFacts } from '../../../lib/host-facts.ts';
import { DEFAULT_READONLY_PATHS, defaultMaskedPaths } from '../spec/defaults.ts';
import { parseSecurityOpts } from '../spec/security-opt.ts';
import { completeConfig } from './config-document.ts';
import { completeHostConfig } from './host-config-document.ts';
import { discardUnsupported, hostWarnings } from './warnings.ts';

/** What daemon.json says about containers that say nothing themselves. */
export interface ContainerDefaults {
  /** Name of the default OCI runtime, e.g. `runc`. */
  readonly runtime: string;
  readonly logDriver: string;
  readonly logOpts: Readonly<Record<string, string>>;
  /** bytes */
  readonly shmSize: number;
  readonly ipcMode: 'private' | 'shareable';
  /** Absent: private on cgroup v2, host on v1. */
  readonly cgroupnsMode?: 'private' | 'host';
}

export const BUILT_IN_DEFAULTS: ContainerDefaults = {
  runtime: 'runc',
  logDriver: 'json-file',
  logOpts: {},
  shmSize: 64 * 1024 ** 2,
  ipcMode: 'private',
};

/** The documents of a new container, before its image's configuration. */
export interface CreateDocuments {
  readonly config: DeepReadonly<ContainerConfig>;
  readonly hostConfig: DeepReadonly<HostConfig>;
  readonly networkingConfig: DeepReadonly<NetworkingConfig>;
  readonly warnings: readonly string[];
}

/**
 * Fills in what dockerd fills in, so that the stored documents are what its inspect shows, and takes
 * away (with a warning) what this host cannot do. Call validate() before.
 * moby: daemon/daemon_unix.go adaptContainerSettings
 */
export function withDefaults(
  body: DeepReadonly<ContainerCreateBody>,
  defaults: ContainerDefaults,
  host: HostFacts,
): CreateDocuments {
  const { HostConfig: sent, NetworkingConfig: networking, ...config } = body;
  const { resources, warnings } = discardUnsupported(sent ?? {}, host);
  const hostConfig = fillHostConfig(completeHostConfig(resources), defaults, host);
  return {
    config: completeConfig(config),
    hostConfig,
    networkingConfig: { EndpointsConfig: networking?.EndpointsConfig ?? {} },
    warnings: [...warnings, ...hostWarnings(hostConfig, host)],
  };
}

type Host = DeepReadonly<HostConfig>;

function fillHostConfig(sent: Host, defaults: ContainerDefaults, host: HostFacts): Host {
  return {
    ...sent,
    LogConfig: fillLog(sent.LogConfig ?? {}, defaults),
    NetworkMode: or(sent.NetworkMode, 'default'),
    RestartPolicy: {
      Name: or(sent.RestartPolicy?.Name, 'no'),
      MaximumRetryCount: sent.RestartPolicy?.MaximumRetryCount ?? 0,
    },
    CgroupnsMode: or(sent.CgroupnsMode, cgroupnsMode(sent, defaults, host)),
    IpcMode: or(sent.IpcMode, defaults.ipcMode),
    Runtime: or(sent.Runtime, defaults.runtime),
    SecurityOpt: securityOpt(sent),
    ShmSize: sent.ShmSize === 0 ? defaults.shmSize : sent.ShmSize,
    MemorySwap: memorySwap(sent),
    ...(host.cgroup.oomKillDisable ? { OomKillDisable: sent.OomKillDisable ?? false } : {}),
    ...systemPaths(sent, host),
  };
}

function or<T extends string>(value: T | undefined, otherwise: T): T {
  return value === undefined || value === '' ? otherwise : value;
}

/** Options of the daemon count for its own driver only. */
function fillLog(log: DeepReadonly<LogConfig>, defaults: ContainerDefaults): LogConfig {
  const driver = or(log.Type, defaults.logDriver);
  const inherited = driver === defaults.logDriver ? defaults.logOpts : {};
  return { Type: driver, Config: { ...inherited, ...log.Config } };
}

/** Version 2 keeps even privileged containers in a namespace of their own. */
function cgroupnsMode(
  sent: Host,
  defaults: ContainerDefaults,
  { cgroup }: HostFacts,
): 'private' | 'host' {
  if (sent.Privileged && cgroup.version === 1) return 'host';
  return defaults.cgroupnsMode ?? (cgroup.version === 2 ? 'private' : 'host');
}

/** Twice the memory, unless said otherwise. */
const memorySwap = ({ Memory = 0, MemorySwap = 0 }: Host): number =>
  Memory > 0 && MemorySwap === 0 ? Memory * 2 : MemorySwap;

/** Sharing the host's processes makes SELinux labels pointless; inspect says so. */
function securityOpt(sent: Host): readonly string[] | null {
  const options = sent.SecurityOpt ?? [];
  const shares = sent.Privileged === true || [sent.PidMode, sent.IpcMode].includes('host');
  const all =
    shares && !options.includes('label=disable') ? [...options, 'label=disable'] : options;
  return all.length === 0 ? null : all;
}

/** Null is the default list, an empty list is none. */
function systemPaths(sent: Host, host: HostFacts): Pick<Host, 'MaskedPaths' | 'ReadonlyPaths'> {
  if (parseSecurityOpts(sent.SecurityOpt ?? []).unconfinedPaths) {
    return { MaskedPaths: [], ReadonlyPaths: [] };
  }
  if (sent.Privileged) return {};
  return {
    MaskedPaths: sent.MaskedPaths ?? defaultMaskedPaths(host),
    ReadonlyPaths: sent.ReadonlyPaths ?? DEFAULT_READONLY_PATHS,
  };
}
