import type { EngineEvent } from '../../lib/engine-event.ts';
import type { VolumeRecord } from './volume-record.ts';

/** A volume event as Docker attributes it. */
export const volumeEvent = (
  { name, driver }: Pick<VolumeRecord, 'name' | 'driver'>,
  action: 'create' | 'destroy' | 'mount' | 'unmount',
  time: Date,
  attributes: Readonly<Record<string, string>> = {},
): EngineEvent => ({
  type: 'volume',
  action,
  id: name,
  attributes: { driver, ...attributes },
  time,
});
