import { newId } from '../../../lib/ids.ts';
import { ANONYMOUS_LABEL } from '../../volume/volume-record.ts';
import type { ContainerDeps } from '../deps.ts';
import type { MountPoint } from '../mount-point.ts';
import type { ContainerRecord } from '../record.ts';

/** Names the volumes that nobody named, so that the intent to create tells of them. */
export const withVolumeNames = (mounts: readonly MountPoint[]): MountPoint[] =>
  mounts.map((mount) =>
    mount.type === 'volume' && mount.name === undefined ? { ...mount, name: newId() } : mount,
  );

/**
 * Makes or finds the volumes of a reserved container.
 * @returns the record, knowing where they are
 */
export async function ensureVolumes(
  deps: Pick<ContainerDeps, 'volumes'>,
  record: ContainerRecord,
  signal: AbortSignal,
): Promise<ContainerRecord> {
  const mounts: MountPoint[] = [];
  for (const mount of record.mounts) mounts.push(await ensured(deps, mount, signal));
  return { ...record, mounts };
}

async function ensured(
  { volumes }: Pick<ContainerDeps, 'volumes'>,
  mount: MountPoint,
  signal: AbortSignal,
): Promise<MountPoint> {
  if (mount.type !== 'volume') return mount;
  const { name = '', driver: wished = '', volume } = mount;
  const labels = volume?.anonymous
    ? { ...volume.labels, [ANONYMOUS_LABEL]: '' }
    : (volume?.labels ?? null);
  const options = volume?.options ?? null;
  const { driver, mountpoint } = await volumes.ensure(
    { name, driver: wished, labels, options },
    signal,
  );
  return { ...mount, driver, source: mountpoint, mode: shownMode(mount, driver) };
}

/** What was asked for by itself is shown as shared. moby: daemon/volumes.go setBindModeIfNull */
function shownMode({ origin, mode }: MountPoint, driver: string): string {
  const isAsked = origin === 'binds' || origin === 'mounts';
  return isAsked && driver === 'local' && mode === '' ? 'z' : mode;
}
