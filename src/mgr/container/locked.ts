import type { ContainerDeps } from './deps.ts';
import type { ContainerRecord } from './record.ts';

declare const locked: unique symbol;

/** Proof that the caller holds the container's lock: verbs that change one take it instead of an id. */
export interface LockedContainer {
  readonly id: string;
  readonly [locked]: true;
}

/**
 * Resolves, waits for the container's lock and runs the verb. The container is looked up again under the
 * lock: it may have been removed while we waited. @throws notFound
 */
export async function withLock<T>(
  deps: Pick<ContainerDeps, 'registry' | 'locks'>,
  ref: string,
  signal: AbortSignal,
  verb: (container: LockedContainer) => T | Promise<T>,
): Promise<T> {
  const { id } = deps.registry.resolve(ref);
  return await deps.locks.with(`container:${id}`, signal, async () => {
    deps.registry.byId(id);
    return await verb({ id } as LockedContainer);
  });
}

export function recordOf(
  deps: Pick<ContainerDeps, 'registry'>,
  container: LockedContainer,
): ContainerRecord {
  return deps.registry.byId(container.id);
}
