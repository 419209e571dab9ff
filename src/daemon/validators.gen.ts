// Generated from api/swagger.yaml by `npm run generate`. Do not edit.
import type { OperationId } from '../api/operations.ts';
import * as j from './decode/json.ts';

const EmptyObject = j.object({});

const HealthConfig = j.object({
  Test: j.nullable(j.list(j.string)),
  Interval: j.integer,
  Timeout: j.integer,
  Retries: j.integer,
  StartPeriod: j.integer,
  StartInterval: j.integer,
});

const WeightDevice = j.object({
  Path: j.string,
  Weight: j.integer,
});

const ThrottleDevice = j.object({
  Path: j.string,
  Rate: j.integer,
});

const DeviceMapping = j.object({
  PathOnHost: j.string,
  PathInContainer: j.string,
  CgroupPermissions: j.string,
});

const DeviceRequest = j.object({
  Driver: j.string,
  Count: j.integer,
  DeviceIDs: j.nullable(j.list(j.string)),
  Capabilities: j.nullable(j.list(j.list(j.string))),
  Options: j.nullable(j.map(j.string)),
});

const Ulimit = j.object({
  Name: j.string,
  Soft: j.integer,
  Hard: j.integer,
});

const LogConfig = j.object({
  Type: j.string,
  Config: j.nullable(j.map(j.string)),
});

const PortBinding = j.object({
  HostIp: j.string,
  HostPort: j.string,
});

const PortMap = j.map(j.nullable(j.list(PortBinding)));

const RestartPolicy = j.object({
  Name: j.string,
  MaximumRetryCount: j.integer,
});

const MountBindOptions = j.object({
  Propagation: j.string,
  NonRecursive: j.boolean,
  CreateMountpoint: j.boolean,
  ReadOnlyNonRecursive: j.boolean,
  ReadOnlyForceRecursive: j.boolean,
});

const MountVolumeOptions = j.object({
  NoCopy: j.boolean,
  Labels: j.nullable(j.map(j.string)),
  DriverConfig: j.nullable(j.object({
  Name: j.string,
  Options: j.nullable(j.map(j.string)),
})),
  Subpath: j.string,
});

const MountImageOptions = j.object({
  Subpath: j.string,
});

const MountTmpfsOptions = j.object({
  SizeBytes: j.integer,
  Mode: j.integer,
  Options: j.nullable(j.list(j.list(j.string))),
});

const Mount = j.object({
  Target: j.string,
  Source: j.string,
  Type: j.string,
  ReadOnly: j.boolean,
  Consistency: j.string,
  BindOptions: j.nullable(MountBindOptions),
  VolumeOptions: j.nullable(MountVolumeOptions),
  ImageOptions: j.nullable(MountImageOptions),
  TmpfsOptions: j.nullable(MountTmpfsOptions),
  ClusterOptions: j.nullable(EmptyObject),
});

