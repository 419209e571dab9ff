import type { EngineEvent } from '../../lib/engine-event.ts';
import { runtimesInfo } from './runtimes.ts';
import type { SystemSettings } from './settings.ts';

/** `daemon reload` with the settings now in force, in Docker's names and order. moby: daemon/reload.go */
export function reloadEvent(
  settings: SystemSettings,
  engine: { readonly id: string; readonly hostname: string },
  time: Date,
): EngineEvent {
  const runtimes = Object.entries(runtimesInfo(settings)).map(
    ([name, { path = '' }]) => `${name}:${path}`,
  );
  const attributes: Record<string, string> = {
    debug: String(settings.debug),
    'default-cgroupns-mode': settings.defaultCgroupnsMode,
    'default-ipc-mode': settings.defaultIpcMode,
    'default-runtime': settings.defaultRuntime,
    'default-shm-size': String(settings.defaultShmSize),
    features: goMap(settings.features),
    'insecure-registries': JSON.stringify(settings.insecureRegistries),
    labels: JSON.stringify(settings.labels),
    'live-restore': 'true',
    'max-concurrent-downloads': String(settings.maxConcurrentDownloads),
    'max-concurrent-uploads': String(settings.maxConcurrentUploads),
    'max-download-attempts': String(settings.maxDownloadAttempts),
    name: engine.hostname,
    'registry-mirrors': JSON.stringify(settings.registryMirrors),
    runtimes: runtimes.join(' '),
    'shutdown-timeout': String(settings.shutdownTimeout),
  };
  return { type: 'daemon', action: 'reload', id: engine.id, attributes, time };
}

const goMap = (map: Readonly<Record<string, boolean>>): string =>
  `map[${Object.entries(map)
    .map(([key, value]) => `${key}:${value}`)
    .join(' ')}]`;
