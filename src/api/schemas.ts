/** Short names for the documents of the API; `api/swagger.yaml` says what each member means. */
import type { components } from './openapi.gen.ts';

type Schemas = components['schemas'];

// What clients send. Every member is optional unless the document says otherwise.
export type ContainerConfig = Schemas['ContainerConfig'];
export type HostConfig = Schemas['HostConfig'];
export type NetworkingConfig = Schemas['NetworkingConfig'];
export type EndpointSettings = Schemas['EndpointSettings'];
export type EndpointIPAMConfig = Schemas['EndpointIPAMConfig'];
/** The container's configuration with `HostConfig` and `NetworkingConfig` beside it. */
export type ContainerCreateBody = Schemas['ContainerCreateRequest'];
export type ContainerUpdateBody = Schemas['ContainerUpdateRequest'];
export type ExecCreateBody = Schemas['ExecConfig'];
export type ExecStartBody = Schemas['ExecStartConfig'];
export type HealthConfig = Schemas['HealthConfig'];
export type LogConfig = Schemas['LogConfig'];
export type Mount = Schemas['Mount'];
export type PortBinding = Schemas['PortBinding'];
export type PortMap = Schemas['PortMap'];
export type Resources = Schemas['Resources'];
export type RestartPolicy = Schemas['RestartPolicy'];
export type DeviceMapping = Schemas['DeviceMapping'];
export type DeviceRequest = Schemas['DeviceRequest'];
export type ThrottleDevice = Schemas['ThrottleDevice'];
export type WeightDevice = Schemas['WeightDevice'];
export type Ulimit = Schemas['Ulimit'];
export type NetworkCreateBody = Schemas['NetworkCreateRequest'];
export type NetworkConnectBody = Schemas['NetworkConnectRequest'];
export type NetworkDisconnectBody = Schemas['NetworkDisconnectRequest'];
export type VolumeCreateBody = Schemas['VolumeCreateRequest'];
export type CheckpointCreateBody = Schemas['CheckpointCreateRequest'];
export type AuthConfig = Schemas['AuthConfig'];

// What the engine answers.
export type ErrorBody = Schemas['ErrorResponse'];
export type ContainerCreateResponse = Schemas['ContainerCreateResponse'];
export type ContainerInspect = Schemas['ContainerInspectResponse'];
export type ContainerSummary = Schemas['ContainerSummary'];
/** The wire's view of a state; the engine's own is `mgr/container/state.ts`. */
export type ContainerState = Schemas['ContainerState'];
export type ContainerTop = Schemas['ContainerTopResponse'];
export type ContainerUpdateResponse = Schemas['ContainerUpdateResponse'];
export type ContainerWaitResponse = Schemas['ContainerWaitResponse'];
export type ContainerPruneResponse = Schemas['ContainerPruneResponse'];
export type ContainerStats = Schemas['ContainerStatsResponse'];
export type ContainerCpuStats = Schemas['ContainerCPUStats'];
export type ContainerMemoryStats = Schemas['ContainerMemoryStats'];
export type ContainerBlkioStats = Schemas['ContainerBlkioStats'];
export type ContainerBlkioStatEntry = Schemas['ContainerBlkioStatEntry'];
export type ContainerNetworkStats = Schemas['ContainerNetworkStats'];
export type Checkpoint = Schemas['Checkpoint'];
export type FilesystemChange = Schemas['FilesystemChange'];
export type Health = Schemas['Health'];
export type HealthcheckResult = Schemas['HealthcheckResult'];
export type MountPoint = Schemas['MountPoint'];
export type NetworkSettings = Schemas['NetworkSettings'];
export type EndpointState = Schemas['EndpointState'];
export type PortSummary = Schemas['PortSummary'];
export type DriverData = Schemas['DriverData'];
export type ExecInspect = Schemas['ExecInspectResponse'];
export type ImageConfig = Schemas['ImageConfig'];
export type ImageDeleteItem = Schemas['ImageDeleteResponseItem'];
export type ImageHistoryItem = Schemas['ImageHistoryItem'];
export type ImageInspect = Schemas['ImageInspect'];
export type ImageManifestSummary = Schemas['ImageManifestSummary'];
export type ImagePruneResponse = Schemas['ImagePruneResponse'];
export type ImageSearchItem = Schemas['ImageSearchItem'];
export type ImageSummary = Schemas['ImageSummary'];
export type ProgressRecord = Schemas['CreateImageInfo'];
export type OciDescriptor = Schemas['OCIDescriptor'];
export type OciPlatform = Schemas['OCIPlatform'];
export type NetworkInspect = Schemas['NetworkInspect'];
export type NetworkSummary = Schemas['NetworkSummary'];
export type NetworkCreateResponse = Schemas['NetworkCreateResponse'];
export type NetworkPruneResponse = Schemas['NetworkPruneResponse'];
export type EndpointResource = Schemas['EndpointResource'];
export type Ipam = Schemas['IPAM'];
export type IpamConfig = Schemas['IPAMConfig'];
export type Volume = Schemas['Volume'];
export type VolumeListResponse = Schemas['VolumeListResponse'];
export type VolumePruneResponse = Schemas['VolumePruneResponse'];
export type SystemInfo = Schemas['SystemInfo'];
export type SystemVersion = Schemas['SystemVersion'];
export type DiskUsage = Schemas['SystemDataUsageResponse'];
export type EventMessage = Schemas['EventMessage'];
export type AuthResponse = Schemas['AuthResponse'];
export type DistributionInspect = Schemas['DistributionInspect'];
