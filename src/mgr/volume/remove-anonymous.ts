import type { VolumeContext } from './deps.ts';
import { finishRemoval } from './remove.ts';

/**
 * The volumes of a container that goes, those that nobody named: marks what no other container has as going.
 * Synchronous: part of the transaction in which the container's row goes.
 */
export function condemn(deps: VolumeContext, containerId: string, names: readonly string[]): void {
  for (const name of names) {
    const record = deps.book.find(name);
    if (record === undefined || record.pending !== undefined) continue;
    if (deps.users.usersOf(name).some((user) => user !== containerId)) continue;
    deps.book.put({ ...record, pending: 'removing' });
  }
}

/** Ends what condemn() began. */
export async function removeCondemned(
  deps: VolumeContext,
  names: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (const name of names) {
    await deps.locks.with(name, signal, async () => {
      const record = deps.book.find(name);
      if (record?.pending === 'removing') await finishRemoval(deps, record);
    });
  }
}
