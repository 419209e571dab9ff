import type { HostConfig } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';

/**
 * `HostConfig` as inspect shows it when nothing was asked for: every member is there, with the zero
 * of its kind, in dockerd's order. The members of SELDOM appear only when they hold something.
 * moby: api/types/container/hostconfig.go
 */
const ZERO = {
  Binds: null,
  ContainerIDFile: '',
  LogConfig: {},
  NetworkMode: '',
  PortBindings: {},
  RestartPolicy: {},
  AutoRemove: false,
  VolumeDriver: '',
  VolumesFrom: null,
  ConsoleSize: [0, 0],
  CapAdd: null,
  CapDrop: null,
  CgroupnsMode: '',
  Dns: null,
  DnsOptions: null,
  DnsSearch: null,
  ExtraHosts: null,
  GroupAdd: null,
  IpcMode: '',
  Cgroup: '',
  Links: null,
  OomScoreAdj: 0,
  PidMode: '',
  Privileged: false,
  PublishAllPorts: false,
  ReadonlyRootfs: false,
  SecurityOpt: null,
  UTSMode: '',
  UsernsMode: '',
  ShmSize: 0,
  Runtime: '',
  Isolation: '',
  CpuShares: 0,
  Memory: 0,
  NanoCpus: 0,
  CgroupParent: '',
  BlkioWeight: 0,
  BlkioWeightDevice: null,
  BlkioDeviceReadBps: null,
  BlkioDeviceWriteBps: null,
  BlkioDeviceReadIOps: null,
  BlkioDeviceWriteIOps: null,
  CpuPeriod: 0,
  CpuQuota: 0,
  CpuRealtimePeriod: 0,
  CpuRealtimeRuntime: 0,
  CpusetCpus: '',
  CpusetMems: '',
  Devices: null,
  DeviceCgroupRules: null,
  DeviceRequests: null,
  MemoryReservation: 0,
  MemorySwap: 0,
  MemorySwappiness: null,
  OomKillDisable: null,
  PidsLimit: null,
  Ulimits: null,
  CpuCount: 0,
  CpuPercent: 0,
  IOMaximumIOps: 0,
  IOMaximumBandwidth: 0,
  MaskedPaths: null,
  ReadonlyPaths: null,
} as const satisfies DeepReadonly<HostConfig>;

const SELDOM = [
  'Annotations',
  'Init',
  'KernelMemory',
  'KernelMemoryTCP',
  'Mounts',
  'StorageOpt',
  'Sysctls',
  'Tmpfs',
] as const satisfies readonly (keyof HostConfig)[];

/** What was sent, completed; members nobody knows are left behind. */
export function completeHostConfig(sent: DeepReadonly<HostConfig>): DeepReadonly<HostConfig> {
  const values: Readonly<Record<string, unknown>> = sent;
  const complete = Object.entries(ZERO).map(([name, zero]) => [name, values[name] ?? zero]);
  const seldom = SELDOM.filter((name) => !isNothing(sent[name])).map((name) => [name, sent[name]]);
  return Object.fromEntries([...complete, ...seldom]) as DeepReadonly<HostConfig>;
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === 0) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
