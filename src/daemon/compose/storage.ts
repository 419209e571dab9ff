import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { systemClock } from '../../lib/clock.ts';
import { ContainerRegistry } from '../../mgr/container/registry.ts';
import { EventHub } from '../../mgr/system/event-hub.ts';
import type { EngineMetrics } from '../../mgr/system/metrics.ts';
import { SqliteContainerStore } from '../../store/container-store.ts';
import { openDatabase } from '../../store/database.ts';
import { SqliteEndpointStore } from '../../store/endpoint-store.ts';
import { SqliteEventStore } from '../../store/event-store.ts';
import { SqliteMetaStore } from '../../store/meta-store.ts';
import { SqliteNetworkStore } from '../../store/network-store.ts';
import { SqliteVolumeStore } from '../../store/volume-store.ts';
import type { Config } from '../config/schema.ts';

/** Everything that is read from and written to SQLite. */
export interface Storage {
  readonly events: EventHub;
  readonly registry: ContainerRegistry;
  readonly networks: SqliteNetworkStore;
  readonly endpoints: SqliteEndpointStore;
  readonly volumes: SqliteVolumeStore;
  readonly engineId: string;
}

/** Opens the database below the data root. */
export function openStorage(
  config: () => Config,
  stack: AsyncDisposableStack,
  metrics: EngineMetrics,
): Storage {
  const { dataRoot } = config();
  mkdirSync(join(dataRoot, 'containers'), { recursive: true, mode: 0o710 });
  const db = openDatabase(join(dataRoot, 'joey.db'));
  stack.defer(() => void db.close());
  const events = new EventHub({
    store: new SqliteEventStore(db),
    clock: systemClock,
    retention: () => ({
      count: config().eventRetentionCount,
      ageMs: config().eventRetentionMs,
    }),
    observe: metrics.observeEvent,
  });
  return {
    events,
    registry: new ContainerRegistry(new SqliteContainerStore(db), events),
    networks: new SqliteNetworkStore(db),
    endpoints: new SqliteEndpointStore(db),
    volumes: new SqliteVolumeStore(db),
    engineId: new SqliteMetaStore(db).engineId(),
  };
}
