import type { Containerd } from '../../ctrd/containerd.ts';
import type { Clock } from '../../lib/clock.ts';
import type { HostFacts } from '../../lib/host-facts.ts';
import type { EventHub } from './event-hub.ts';
import type { EngineMetrics } from './metrics.ts';
import type { SystemSettings } from './settings.ts';

export interface ContainerCounts {
  readonly running: number;
  readonly paused: number;
  readonly stopped: number;
}

/** What is asked of the other parts comes as questions, so that this manager knows none of them. */
export interface SystemMgrDeps {
  readonly settings: () => SystemSettings;
  readonly engineId: string;
  readonly host: HostFacts;
  readonly runtime: Pick<Containerd, 'version'>;
  readonly events: EventHub;
  readonly metrics: EngineMetrics;
  readonly clock: Clock;
  readonly containerCounts: () => ContainerCounts;
  readonly imageCount: (signal: AbortSignal) => Promise<number>;
  /** What filters packets, e.g. `nftables`; undefined where nothing does. */
  readonly firewall: () => string | undefined;
  readonly containerdAddress: () => string;
  readonly drivers: {
    readonly volume: readonly string[];
    readonly network: readonly string[];
    readonly log: readonly string[];
  };
}
