import { isCode } from '../../../lib/errors.ts';
import { checkContainerName, randomName } from '../../../lib/names.ts';
import type { ContainerRecord } from '../record.ts';
import type { ContainerRegistry } from '../registry.ts';

const ATTEMPTS = 6;

/**
 * Takes the wished name, or a random one, and writes the intent to create.
 * @throws invalidArgument for a bad name, conflict for a taken one
 */
export function reserveName(
  registry: ContainerRegistry,
  draft: ContainerRecord,
  wished: string | undefined,
): ContainerRecord {
  if (wished !== undefined && wished !== '') {
    return reserved(registry, { ...draft, name: checkContainerName(wished) });
  }
  for (let attempt = 0; ; attempt += 1) {
    try {
      return reserved(registry, { ...draft, name: randomName(attempt) });
    } catch (err) {
      if (!isCode(err, 'conflict') || attempt === ATTEMPTS) throw err;
    }
  }
}

function reserved(registry: ContainerRegistry, record: ContainerRecord): ContainerRecord {
  registry.reserve(record);
  return record;
}
