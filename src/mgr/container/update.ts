import type { ContainerUpdateBody } from '../../api/schemas.ts';
import { EngineError } from '../../lib/errors.ts';
import { containerEvent } from './announce.ts';
import type { ContainerDeps } from './deps.ts';
import { cannotUpdate } from './errors.ts';
import { type LockedContainer, recordOf } from './locked.ts';
import { gatherBlockDevices } from './spec/gather.ts';
import { isAlive } from './state.ts';
import { updateResources } from './update-resources.ts';

/**
 * Changes limits and restart policy; a living task first, so that what inspect shows is what holds.
 * @throws invalidArgument, conflict in Docker's words
 */
export async function update(
  deps: Pick<ContainerDeps, 'registry' | 'runtime' | 'host' | 'clock'>,
  container: LockedContainer,
  body: ContainerUpdateBody,
  signal: AbortSignal,
): Promise<{ Warnings: string[] }> {
  const record = recordOf(deps, container);
  const blockDevices = gatherBlockDevices({ ...body, RestartPolicy: undefined });
  const changed = updateResources(record, body, { host: deps.host, blockDevices });
  if (changed.ociResources !== undefined && isAlive(record.state)) {
    try {
      await deps.runtime.tasks.update(record.id, changed.ociResources, signal);
    } catch (err) {
      throw err instanceof EngineError ? cannotUpdate(record.id, err) : err;
    }
  }
  const updated = { ...deps.registry.byId(record.id), hostConfig: changed.hostConfig };
  deps.registry.save(updated, containerEvent(updated, 'update', deps.clock.now()));
  return { Warnings: [...changed.warnings] };
}
