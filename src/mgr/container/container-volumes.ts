import type { ContainerDeps } from './deps.ts';
import type { MountPoint } from './mount-point.ts';
import type { ContainerRecord } from './record.ts';

/** The volumes that a container has, by name. */
export const volumesOf = ({ mounts }: Pick<ContainerRecord, 'mounts'>): string[] =>
  mounts.flatMap(({ type, name }) => (type === 'volume' && name !== undefined ? [name] : []));

/** Those that nobody named. */
export const anonymousVolumesOf = ({ mounts }: Pick<ContainerRecord, 'mounts'>): string[] =>
  volumesOf({ mounts: mounts.filter((mount: MountPoint) => mount.volume?.anonymous === true) });

type Deps = Pick<ContainerDeps, 'registry' | 'volumes'>;

/** Gives back what a create that failed, or was cut short, had reserved: name, row, anonymous volumes. */
export async function dropReservation(deps: Deps, record: ContainerRecord): Promise<void> {
  const names = anonymousVolumesOf(record);
  deps.volumes.condemn(record.id, names);
  deps.registry.delete(record);
  await deps.volumes.removeCondemned(names, AbortSignal.timeout(600_000));
}