const HostConfig = j.object({
  CpuShares: j.integer,
  Memory: j.integer,
  CgroupParent: j.string,
  BlkioWeight: j.integer,
  BlkioWeightDevice: j.nullable(j.list(WeightDevice)),
  BlkioDeviceReadBps: j.nullable(j.list(ThrottleDevice)),
  BlkioDeviceWriteBps: j.nullable(j.list(ThrottleDevice)),
  BlkioDeviceReadIOps: j.nullable(j.list(ThrottleDevice)),
  BlkioDeviceWriteIOps: j.nullable(j.list(ThrottleDevice)),
  CpuPeriod: j.integer,
  CpuQuota: j.integer,
  CpuRealtimePeriod: j.integer,
  CpuRealtimeRuntime: j.integer,
  CpusetCpus: j.string,
  CpusetMems: j.string,
  Devices: j.nullable(j.list(DeviceMapping)),
  DeviceCgroupRules: j.nullable(j.list(j.string)),
  DeviceRequests: j.nullable(j.list(DeviceRequest)),
  KernelMemory: j.integer,
  KernelMemoryTCP: j.integer,
  MemoryReservation: j.integer,
  MemorySwap: j.integer,
  MemorySwappiness: j.nullable(j.integer),
  NanoCpus: j.integer,
  OomKillDisable: j.nullable(j.boolean),
  Init: j.nullable(j.boolean),
  PidsLimit: j.nullable(j.integer),
  Ulimits: j.nullable(j.list(Ulimit)),
  CpuCount: j.integer,
  CpuPercent: j.integer,
  IOMaximumIOps: j.integer,
  IOMaximumBandwidth: j.integer,
  Binds: j.nullable(j.list(j.string)),
  ContainerIDFile: j.string,
  LogConfig: LogConfig,
  NetworkMode: j.string,
  PortBindings: j.nullable(PortMap),
  RestartPolicy: RestartPolicy,
  AutoRemove: j.boolean,
  VolumeDriver: j.string,
  VolumesFrom: j.nullable(j.list(j.string)),
  Mounts: j.nullable(j.list(Mount)),
  ConsoleSize: j.nullable(j.list(j.integer)),
  Annotations: j.nullable(j.map(j.string)),
  CapAdd: j.nullable(j.stringOrList),
  CapDrop: j.nullable(j.stringOrList),
  CgroupnsMode: j.string,
  Dns: j.nullable(j.list(j.string)),
  DnsOptions: j.nullable(j.list(j.string)),
  DnsSearch: j.nullable(j.list(j.string)),
  ExtraHosts: j.nullable(j.list(j.string)),
  GroupAdd: j.nullable(j.list(j.string)),
  IpcMode: j.string,
  Cgroup: j.string,
  Links: j.nullable(j.list(j.string)),
  OomScoreAdj: j.integer,
  PidMode: j.string,
  Privileged: j.boolean,
  PublishAllPorts: j.boolean,
  ReadonlyRootfs: j.boolean,
  SecurityOpt: j.nullable(j.list(j.string)),
  StorageOpt: j.nullable(j.map(j.string)),
  Tmpfs: j.nullable(j.map(j.string)),
  UTSMode: j.string,
  UsernsMode: j.string,
  ShmSize: j.integer,
  Sysctls: j.nullable(j.map(j.string)),
  Runtime: j.string,
  Isolation: j.string,
  MaskedPaths: j.nullable(j.list(j.string)),
  ReadonlyPaths: j.nullable(j.list(j.string)),
});

const EndpointIPAMConfig = j.object({
  IPv4Address: j.string,
  IPv6Address: j.string,
  LinkLocalIPs: j.nullable(j.list(j.string)),
});

const EndpointSettings = j.object({
  IPAMConfig: j.nullable(EndpointIPAMConfig),
  Links: j.nullable(j.list(j.string)),
  MacAddress: j.string,
  Aliases: j.nullable(j.list(j.string)),
  DriverOpts: j.nullable(j.map(j.string)),
  GwPriority: j.integer,
  NetworkID: j.string,
  EndpointID: j.string,
  Gateway: j.string,
  IPAddress: j.string,
  IPPrefixLen: j.integer,
  IPv6Gateway: j.string,
  GlobalIPv6Address: j.string,
  GlobalIPv6PrefixLen: j.integer,
  DNSNames: j.nullable(j.list(j.string)),
});

const NetworkingConfig = j.object({
  EndpointsConfig: j.nullable(j.map(EndpointSettings)),
});

const ContainerCreateRequest = j.object({
  Hostname: j.string,
  Domainname: j.string,
  User: j.string,
  AttachStdin: j.boolean,
  AttachStdout: j.boolean,
  AttachStderr: j.boolean,
  ExposedPorts: j.nullable(j.map(EmptyObject)),
  Tty: j.boolean,
  OpenStdin: j.boolean,
  StdinOnce: j.boolean,
  Env: j.nullable(j.list(j.string)),
  Cmd: j.nullable(j.stringOrList),
  Healthcheck: j.nullable(HealthConfig),
  ArgsEscaped: j.boolean,
  Image: j.string,
  Volumes: j.nullable(j.map(EmptyObject)),
  WorkingDir: j.string,
  Entrypoint: j.nullable(j.stringOrList),
  NetworkDisabled: j.boolean,
  MacAddress: j.string,
  OnBuild: j.nullable(j.list(j.string)),
  Labels: j.nullable(j.map(j.string)),
  StopSignal: j.string,
  StopTimeout: j.nullable(j.integer),
  Shell: j.nullable(j.stringOrList),
  HostConfig: j.nullable(HostConfig),
  NetworkingConfig: j.nullable(NetworkingConfig),
});

