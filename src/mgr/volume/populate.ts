import { driverOf, type VolumeContext } from './deps.ts';

/** Fills an empty volume with a directory of an image. @param source a descriptor of the directory */
export async function populateVolume(
  deps: VolumeContext,
  name: string,
  source: number,
  signal: AbortSignal,
): Promise<void> {
  await deps.locks.with(name, signal, async () => {
    const record = deps.book.get(name);
    const driver = driverOf(deps, record.driver);
    const inUse = deps.mounted.has(name);
    try {
      await driver.populate(record, source, { inUse, signal });
    } finally {
      if (!inUse) await driver.unmount(record);
    }
  });
}
