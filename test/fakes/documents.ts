import type {
  ContainerInspect,
  ContainerSummary,
  DistributionInspect,
  EndpointState,
  ExecInspect,
  ImageHistoryItem,
  ImageInspect,
  ImageSearchItem,
  ImageSummary,
  NetworkSummary,
  SystemInfo,
  SystemVersion,
  Volume,
} from '../../src/api/schemas.ts';
import type { EngineEvent } from '../../src/lib/engine-event.ts';
import { encodeFrame, STREAMS } from '../../src/lib/raw-stream.ts';

export const CONTAINER_ID = 'c0ffee'.repeat(11).slice(0, 64);
export const EXEC_ID = 'e'.repeat(64);
export const IMAGE_ID = `sha256:${'1a'.repeat(32)}`;
export const LOG_FRAME = encodeFrame(STREAMS.stdout, Buffer.from('a line\n'));

const DESCRIPTOR = {
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  digest: IMAGE_ID,
  size: 529,
};

const ENDPOINT: EndpointState = {
  IPAMConfig: null,
  Links: null,
  MacAddress: '02:42:ac:11:00:02',
  Aliases: null,
  DriverOpts: null,
  GwPriority: 0,
  NetworkID: 'b'.repeat(64),
  EndpointID: 'd'.repeat(64),
  Gateway: '172.17.0.1',
  IPAddress: '172.17.0.2',
  IPPrefixLen: 16,
  IPv6Gateway: '',
  GlobalIPv6Address: '',
  GlobalIPv6PrefixLen: 0,
  DNSNames: null,
};

export function containerSummary(): ContainerSummary {
  return {
    Id: CONTAINER_ID,
    Names: ['/web'],
    Image: 'busybox',
    ImageID: IMAGE_ID,
    ImageManifestDescriptor: DESCRIPTOR,
    Command: 'sh',
    Created: 1_700_000_000,
    Ports: [],
    Labels: {},
    State: 'running',
    Status: 'Up 5 minutes',
    HostConfig: { NetworkMode: 'bridge', Annotations: { a: 'b' } },
    NetworkSettings: { Networks: { bridge: ENDPOINT } },
    Mounts: [],
    Health: { Status: 'none', FailingStreak: 0 },
  };
}

export function containerInspect(tty = false): ContainerInspect {
  return {
    Id: CONTAINER_ID,
    Created: '2023-11-14T22:13:20.000000000Z',
    Path: 'sh',
    Args: [],
    State: {
      Status: 'running',
      Running: true,
      Paused: false,
      Restarting: false,
      OOMKilled: false,
      Dead: false,
      Pid: 42,
      ExitCode: 0,
      Error: '',
      StartedAt: '2023-11-14T22:13:21.000000000Z',
      FinishedAt: '0001-01-01T00:00:00Z',
    },
    Image: IMAGE_ID,
    ResolvConfPath: '',
    HostnamePath: '',
    HostsPath: '',
    LogPath: '',
    Name: '/web',
    RestartCount: 0,
    Driver: 'overlayfs',
    Platform: 'linux',
    ImageManifestDescriptor: DESCRIPTOR,
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: null,
    HostConfig: { NetworkMode: 'bridge' },
    Storage: { RootFS: { Snapshot: { Name: 'overlayfs' } } },
    Mounts: [],
    Config: {
      Hostname: 'web',
      Domainname: '',
      User: '',
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      Tty: tty,
      OpenStdin: true,
      StdinOnce: false,
      Env: ['A=<&>'],
      Cmd: ['sh'],
      Image: 'busybox',
      Volumes: null,
      WorkingDir: '',
      Entrypoint: null,
      OnBuild: null,
      Labels: {},
    },
    NetworkSettings: {
      SandboxID: '',
      SandboxKey: '',
      Ports: {},
      Networks: { bridge: ENDPOINT, backend: { ...ENDPOINT, Aliases: ['web'] } },
    },
  };
}

export function execInspect(): ExecInspect {
  return {
    CanRemove: false,
    DetachKeys: '',
    ID: EXEC_ID,
    Running: false,
    ExitCode: 7,
    ProcessConfig: { tty: false, entrypoint: 'sh', arguments: [], privileged: false },
    OpenStdin: true,
    OpenStderr: true,
    OpenStdout: true,
    ContainerID: CONTAINER_ID,
    Pid: 43,
  };
}

export function imageSummary(): ImageSummary {
  return {
    Id: IMAGE_ID,
    ParentId: '',
    RepoTags: [],
    RepoDigests: [],
    Created: 1_700_000_000,
    Size: 1_000_000,
    SharedSize: -1,
    Labels: null,
    Containers: 1,
    Descriptor: DESCRIPTOR,
  };
}

export function imageInspect(): ImageInspect {
  return {
    Id: IMAGE_ID,
    Descriptor: DESCRIPTOR,
    RepoTags: ['busybox:latest'],
    RepoDigests: [],
    Created: '2023-11-14T22:13:20Z',
    Config: { Cmd: ['sh'] },
    Architecture: 'amd64',
    Os: 'linux',
    Size: 1_000_000,
    RootFS: { Type: 'layers', Layers: [IMAGE_ID] },
  };
}

export function historyItem(): ImageHistoryItem {
  return {
    Id: IMAGE_ID,
    Created: 1_700_000_000,
    CreatedBy: 'ADD file',
    Tags: ['busybox:latest'],
    Size: 1_000_000,
    Comment: '',
  };
}

