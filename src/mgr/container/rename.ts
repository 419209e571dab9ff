import { checkContainerName } from '../../lib/names.ts';
import { containerEvent } from './announce.ts';
import type { ContainerDeps } from './deps.ts';
import { cannotRename, renamedToItself } from './errors.ts';
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
  deps.registry.save(
    renamed,
    containerEvent(renamed, 'rename', deps.clock.now(), { oldName: `/${record.name}` }),
  );
  deps.networks.renamed?.(record.id, name);
}
