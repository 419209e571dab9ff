import { containerEvent } from './announce.ts';
import type { TerminalSize } from './container-mgr.ts';
import type { ContainerDeps } from './deps.ts';
import { notRunning } from './errors.ts';
import { isAlive } from './state.ts';

/** Tells the container's terminal its size, in characters. @throws conflict when it is not running */
export async function resize(
  deps: Pick<ContainerDeps, 'registry' | 'runtime' | 'events' | 'clock'>,
  ref: string,
  size: TerminalSize,
  signal: AbortSignal,
): Promise<void> {
  const record = deps.registry.resolve(ref);
  if (!isAlive(record.state)) throw notRunning(record.id);
  await deps.runtime.tasks.resizePty({ containerId: record.id, ...size }, signal);
  deps.events.publish(
    containerEvent(record, 'resize', deps.clock.now(), {
      height: String(size.height),
      width: String(size.width),
    }),
  );
}
