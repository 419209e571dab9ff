import { isCode } from '../../lib/errors.ts';
import { containerEvent } from './announce.ts';
import type { StopOptions } from './container-mgr.ts';
import type { ContainerDeps } from './deps.ts';
import { withLock } from './locked.ts';
import { start } from './start.ts';
import { stop } from './stop.ts';

/** Stops the container if it runs, and starts it. One that is to be removed at its end stays. */
export async function restart(
  deps: ContainerDeps,
  ref: string,
  options: StopOptions,
  signal: AbortSignal,
): Promise<void> {
  const { id } = deps.registry.resolve(ref);
  try {
    const stopping = stop(deps, id, options, signal);
    await (deps.runs.get(id)?.keepWhile(stopping) ?? stopping);
  } catch (err) {
    if (!isCode(err, 'notModified')) throw err;
  }
  await withLock(deps, id, signal, (container) => start(deps, container, signal));
  deps.events.publish(containerEvent(deps.registry.byId(id), 'restart', deps.clock.now()));
}