const ContainerUpdateRequest = j.object({
  CpuShares: j.integer,
  Memory: j.integer,
  CgroupParent: j.string,
  BlkioWeight: j.integer,
  BlkioWeightDevice: j.nullable(j.list(WeightDevice)),
  BlkioDeviceReadBps: j.nullable(j.list(ThrottleDevice)),
  BlkioDeviceWriteBps: j.nullable(j.list(ThrottleDevice)),
  BlkioDeviceReadIOps: j.nullable(j.list(ThrottleDevice)),
  BlkioDeviceWriteIOps: j.nullable(j.list(ThrottleDevice)),
  CpuPeriod: j.integer,
  CpuQuota: j.integer,
  CpuRealtimePeriod: j.integer,
  CpuRealtimeRuntime: j.integer,
  CpusetCpus: j.string,
  CpusetMems: j.string,
  Devices: j.nullable(j.list(DeviceMapping)),
  DeviceCgroupRules: j.nullable(j.list(j.string)),
  DeviceRequests: j.nullable(j.list(DeviceRequest)),
  KernelMemory: j.integer,
  KernelMemoryTCP: j.integer,
  MemoryReservation: j.integer,
  MemorySwap: j.integer,
  MemorySwappiness: j.nullable(j.integer),
  NanoCpus: j.integer,
  OomKillDisable: j.nullable(j.boolean),
  Init: j.nullable(j.boolean),
  PidsLimit: j.nullable(j.integer),
  Ulimits: j.nullable(j.list(Ulimit)),
  CpuCount: j.integer,
  CpuPercent: j.integer,
  IOMaximumIOps: j.integer,
  IOMaximumBandwidth: j.integer,
  RestartPolicy: j.nullable(RestartPolicy),
});

const CheckpointCreateRequest = j.object({
  CheckpointID: j.string,
  CheckpointDir: j.string,
  Exit: j.boolean,
});

const ExecConfig = j.object({
  AttachStdin: j.boolean,
  AttachStdout: j.boolean,
  AttachStderr: j.boolean,
  ConsoleSize: j.nullable(j.list(j.integer)),
  DetachKeys: j.string,
  Tty: j.boolean,
  Env: j.nullable(j.list(j.string)),
  Cmd: j.nullable(j.list(j.string)),
  Privileged: j.boolean,
  User: j.string,
  WorkingDir: j.string,
});

const ExecStartConfig = j.object({
  Detach: j.boolean,
  Tty: j.boolean,
  ConsoleSize: j.nullable(j.list(j.integer)),
});

const ContainerConfig = j.object({
  Hostname: j.string,
  Domainname: j.string,
  User: j.string,
  AttachStdin: j.boolean,
  AttachStdout: j.boolean,
  AttachStderr: j.boolean,
  ExposedPorts: j.nullable(j.map(EmptyObject)),
  Tty: j.boolean,
  OpenStdin: j.boolean,
  StdinOnce: j.boolean,
  Env: j.nullable(j.list(j.string)),
  Cmd: j.nullable(j.stringOrList),
  Healthcheck: j.nullable(HealthConfig),
  ArgsEscaped: j.boolean,
  Image: j.string,
  Volumes: j.nullable(j.map(EmptyObject)),
  WorkingDir: j.string,
  Entrypoint: j.nullable(j.stringOrList),
  NetworkDisabled: j.boolean,
  MacAddress: j.string,
  OnBuild: j.nullable(j.list(j.string)),
  Labels: j.nullable(j.map(j.string)),
  StopSignal: j.string,
  StopTimeout: j.nullable(j.integer),
  Shell: j.nullable(j.stringOrList),
});

