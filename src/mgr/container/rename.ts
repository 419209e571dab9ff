import { isCode } from '../../lib/errors.ts';
import { checkContainerName } from '../../lib/names.ts';
import { containerEvent } from './announce.ts';
import type { ContainerDeps } from './deps.ts';
import { cannotAllocateName, cannotRename, renamedToItself } from './errors.ts';
import { type LockedContainer, recordOf } from './locked.ts';

/** @throws invalidArgument for an empty or the same name, conflict when it is taken */
export function rename(
  deps: Pick<ContainerDeps, 'registry' | 'networks' | 'clock'>,
  container: LockedContainer,
  wanted: string,
): void {
  const record = recordOf(deps, container);
  if (wanted === '') throw cannotRename();
  const name = checkContainerName(wanted);
  if (name === record.name) {
    throw renamedToItself(wanted);
  }
  const renamed = { ...record, name };
  const event = containerEvent(renamed, 'rename', deps.clock.now(), { oldName: `/${record.name}` });
  try {
    deps.registry.save(renamed, event);
  } catch (err) {
    throw isCode(err, 'conflict') ? cannotAllocateName(err) : err;
  }
  deps.networks.renamed(record.id, name);
}
