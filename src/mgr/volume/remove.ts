import { isCode } from '../../lib/errors.ts';
import { volumeEvent } from './announce.ts';
import { driverOf, type VolumeContext } from './deps.ts';
import { volumeInUse } from './errors.ts';
import type { VolumeRecord } from './volume-record.ts';

/**
 * Removes a volume that no container has, not even a stopped one.
 * @throws notFound, unless `force`; conflict when it is in use
 */
export async function removeVolume(
  deps: VolumeContext,
  name: string,
  options: { readonly force: boolean },
  signal: AbortSignal,
): Promise<void> {
  await deps.locks.with(name, signal, async () => {
    const record = findUnused(deps, name, options);
    if (record === undefined) return;
    const going: VolumeRecord = { ...record, pending: 'removing' };
    deps.book.put(going);
    await finishRemoval(deps, going);
  });
}

function findUnused(
  deps: VolumeContext,
  name: string,
  { force }: { readonly force: boolean },
): VolumeRecord | undefined {
  try {
    const record = deps.book.get(name);
    const users = deps.users.usersOf(name);
    if (users.length > 0) throw volumeInUse(name, users);
    return record;
  } catch (err) {
    if (force && isCode(err, 'notFound')) return undefined;
    throw err;
  }
}

/** From the intent to the end, under the volume's lock; may be repeated. Nobody is told of what never was. */
export async function finishRemoval(deps: VolumeContext, record: VolumeRecord): Promise<void> {
  const { name } = record;
  await driverOf(deps, record.driver).remove(record);
  if (record.pending === 'creating') deps.book.delete(name);
  else {
    deps.events.publish(volumeEvent(record, 'destroy', deps.clock.now()), () =>
      deps.book.delete(name),
    );
  }
}