const ConfigReference = j.object({
  Network: j.string,
});

const IPAMConfig = j.object({
  Subnet: j.string,
  IPRange: j.string,
  Gateway: j.string,
  AuxiliaryAddresses: j.nullable(j.map(j.string)),
});

const IPAM = j.object({
  Driver: j.string,
  Config: j.nullable(j.list(IPAMConfig)),
  Options: j.nullable(j.map(j.string)),
});

const NetworkCreateRequest = j.object({
  Name: j.string,
  CheckDuplicate: j.boolean,
  Driver: j.string,
  Scope: j.string,
  Internal: j.boolean,
  Attachable: j.boolean,
  Ingress: j.boolean,
  ConfigOnly: j.boolean,
  ConfigFrom: j.nullable(ConfigReference),
  IPAM: j.nullable(IPAM),
  EnableIPv4: j.nullable(j.boolean),
  EnableIPv6: j.nullable(j.boolean),
  Options: j.nullable(j.map(j.string)),
  Labels: j.nullable(j.map(j.string)),
}, ['Name']);

const NetworkConnectRequest = j.object({
  Container: j.string,
  EndpointConfig: j.nullable(EndpointSettings),
}, ['Container']);

const NetworkDisconnectRequest = j.object({
  Container: j.string,
  Force: j.boolean,
}, ['Container']);

const VolumeCreateRequest = j.object({
  Name: j.string,
  Driver: j.string,
  DriverOpts: j.nullable(j.map(j.string)),
  Labels: j.nullable(j.map(j.string)),
  ClusterVolumeSpec: j.anything,
});

const VolumeUpdateRequest = j.object({
  Spec: j.anything,
});

const AuthConfig = j.object({
  username: j.string,
  password: j.string,
  email: j.string,
  serveraddress: j.string,
  auth: j.string,
  identitytoken: j.string,
  registrytoken: j.string,
});

const PluginPrivilege = j.object({
  Name: j.string,
  Description: j.string,
  Value: j.list(j.string),
});

const NodeSpec = j.object({
  Name: j.string,
  Labels: j.map(j.string),
  Role: j.string,
  Availability: j.string,
});

const SwarmSpec = j.object({
  Name: j.string,
  Labels: j.map(j.string),
  Orchestration: j.nullable(j.object({
  TaskHistoryRetentionLimit: j.integer,
})),
  Raft: j.object({
  SnapshotInterval: j.integer,
  KeepOldSnapshots: j.integer,
  LogEntriesForSlowFollowers: j.integer,
  ElectionTick: j.integer,
  HeartbeatTick: j.integer,
}),
  Dispatcher: j.nullable(j.object({
  HeartbeatPeriod: j.integer,
})),
  CAConfig: j.nullable(j.object({
  NodeCertExpiry: j.integer,
  ExternalCAs: j.list(j.object({
  Protocol: j.string,
  URL: j.string,
  Options: j.map(j.string),
  CACert: j.string,
})),
  SigningCACert: j.string,
  SigningCAKey: j.string,
  ForceRotate: j.integer,
})),
  EncryptionConfig: j.object({
  AutoLockManagers: j.boolean,
}),
  TaskDefaults: j.object({
  LogDriver: j.object({
  Name: j.string,
  Options: j.map(j.string),
}),
}),
});

const SwarmInitRequest = j.object({
  ListenAddr: j.string,
  AdvertiseAddr: j.string,
  DataPathAddr: j.string,
  DataPathPort: j.integer,
  DefaultAddrPool: j.nullable(j.list(j.string)),
  ForceNewCluster: j.boolean,
  SubnetSize: j.integer,
  Spec: j.nullable(SwarmSpec),
});

const SwarmJoinRequest = j.object({
  ListenAddr: j.string,
  AdvertiseAddr: j.string,
  DataPathAddr: j.string,
  RemoteAddrs: j.nullable(j.list(j.string)),
  JoinToken: j.string,
});

const SwarmUnlockKey = j.object({
  UnlockKey: j.string,
});

