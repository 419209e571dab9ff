import { EngineError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { volumeEvent } from './announce.ts';
import { driverOf, type VolumeContext } from './deps.ts';
import { nameTaken, volumeFailure } from './errors.ts';
import { finishRemoval } from './remove.ts';
import { ANONYMOUS_LABEL, type VolumeRecord } from './volume-record.ts';

/** A volume as somebody wants it. */
export interface VolumeWish {
  /** Empty for one that nobody names. */
  readonly name: string;
  /** Empty for whatever an existing one has, `local` for a new one. */
  readonly driver: string;
  readonly labels: VolumeRecord['labels'];
  readonly options: VolumeRecord['options'];
}

/**
 * Makes a volume, or finds the one that has the name already.
 * @throws invalidArgument, notFound (driver), conflict (another driver has the name) in Docker's words
 */
export async function createVolume(
  deps: VolumeContext,
  wish: VolumeWish,
  signal: AbortSignal,
): Promise<VolumeRecord> {
  const named = wish.name === '' ? anonymous(wish) : wish;
  return await deps.locks.with(named.name, signal, async () => {
    const found = deps.book.find(named.name);
    if (found === undefined) return await make(deps, named);
    if (found.pending === undefined) return agreeing(found, named);
    await finishRemoval(deps, found);
    return await make(deps, named);
  });
}

const anonymous = (wish: VolumeWish): VolumeWish => ({
  ...wish,
  name: newId(),
  labels: { ...wish.labels, [ANONYMOUS_LABEL]: '' },
});

function agreeing(found: VolumeRecord, { driver }: VolumeWish): VolumeRecord {
  if (driver !== '' && driver !== found.driver) throw nameTaken(found.name);
  return found;
}

/** Intent, directory, then the volume together with its event. */
async function make(deps: VolumeContext, wish: VolumeWish): Promise<VolumeRecord> {
  const { name, labels, options } = wish;
  const record: VolumeRecord = {
    name,
    driver: wish.driver === '' ? 'local' : wish.driver,
    createdAt: deps.clock.now(),
    labels,
    options,
  };
  try {
    const driver = driverOf(deps, record.driver);
    driver.check(record);
    deps.book.put({ ...record, pending: 'creating' });
    try {
      await driver.create(record);
    } catch (err) {
      await finishRemoval(deps, { ...record, pending: 'creating' });
      throw err;
    }
  } catch (err) {
    throw err instanceof EngineError ? volumeFailure('create', name, err) : err;
  }
  deps.events.publish(volumeEvent(record, 'create', deps.clock.now()), () => deps.book.put(record));
  return record;
}
