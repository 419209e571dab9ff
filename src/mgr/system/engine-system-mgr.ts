import type { SystemInfo, SystemVersion } from '../../api/schemas.ts';
import { buildInfo } from '../../lib/build-info.ts';
import type { EngineEvent } from '../../lib/engine-event.ts';
import type { SystemMgrDeps } from './deps.ts';
import type { EventQuery } from './event-hub.ts';
import { info } from './info.ts';
import { ProgramVersions } from './program-version.ts';
import { reloadEvent } from './reload-event.ts';
import type { SystemMgr } from './system-mgr.ts';
import { version } from './version.ts';

/** The engine's view of itself. */
export class EngineSystemMgr implements SystemMgr {
  readonly #deps: SystemMgrDeps;
  readonly #programs = new ProgramVersions();

  constructor(deps: SystemMgrDeps) {
    this.#deps = deps;
  }

  version(signal: AbortSignal): Promise<SystemVersion> {
    return version(this.#deps, this.#programs, signal);
  }

  info(signal: AbortSignal): Promise<SystemInfo> {
    return info(this.#deps, this.#programs, signal);
  }

  events(query: EventQuery, signal: AbortSignal): AsyncIterable<EngineEvent> {
    return this.#deps.events.subscribe(query, signal);
  }

  metrics(): Promise<{ readonly contentType: string; readonly body: string }> {
    const { metrics, events, host, containerCounts } = this.#deps;
    return metrics.expose({
      containers: () => ({ ...containerCounts() }),
      eventListeners: () => events.listeners,
      engine: {
        version: buildInfo.version,
        commit: buildInfo.commit,
        architecture: host.arch,
        kernel: host.kernelRelease,
      },
      cpus: host.cpus,
      memoryBytes: host.memTotal,
    });
  }

  /** Tells readers of events that the configuration was read again; called when it is in force. */
  announceReload(): void {
    const { events, settings, engineId, host, clock } = this.#deps;
    const engine = { id: engineId, hostname: host.hostname };
    events.publish(reloadEvent(settings(), engine, clock.now()));
  }
}