export function networks(): NetworkSummary[] {
  return ['bridge', 'host', 'none'].map((Name, index) => ({
    Name,
    Id: String(index).repeat(64),
    Created: '2023-11-14T22:13:20Z',
    Scope: 'local',
    Driver: Name === 'none' ? 'null' : Name,
    EnableIPv4: true,
    EnableIPv6: false,
    IPAM: { Driver: 'default', Options: null, Config: [] },
    Internal: false,
    Attachable: false,
    Ingress: false,
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Options: {},
    Labels: {},
  }));
}

export function version(): SystemVersion {
  return {
    Platform: { Name: 'Joey' },
    Version: '0.1.0',
    ApiVersion: '1.56',
    MinAPIVersion: '1.24',
    GitCommit: 'abc',
    GoVersion: 'node v20',
    Os: 'linux',
    Arch: 'amd64',
    KernelVersion: '6.1.0',
    BuildTime: '2026-11-22T00:00:00Z',
    Components: [{ Name: 'Engine', Version: '0.1.0', Details: { ApiVersion: '1.56' } }],
  };
}

export function info(): SystemInfo {
  return {
    ID: 'id',
    Containers: 1,
    ContainersRunning: 1,
    ContainersPaused: 0,
    ContainersStopped: 0,
    Images: 1,
    Driver: 'overlayfs',
    DriverStatus: [],
    DockerRootDir: '/var/lib/joey',
    Plugins: { Volume: ['local'], Network: ['bridge'], Authorization: null, Log: ['json-file'] },
    MemoryLimit: true,
    SwapLimit: true,
    CpuCfsPeriod: true,
    CpuCfsQuota: true,
    CPUShares: true,
    CPUSet: true,
    PidsLimit: true,
    OomKillDisable: false,
    IPv4Forwarding: true,
    Debug: false,
    NFd: 1,
    NGoroutines: 1,
    SystemTime: '2023-11-14T22:13:20Z',
    LoggingDriver: 'json-file',
    CgroupDriver: 'cgroupfs',
    CgroupVersion: '2',
    NEventsListener: 0,
    KernelVersion: '6.1.0',
    OperatingSystem: 'Debian',
    OSVersion: '12',
    OSType: 'linux',
    Architecture: 'x86_64',
    NCPU: 2,
    MemTotal: 8_000_000_000,
    IndexServerAddress: 'https://index.docker.io/v1/',
    RegistryConfig: null,
    GenericResources: null,
    HttpProxy: '',
    HttpsProxy: '',
    NoProxy: '',
    Name: 'host',
    Labels: [],
    ExperimentalBuild: false,
    ServerVersion: '0.1.0',
    Runtimes: { runc: { path: 'runc', status: { a: 'b' } } },
    DefaultRuntime: 'runc',
    Swarm: {
      NodeID: '',
      NodeAddr: '',
      LocalNodeState: 'inactive',
      ControlAvailable: false,
      Error: '',
      RemoteManagers: null,
    },
    LiveRestoreEnabled: true,
    Isolation: '',
    InitBinary: 'docker-init',
    ContainerdCommit: { ID: 'c' },
    RuncCommit: { ID: 'r' },
    InitCommit: { ID: 'i' },
    SecurityOptions: ['name=seccomp,profile=builtin'],
    Warnings: null,
    Containerd: {
      Address: '/run/containerd.sock',
      Namespaces: { Containers: 'joey', Plugins: '' },
    },
    FirewallBackend: { Driver: 'nftables' },
    DiscoveredDevices: [],
    NRI: {},
  };
}

export function events(): EngineEvent[] {
  const time = new Date(1_795_345_867_123);
  const attributes = { image: 'busybox', name: 'web' };
  return [
    { type: 'container', action: 'start', id: CONTAINER_ID, attributes, time },
    { type: 'image', action: 'create', id: IMAGE_ID, attributes: { name: 'busybox' }, time },
    { type: 'network', action: 'connect', id: 'n', attributes: { type: 'bridge' }, time },
  ];
}

const CPU = {
  cpu_usage: { total_usage: 1, usage_in_kernelmode: 0, usage_in_usermode: 1 },
  throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
};

const NO_BLOCK_IO = {
  io_service_bytes_recursive: null,
  io_serviced_recursive: null,
  io_queue_recursive: null,
  io_service_time_recursive: null,
  io_wait_time_recursive: null,
  io_merged_recursive: null,
  io_time_recursive: null,
  sectors_recursive: null,
};

export function sample(second: number): object {
  return {
    read: `2023-11-14T22:13:2${second}Z`,
    preread: '0001-01-01T00:00:00Z',
    id: CONTAINER_ID,
    name: '/web',
    os_type: 'linux',
    num_procs: 0,
    pids_stats: {},
    blkio_stats: NO_BLOCK_IO,
    storage_stats: {},
    cpu_stats: CPU,
    precpu_stats: CPU,
    memory_stats: {},
  };
}

export const distribution = (): DistributionInspect => ({
  Descriptor: {
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    digest: IMAGE_ID,
    size: 7,
  },
  Platforms: [{ architecture: 'amd64', os: 'linux' }],
});

export const searchItem = (name: string): ImageSearchItem => ({
  name,
  description: 'found',
  star_count: 7,
  is_official: true,
  is_automated: false,
});

export const volume = (name: string): Volume => ({
  CreatedAt: '2026-01-02T03:04:05Z',
  Driver: 'local',
  Labels: null,
  Mountpoint: `/var/lib/joey/volumes/${name}/_data`,
  Name: name,
  Options: null,
  Scope: 'local',
});
