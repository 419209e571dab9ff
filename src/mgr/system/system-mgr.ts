import type { SystemInfo, SystemVersion } from '../../api/schemas.ts';
import type { EngineEvent } from '../../lib/engine-event.ts';
import type { Filters } from '../../lib/filters.ts';

export interface SystemMgr {
  version(signal: AbortSignal): Promise<SystemVersion>;
  info(signal: AbortSignal): Promise<SystemInfo>;
  /** History from the store, then live; ends at `until` or with the signal. Slow readers catch up from the store. */
  events(
    options: { readonly sinceMs?: number; readonly untilMs?: number; readonly filters: Filters },
    signal: AbortSignal,
  ): AsyncIterable<EngineEvent>;
  /** Prometheus text and its content type. */
  metrics(): Promise<{ readonly contentType: string; readonly body: string }>;
}
