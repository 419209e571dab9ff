import type { EngineEvent } from '../../lib/engine-event.ts';
import type { ContainerDeps } from './deps.ts';
import type { ContainerRecord } from './record.ts';
import { next, type StateEvent } from './state.ts';

interface Applied {
  readonly event?: EngineEvent;
  readonly changes?: Partial<
    Pick<
      ContainerRecord,
      'endpoints' | 'health' | 'manuallyStopped' | 'removesVolumes' | 'restartCount'
    >
  >;
}

/**
 * The only way to change a container's state: reduce, persist with the event, then publish. Synchronous,
 * hence atomic towards every other verb; an exit can be recorded while a stop waits for it.
 *
 * @throws conflict when the state does not admit the event
 */
export function applyState(
  deps: Pick<ContainerDeps, 'registry'>,
  id: string,
  stateEvent: StateEvent,
  { event, changes }: Applied = {},
): ContainerRecord {
  const record = deps.registry.byId(id);
  return deps.registry.save(
    { ...record, ...changes, state: next(record.state, stateEvent) },
    event,
  );
}
