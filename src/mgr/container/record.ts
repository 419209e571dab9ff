import type { ContainerConfig, HostConfig, NetworkingConfig } from '../../api/schemas.ts';
import type { DeepReadonly } from '../../lib/deep-readonly.ts';
import type { Endpoint } from '../network/endpoint.ts';
import type { ContainerHealth } from './health/health.ts';
import type { MountPoint } from './mount-point.ts';
import type { ContainerState } from './state.ts';

/** Everything the engine knows of one container: what the user asked for, and what was derived from it. */
export interface ContainerRecord {
  readonly id: string;
  /** Without the leading slash. */
  readonly name: string;
  readonly createdAt: Date;
  /** The user's documents after defaults and the image's configuration were merged in; never changed after create but by update. */
  readonly config: DeepReadonly<ContainerConfig>;
  readonly hostConfig: DeepReadonly<HostConfig>;
  readonly networkingConfig: DeepReadonly<NetworkingConfig>;
  readonly image: ContainerImage;
  readonly snapshotter: string;
  readonly mounts: readonly MountPoint[];
  /** Network name → endpoint. */
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  readonly state: ContainerState;
  /** Absent without a health check, and until the first start. */
  readonly health?: ContainerHealth;
  readonly restartCount: number;
  /** `stop` and `kill` keep the restart policy from starting it again. */
  readonly manuallyStopped: boolean;
  /** It is going, and its anonymous volumes with it. */
  readonly removesVolumes?: boolean;
}

export interface ContainerImage {
  /** What inspect calls `Image`: the digest of the image's target; empty for none. */
  readonly id: string;
  /** The chain id of its top layer: the parent of the container's snapshot. */
  readonly chainId: string;
  readonly manifest: {
    readonly mediaType: string;
    readonly digest: string;
    readonly size: number;
  } | null;
  readonly platform: {
    readonly os: string;
    readonly architecture: string;
    readonly variant?: string;
  };
}