const Limit = j.object({
  NanoCPUs: j.integer,
  MemoryBytes: j.integer,
  Pids: j.integer,
});

const GenericResources = j.nullable(j.list(j.object({
  NamedResourceSpec: j.object({
  Kind: j.string,
  Value: j.string,
}),
  DiscreteResourceSpec: j.object({
  Kind: j.string,
  Value: j.integer,
}),
})));

const ResourceObject = j.object({
  NanoCPUs: j.integer,
  MemoryBytes: j.integer,
  GenericResources: GenericResources,
});

const Platform = j.object({
  Architecture: j.string,
  OS: j.string,
});

const NetworkAttachmentConfig = j.object({
  Target: j.string,
  Aliases: j.list(j.string),
  DriverOpts: j.map(j.string),
});

const TaskSpec = j.object({
  PluginSpec: j.object({
  Name: j.string,
  Remote: j.string,
  Disabled: j.boolean,
  PluginPrivilege: j.list(j.object({
  Name: j.string,
  Description: j.string,
  Value: j.list(j.string),
})),
}),
  ContainerSpec: j.object({
  Image: j.string,
  Labels: j.map(j.string),
  Command: j.list(j.string),
  Args: j.list(j.string),
  Hostname: j.string,
  Env: j.list(j.string),
  Dir: j.string,
  User: j.string,
  Groups: j.list(j.string),
  Privileges: j.object({
  CredentialSpec: j.object({
  Config: j.string,
  File: j.string,
  Registry: j.string,
}),
  SELinuxContext: j.object({
  Disable: j.boolean,
  User: j.string,
  Role: j.string,
  Type: j.string,
  Level: j.string,
}),
}),
  TTY: j.boolean,
  OpenStdin: j.boolean,
  ReadOnly: j.boolean,
  Mounts: j.list(Mount),
  StopSignal: j.string,
  StopGracePeriod: j.integer,
  HealthCheck: HealthConfig,
  Hosts: j.list(j.string),
  DNSConfig: j.object({
  Nameservers: j.list(j.string),
  Search: j.list(j.string),
  Options: j.list(j.string),
}),
  Secrets: j.list(j.object({
  File: j.object({
  Name: j.string,
  UID: j.string,
  GID: j.string,
  Mode: j.integer,
}),
  SecretID: j.string,
  SecretName: j.string,
})),
  Configs: j.list(j.object({
  File: j.object({
  Name: j.string,
  UID: j.string,
  GID: j.string,
  Mode: j.integer,
}),
  Runtime: j.object({}),
  ConfigID: j.string,
  ConfigName: j.string,
})),
  Isolation: j.string,
  Init: j.nullable(j.boolean),
  Sysctls: j.map(j.string),
  CapabilityAdd: j.list(j.string),
  CapabilityDrop: j.list(j.string),
  Ulimits: j.list(j.object({
  Name: j.string,
  Soft: j.integer,
  Hard: j.integer,
})),
}),
  NetworkAttachmentSpec: j.object({
  ContainerID: j.string,
}),
  Resources: j.object({
  Limits: Limit,
  Reservations: ResourceObject,
}),
  RestartPolicy: j.object({
  Condition: j.string,
  Delay: j.integer,
  MaxAttempts: j.integer,
  Window: j.integer,
}),
  Placement: j.object({
  Constraints: j.list(j.string),
  Preferences: j.list(j.object({
  Spread: j.object({
  SpreadDescriptor: j.string,
}),
})),
  MaxReplicas: j.integer,
  Platforms: j.list(Platform),
}),
  ForceUpdate: j.integer,
  Runtime: j.string,
  Networks: j.list(NetworkAttachmentConfig),
  LogDriver: j.object({
  Name: j.string,
  Options: j.map(j.string),
}),
});

const EndpointPortConfig = j.object({
  Name: j.string,
  Protocol: j.string,
  TargetPort: j.integer,
  PublishedPort: j.integer,
  PublishMode: j.string,
});

const EndpointSpec = j.object({
  Mode: j.string,
  Ports: j.list(EndpointPortConfig),
});

