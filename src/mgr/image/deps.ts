import type { Containerd } from '../../ctrd/containerd.ts';
import type { Platform } from '../../image/platform.ts';
import type { Downloads } from '../../image/pull/downloads.ts';
import type { Registries } from '../../image/registry/registries.ts';
import type { RegistrySettings } from '../../image/registry/settings.ts';
import type { UnpackDeps } from '../../image/unpack.ts';
import type { UnpackedLayers } from '../../image/unpacked-layers.ts';
import type { Clock } from '../../lib/clock.ts';
import type { EventSink } from '../../lib/engine-event.ts';
import type { KeyedLock } from '../../lib/keyed-lock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Catalog } from './catalog.ts';
import type { ImageUsers } from './image-mgr.ts';

/** What the daemon gives the image manager. */
export interface ImageMgrDeps {
  readonly containerd: Pick<
    Containerd,
    'content' | 'diff' | 'events' | 'images' | 'leases' | 'snapshots'
  >;
  readonly users: ImageUsers;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly log: Logger;
  readonly config: ImageMgrConfig;
  /** The values in force, after a reload too. */
  readonly registrySettings: () => RegistrySettings;
}

export interface ImageMgrConfig {
  /** `overlayfs` */
  readonly snapshotter: string;
  /** Bytes that one layer may unpack to; 64 GiB by default. */
  readonly maxLayerSize?: number;
  /** The machine's own platform when absent. */
  readonly platform?: Platform;
}

/** The same with what the manager's operations share. */
export interface ImageScope extends ImageMgrDeps, UnpackDeps {
  readonly containerd: ImageMgrDeps['containerd'];
  readonly log: Logger;
  readonly catalog: Catalog;
  readonly host: Platform;
  readonly unpacked: UnpackedLayers;
  readonly locks: KeyedLock;
  readonly registries: Registries;
  readonly downloads: Downloads;
}

/** Names change under this one lock: moves of a name and deletes of the last one must not interleave. */
export const NAMES_LOCK = 'names';
