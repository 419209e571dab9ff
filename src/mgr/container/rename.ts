import { invalidArgument } from '../../lib/errors.ts';
import { checkContainerName } from '../../lib/names.ts';
import { containerEvent } from './announce.ts';
import type { ContainerDeps } from './deps.ts';
import { type LockedContainer, recordOf } from './locked.ts';

/** @throws invalidArgument for an empty or the same name, conflict when it is taken */
export function rename(
  deps: Pick<ContainerDeps, 'registry' | 'clock'>,
  container: LockedContainer,
  wanted: string,
): void {
  const record = recordOf(deps, container);
  if (wanted === '') throw invalidArgument('Neither old nor new names may be empty');
  const name = checkContainerName(wanted);
  if (name === record.name) {
    throw invalidArgument('Renaming a container with the same name as its current name');
  }
  const renamed = { ...record, name };
  deps.registry.save(
    renamed,
    containerEvent(renamed, 'rename', deps.clock.now(), { oldName: `/${record.name}` }),
  );
}
