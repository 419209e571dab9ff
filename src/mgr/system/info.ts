import { readdir } from 'node:fs/promises';
import { machine } from 'node:os';

import type { SystemInfo } from '../../api/schemas.ts';
import { buildInfo } from '../../lib/build-info.ts';
import { toGoTime } from '../../lib/go-time.ts';
import type { HostFacts } from '../../lib/host-facts.ts';
import type { SystemMgrDeps } from './deps.ts';
import { readOsRelease } from './os-release.ts';
import type { ProgramVersions } from './program-version.ts';
import { maskCredentials, registryConfig } from './registry-config.ts';
import { initBinary, runtimesInfo } from './runtimes.ts';
import type { SystemSettings } from './settings.ts';
import { warnings } from './warnings.ts';

/** Everything that is true of this engine and its host. moby: daemon/info.go */
export async function info(
  deps: SystemMgrDeps,
  programs: ProgramVersions,
  signal: AbortSignal,
): Promise<SystemInfo> {
  const settings = deps.settings();
  const [os, commits, images, descriptors] = await Promise.all([
    readOsRelease(),
    componentCommits(deps, programs, signal),
    deps.imageCount(signal),
    readdir('/proc/self/fd'),
  ]);
  return {
    ...identity(deps, settings),
    ...containerCounts(deps),
    Images: images,
    ...hostInfo(deps.host),
    OperatingSystem: os.name,
    OSVersion: os.version,
    NFd: descriptors.length,
    NGoroutines: process.getActiveResourcesInfo().length,
    SystemTime: toGoTime(deps.clock.now()),
    NEventsListener: deps.events.listeners,
    ...runtimeInfo(settings),
    ...commits,
    ...networkInfo(deps, settings),
    SecurityOptions: securityOptions(deps.host, settings),
    Warnings: warnings(deps.host, settings),
    ...NOT_OURS,
  };
}

/** Parts of Docker that this engine has not: shown as an engine shows them that does not use them. */
const NOT_OURS = {
  Swarm: {
    NodeID: '',
    NodeAddr: '',
    LocalNodeState: 'inactive',
    ControlAvailable: false,
    Error: '',
    RemoteManagers: null,
  },
  GenericResources: null,
  Isolation: '',
  CDISpecDirs: [],
} as const satisfies Partial<SystemInfo>;

function identity({ engineId, host, drivers }: SystemMgrDeps, settings: SystemSettings) {
  return {
    ID: engineId,
    Name: host.hostname,
    ServerVersion: buildInfo.version,
    Driver: settings.snapshotter,
    DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']],
    DockerRootDir: settings.dataRoot,
    Plugins: {
      Volume: [...drivers.volume],
      Network: [...drivers.network],
      Authorization: null,
      Log: [...drivers.log],
    },
    Labels: [...settings.labels],
    Debug: settings.debug,
    ExperimentalBuild: settings.experimental,
    LoggingDriver: settings.logDriver,
    // Containers belong to their shims and outlive us, whatever is configured.
    LiveRestoreEnabled: true,
  };
}

function containerCounts({ containerCounts: count }: SystemMgrDeps) {
  const { running, paused, stopped } = count();
  return {
    Containers: running + paused + stopped,
    ContainersRunning: running,
    ContainersPaused: paused,
    ContainersStopped: stopped,
  };
}

function hostInfo({ cgroup, ...host }: HostFacts) {
  return {
    MemoryLimit: cgroup.memoryLimit,
    SwapLimit: cgroup.swapLimit,
    CpuCfsPeriod: cgroup.cpuCfs,
    CpuCfsQuota: cgroup.cpuCfs,
    CPUShares: cgroup.cpuShares,
    CPUSet: cgroup.cpuset,
    PidsLimit: cgroup.pidsLimit,
    OomKillDisable: cgroup.oomKillDisable,
    CgroupVersion: cgroup.version === 2 ? '2' : '1',
    IPv4Forwarding: host.ipv4Forwarding,
    KernelVersion: host.kernelRelease,
    OSType: 'linux',
    Architecture: machine(),
    NCPU: host.cpus,
    MemTotal: host.memTotal,
  } as const;
}

const runtimeInfo = (settings: SystemSettings) => ({
  CgroupDriver: settings.cgroupDriver,
  Runtimes: runtimesInfo(settings),
  DefaultRuntime: settings.defaultRuntime,
  InitBinary: initBinary(settings),
});

function networkInfo({ firewall, containerdAddress }: SystemMgrDeps, settings: SystemSettings) {
  const pools = settings.defaultAddressPools;
  const backend = firewall();
  return {
    IndexServerAddress: 'https://index.docker.io/v1/',
    RegistryConfig: registryConfig(settings.insecureRegistries, settings.registryMirrors),
    HttpProxy: maskCredentials(settings.httpProxy),
    HttpsProxy: maskCredentials(settings.httpsProxy),
    NoProxy: settings.noProxy,
    ...(pools.length === 0 ? {} : { DefaultAddressPools: pools.map((pool) => ({ ...pool })) }),
    ...(backend === undefined ? {} : { FirewallBackend: { Driver: backend } }),
    Containerd: {
      Address: containerdAddress(),
      Namespaces: {
        Containers: settings.containerdNamespace,
        Plugins: `plugins.${settings.containerdNamespace}`,
      },
    },
  };
}

async function componentCommits(
  { runtime, settings }: SystemMgrDeps,
  programs: ProgramVersions,
  signal: AbortSignal,
) {
  const { runtimes, defaultRuntime, initPath } = settings();
  const oci = runtimes[defaultRuntime]?.path ?? defaultRuntime;
  const [containerd, runc, init] = await Promise.all([
    // A containerd that is away for a moment leaves a gap, not an error.
    runtime.version(signal).catch(() => ({ revision: 'N/A' })),
    programs.of(oci === '' || oci.startsWith('io.containerd.') ? 'runc' : oci),
    programs.of(initBinary({ initPath })),
  ]);
  return {
    ContainerdCommit: { ID: containerd.revision },
    RuncCommit: { ID: runc.commit },
    InitCommit: { ID: init.commit },
  };
}

function securityOptions(host: HostFacts, settings: SystemSettings): string[] {
  const profile = settings.seccompProfile === '' ? 'builtin' : settings.seccompProfile;
  const hasPrivateGroups = host.cgroup.namespaces && settings.defaultCgroupnsMode === 'private';
  return [
    ...(host.apparmor ? ['name=apparmor'] : []),
    ...(host.seccomp ? [`name=seccomp,profile=${profile}`] : []),
    ...(hasPrivateGroups ? ['name=cgroupns'] : []),
    ...(settings.noNewPrivileges ? ['name=no-new-privileges'] : []),
  ];
}