const ServiceSpec = j.object({
  Name: j.string,
  Labels: j.map(j.string),
  TaskTemplate: TaskSpec,
  Mode: j.object({
  Replicated: j.object({
  Replicas: j.integer,
}),
  Global: j.object({}),
  ReplicatedJob: j.object({
  MaxConcurrent: j.integer,
  TotalCompletions: j.integer,
}),
  GlobalJob: j.object({}),
}),
  UpdateConfig: j.object({
  Parallelism: j.integer,
  Delay: j.integer,
  FailureAction: j.string,
  Monitor: j.integer,
  MaxFailureRatio: j.number,
  Order: j.string,
}),
  RollbackConfig: j.object({
  Parallelism: j.integer,
  Delay: j.integer,
  FailureAction: j.string,
  Monitor: j.integer,
  MaxFailureRatio: j.number,
  Order: j.string,
}),
  Networks: j.list(NetworkAttachmentConfig),
  EndpointSpec: EndpointSpec,
});

const Driver = j.object({
  Name: j.string,
  Options: j.map(j.string),
}, ['Name']);

const SecretSpec = j.object({
  Name: j.string,
  Labels: j.map(j.string),
  Data: j.string,
  Driver: Driver,
  Templating: Driver,
});

const ConfigSpec = j.object({
  Name: j.string,
  Labels: j.map(j.string),
  Data: j.string,
  Templating: Driver,
});

/** The decoder of each JSON body, and the name that refusals give to the document. */
export const BODIES: Readonly<
  Partial<Record<OperationId, { readonly name: string; readonly decoder: j.Decoder }>>
> = {
  ContainerCreate: { name: 'ContainerCreateRequest', decoder: ContainerCreateRequest },
  ContainerUpdate: { name: 'ContainerUpdateRequest', decoder: ContainerUpdateRequest },
  ContainerCheckpointCreate: { name: 'CheckpointCreateRequest', decoder: CheckpointCreateRequest },
  ContainerExec: { name: 'ExecConfig', decoder: ExecConfig },
  ExecStart: { name: 'ExecStartConfig', decoder: ExecStartConfig },
  ImageCommit: { name: 'ContainerConfig', decoder: ContainerConfig },
  NetworkCreate: { name: 'NetworkCreateRequest', decoder: NetworkCreateRequest },
  NetworkConnect: { name: 'NetworkConnectRequest', decoder: NetworkConnectRequest },
  NetworkDisconnect: { name: 'NetworkDisconnectRequest', decoder: NetworkDisconnectRequest },
  VolumeCreate: { name: 'VolumeCreateRequest', decoder: VolumeCreateRequest },
  VolumeUpdate: { name: 'VolumeUpdateRequest', decoder: VolumeUpdateRequest },
  SystemAuth: { name: 'AuthConfig', decoder: AuthConfig },
  PluginPull: { name: 'PluginPull', decoder: j.list(PluginPrivilege) },
  PluginUpgrade: { name: 'PluginUpgrade', decoder: j.list(PluginPrivilege) },
  PluginSet: { name: 'PluginSet', decoder: j.list(j.string) },
  NodeUpdate: { name: 'NodeSpec', decoder: NodeSpec },
  SwarmInit: { name: 'SwarmInitRequest', decoder: SwarmInitRequest },
  SwarmJoin: { name: 'SwarmJoinRequest', decoder: SwarmJoinRequest },
  SwarmUpdate: { name: 'SwarmSpec', decoder: SwarmSpec },
  SwarmUnlock: { name: 'SwarmUnlockKey', decoder: SwarmUnlockKey },
  ServiceCreate: { name: 'ServiceSpec', decoder: ServiceSpec },
  ServiceUpdate: { name: 'ServiceSpec', decoder: ServiceSpec },
  SecretCreate: { name: 'SecretSpec', decoder: SecretSpec },
  SecretUpdate: { name: 'SecretSpec', decoder: SecretSpec },
  ConfigCreate: { name: 'ConfigSpec', decoder: ConfigSpec },
  ConfigUpdate: { name: 'ConfigSpec', decoder: ConfigSpec },
};
