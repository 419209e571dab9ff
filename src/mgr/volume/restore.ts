import { undoQuietly } from '../../lib/dispose.ts';
import type { VolumeContext } from './deps.ts';
import { finishRemoval } from './remove.ts';

/** Start-up: reads what is stored and ends what was begun. A create that was cut short was never acknowledged. */
export async function restoreVolumes(deps: VolumeContext): Promise<void> {
  deps.book.load();
  for (const record of deps.book.all().filter(({ pending }) => pending !== undefined)) {
    await undoQuietly(deps.log, `volume ${record.name}`, () => finishRemoval(deps, record));
  }
}
