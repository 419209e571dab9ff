import { isCode } from '../../lib/errors.ts';
import type { ContainerDeps } from './deps.ts';
import type { Run } from './run.ts';

/**
 * Waits for the end of the run through containerd's Wait. When the connection breaks, the comparison of
 * task lists that follows a reconnect takes over.
 */
export function watchExit(
  deps: Pick<ContainerDeps, 'runtime' | 'log' | 'lifetime'>,
  run: Run,
): void {
  const { containerId } = run;
  deps.runtime.tasks.wait({ containerId }, deps.lifetime).then(
    (exit) => run.reportExit(exit),
    (err: unknown) => {
      if (isCode(err, 'unavailable') || isCode(err, 'canceled')) return;
      deps.log.warn({ err, container: containerId }, 'waiting for the exit failed');
    },
  );
}
