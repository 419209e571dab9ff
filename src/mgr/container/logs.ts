import type { Readable } from 'node:stream';

import { invalidArgument } from '../../lib/errors.ts';
import type { ContainerDeps } from './deps.ts';
import type { Framing, LogQuery } from './io/container-io.ts';
import { assertReadable } from './io/hub-logs.ts';
import { logTargetOf } from './log-target.ts';
import type { ContainerRecord } from './record.ts';

export interface ContainerLog {
  readonly tty: boolean;
  /** With a signal that aborts when the client leaves. */
  open(framing: Framing, signal: AbortSignal): Readable;
}

/**
 * The reader of a container's log. `ended` is fulfilled when the container has stopped and its log is
 * complete: at once for one that does not run, so that `follow` ends.
 *
 * @throws invalidArgument without a stream; notImplemented for a driver that cannot be read
 */
export function logs(
  deps: Pick<ContainerDeps, 'hub' | 'settings'>,
  record: ContainerRecord,
  query: LogQuery,
  ended: Promise<void>,
): ContainerLog {
  if (!query.stdout && !query.stderr) {
    throw invalidArgument('Bad parameters: you must choose at least one stream');
  }
  const target = logTargetOf(record, deps.settings());
  assertReadable(target);
  const live = { containerId: record.id, ended };
  return {
    tty: record.config.Tty === true,
    open: (framing, signal) => deps.hub.readLog(target, query, framing, live, signal),
  };
}
