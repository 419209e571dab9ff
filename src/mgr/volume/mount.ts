import { volumeEvent } from './announce.ts';
import { driverOf, type VolumeContext } from './deps.ts';

/** One volume of a container that starts. */
export interface VolumeUse {
  readonly name: string;
  readonly containerId: string;
  readonly destination: string;
  readonly readWrite: boolean;
}

/** Makes the data reachable for a container, until release(). @returns the host's directory */
export async function mountVolume(
  deps: VolumeContext,
  use: VolumeUse,
  signal: AbortSignal,
): Promise<string> {
  return await deps.locks.with(use.name, signal, async () => {
    const record = deps.book.get(use.name);
    const path = await driverOf(deps, record.driver).mount(record);
    hold(deps, use.name, use.containerId);
    const attributes = {
      container: use.containerId,
      destination: use.destination,
      propagation: '',
      'read/write': String(use.readWrite),
    };
    deps.events.publish(volumeEvent(record, 'mount', deps.clock.now(), attributes));
    return path;
  });
}

/** Notes that a running container has the volume. */
export function hold({ mounted }: VolumeContext, name: string, containerId: string): void {
  mounted.set(name, (mounted.get(name) ?? new Set()).add(containerId));
}

/** A container has ended: what nobody else has mounted is unmounted. May be repeated. */
export async function releaseVolumes(deps: VolumeContext, containerId: string): Promise<void> {
  const names = [...deps.mounted].flatMap(([name, ids]) => (ids.has(containerId) ? [name] : []));
  for (const name of names) {
    await deps.locks.with(name, AbortSignal.timeout(60_000), () =>
      release(deps, name, containerId),
    );
  }
}

async function release(deps: VolumeContext, name: string, containerId: string): Promise<void> {
  const holders = deps.mounted.get(name);
  holders?.delete(containerId);
  if (holders?.size === 0) deps.mounted.delete(name);
  const record = deps.book.find(name);
  if (record === undefined) return;
  if (!deps.mounted.has(name)) await driverOf(deps, record.driver).unmount(record);
  const attributes = { container: containerId };
  deps.events.publish(volumeEvent(record, 'unmount', deps.clock.now(), attributes));
}

/** Unmounts what a crash left mounted; when the running containers hold theirs. */
export async function unmountUnused(deps: VolumeContext): Promise<void> {
  for (const record of deps.book.volumes()) {
    if (record.options === null || deps.mounted.has(record.name)) continue;
    await deps.locks.with(record.name, AbortSignal.timeout(60_000), async () => {
      if (!deps.mounted.has(record.name)) await driverOf(deps, record.driver).unmount(record);
    });
  }
}
