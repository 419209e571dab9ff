import type { ContainerDeps } from './deps.ts';
import type { ContainerIo } from './io/container-io.ts';
import { logTargetOf } from './log-target.ts';
import type { ContainerRecord } from './record.ts';

/** Opens a container's streams and its log: at a start, and again after a restart of the daemon. */
export function openIo(
  deps: Pick<ContainerDeps, 'hub' | 'settings'>,
  record: ContainerRecord,
  { reopen }: { readonly reopen: boolean },
  signal: AbortSignal,
): Promise<ContainerIo> {
  return deps.hub.open(
    {
      containerId: record.id,
      tty: record.config.Tty === true,
      stdin: record.config.OpenStdin === true,
      stdinOnce: record.config.StdinOnce === true,
      log: logTargetOf(record, deps.settings()),
      reopen,
    },
    signal,
  );
}
