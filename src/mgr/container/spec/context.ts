import type { ContainerConfig, HostConfig, Ulimit } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import type { HostFacts } from '../../../lib/host-facts.ts';
import type { OciDevice, OciSpec } from '../../../lib/oci.ts';
import type { MountPoint } from '../mount-point.ts';
import type { SecurityOptions } from './security-opt.ts';

/** The slice of the daemon's configuration that specs are built from. */
export interface SpecConfig {
  /** `cgroup-parent`; empty for `/joey`, or `system.slice` with the systemd driver. */
  readonly cgroupParent: string;
  /** `seccomp-profile`: `builtin`, `unconfined`, or a profile's JSON text. */
  readonly seccompProfile: string;
  /** `seccomp-architectures` */
  readonly seccompArchitectures: 'all' | 'native';
  readonly noNewPrivileges: boolean;
  /** `default-ulimits` */
  readonly ulimits: readonly DeepReadonly<Ulimit>[];
  /** Whether containers get an init process without asking. */
  readonly init: boolean;
  /** Host path of a static tini or docker-init; empty when none was found. */
  readonly initPath: string;
  /** Names of OCI runtimes that know the mount option `rro`. */
  readonly recursiveReadOnlyRuntimes: readonly string[];
}

export const BUILT_IN_SPEC_CONFIG: SpecConfig = {
  cgroupParent: '',
  seccompProfile: 'builtin',
  seccompArchitectures: 'all',
  noNewPrivileges: false,
  ulimits: [],
  init: false,
  initPath: '',
  recursiveReadOnlyRuntimes: ['runc', 'crun'],
};

/** A user as the image's own files know it. */
export interface ResolvedUser {
  readonly uid: number;
  readonly gid: number;
  /** Exactly these, the first being gid. */
  readonly additionalGids: readonly number[];
  /** For HOME; `/` when unknown. */
  readonly home: string;
}

/** Namespaces that are joined instead of made, as paths below /proc or of ours. */
export interface NamespacePaths {
  /** Empty for the host's; absent for a new one. */
  readonly network?: string;
  readonly pid?: string;
  readonly ipc?: string;
}

/** Host paths of the three files that are mounted over the image's. */
export interface NetworkFiles {
  readonly hosts: string;
  readonly hostname: string;
  readonly resolvConf: string;
}

export interface BlockDevice {
  readonly major: number;
  readonly minor: number;
}

/** A device for the container, and what may be done with it (`rwm`). */
export interface ContainerDevice {
  readonly device: OciDevice;
  readonly access: string;
}

/** All that a spec is made of. Steps look at nothing else. */
export interface SpecContext {
  readonly id: string;
  readonly config: DeepReadonly<ContainerConfig>;
  readonly hostConfig: DeepReadonly<HostConfig>;
  readonly mounts: readonly MountPoint[];
  readonly host: HostFacts;
  readonly engine: SpecConfig;
  readonly security: SecurityOptions;
  readonly user: ResolvedUser;
  readonly namespaces: NamespacePaths;
  readonly files?: NetworkFiles;
  /** Host directory that is /dev/shm of a shareable container, or of the one whose IPC namespace it joins. */
  readonly shmPath?: string;
  /** Variables of legacy links. */
  readonly linkedEnv: readonly string[];
  /** Of `HostConfig.Devices`, or all of the host for a privileged container. */
  readonly devices: readonly ContainerDevice[];
  /** Block devices that `Blkio…` fields name, by path. */
  readonly blockDevices: ReadonlyMap<string, BlockDevice>;
}

/** Pure and synchronous; may change the spec it is given, and nothing else. */
export type SpecStep = (spec: OciSpec, context: SpecContext) => void;

/** Whether the container's program runs below an init process of ours: only where it would be number 1. */
export function wantsInit(context: Pick<SpecContext, 'hostConfig' | 'engine'>): boolean {
  const isPrivate = (context.hostConfig.PidMode ?? '') === '';
  return isPrivate && (context.hostConfig.Init ?? context.engine.init);
}
