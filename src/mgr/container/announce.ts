import type { EngineEvent } from '../../lib/engine-event.ts';
import type { ContainerRecord } from './record.ts';

/** A container event as Docker attributes it: labels first, then image and name, then what is special to it. */
export function containerEvent(
  record: ContainerRecord,
  action: string,
  time: Date,
  extra: Readonly<Record<string, string>> = {},
): EngineEvent {
  return {
    type: 'container',
    action,
    id: record.id,
    attributes: {
      ...record.config.Labels,
      image: record.config.Image ?? '',
      name: record.name,
      ...extra,
    },
    time,
  };
}
