import type { Containerd } from '../../ctrd/containerd.ts';
import { systemClock } from '../../lib/clock.ts';
import type { HostFacts } from '../../lib/host-facts.ts';
import type { StartableImageMgr } from '../../mgr/image/create-image-mgr.ts';
import { EngineSystemMgr } from '../../mgr/system/engine-system-mgr.ts';
import type { EngineMetrics } from '../../mgr/system/metrics.ts';
import type { Config } from '../config/schema.ts';
import { countContainers } from './container-counts.ts';
import type { Storage } from './storage.ts';

export interface SystemParts {
  readonly config: () => Config;
  readonly storage: Storage;
  readonly host: HostFacts;
  readonly runtime: Containerd;
  /** The path of containerd's socket. */
  readonly address: string;
  readonly images: StartableImageMgr;
  readonly metrics: EngineMetrics;
}

/** What drivers there are, for `info`. */
const DRIVERS = {
  volume: ['local'],
  network: ['bridge', 'host', 'null'],
  log: ['json-file', 'local', 'none'],
};

/** The engine as a whole: what it is, what it counts and what happens in it. */
export function composeSystem(parts: SystemParts): EngineSystemMgr {
  const { config, storage, host, runtime, address, images, metrics } = parts;
  return new EngineSystemMgr({
    settings: config,
    engineId: storage.engineId,
    host,
    runtime,
    events: storage.events,
    metrics,
    clock: systemClock,
    containerCounts: () => countContainers(storage.registry),
    imageCount: () => Promise.resolve(images.count()),
    firewall: () => (config().iptables ? 'nftables' : undefined),
    containerdAddress: () => address,
    drivers: DRIVERS,
  });
}
