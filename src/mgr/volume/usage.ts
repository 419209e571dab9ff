import { isCode } from '../../lib/errors.ts';
import { driverOf, type VolumeContext } from './deps.ts';
import type { VolumeRecord } from './volume-record.ts';

/** What Docker shows where the size is not known. */
const UNKNOWN = -1;

/** Bytes of a volume's data; −1 where they cannot be counted. */
export async function usageOf(
  deps: Pick<VolumeContext, 'drivers' | 'log'>,
  { name, driver }: VolumeRecord,
  signal: AbortSignal,
): Promise<number> {
  try {
    return await driverOf(deps, driver).usage(name, signal);
  } catch (err) {
    if (isCode(err, 'canceled')) throw err;
    deps.log.warn({ err, volume: name }, 'the size of a volume is not known');
    return UNKNOWN;
  }
}
