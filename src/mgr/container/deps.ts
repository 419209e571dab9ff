import type { Containerd } from '../../ctrd/containerd.ts';
import type { Clock } from '../../lib/clock.ts';
import type { EventSink } from '../../lib/engine-event.ts';
import type { HostFacts } from '../../lib/host-facts.ts';
import type { KeyedLock } from '../../lib/keyed-lock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { ImageMgr } from '../image/image-mgr.ts';
import type { ContainerNetworking } from '../network/container-networking.ts';
import type { ContainerVolumes } from '../volume/container-volumes.ts';
import type { EngineExecMgr } from './exec/create-exec-mgr.ts';
import type { StreamHub } from './io/container-io.ts';
import type { ContainerRegistry } from './registry.ts';
import type { Runs } from './run.ts';
import type { ContainerSettings } from './settings.ts';
import type { Tickers } from './stats/ticker.ts';
import type { Waiters } from './waiters.ts';

/** What the container verbs work with; each verb names the part that it needs. */
export interface ContainerDeps {
  readonly registry: ContainerRegistry;
  readonly runtime: Containerd;
  readonly images: ImageMgr;
  readonly networks: ContainerNetworking;
  readonly volumes: ContainerVolumes;
  readonly hub: StreamHub;
  readonly events: EventSink;
  readonly execs: Pick<EngineExecMgr, 'forget' | 'idsOf' | 'create' | 'start' | 'inspect'>;
  readonly locks: KeyedLock;
  readonly runs: Runs;
  readonly waiters: Waiters;
  readonly tickers: Tickers;
  /** Containers that wait for their next start, by id. */
  readonly backOffs: Map<string, AbortController>;
  /** Health checks that go on, by container id. */
  readonly healthWatches: Map<string, AbortController>;
  /** Restarts by policy since the last healthy run, by id. */
  readonly attempts: Map<string, number>;
  /** Starts a container whose back-off is over; given by the manager, so that exit need not know start. */
  readonly startAgain: (id: string, signal: AbortSignal) => Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Aborts when the daemon stops. */
  readonly lifetime: AbortSignal;
  readonly host: HostFacts;
  /** The settings in force; a reload replaces them. */
  readonly settings: () => ContainerSettings;
}
