import type { Duplex } from 'node:stream';

import { containerEvent } from './announce.ts';
import type { ContainerDeps } from './deps.ts';
import { isPausedForAttach, isRestartingForAttach } from './errors.ts';
import type { AttachOptions, Framing, StreamSession } from './io/container-io.ts';
import { logTargetOf } from './log-target.ts';

type AttachDeps = Pick<ContainerDeps, 'registry' | 'hub' | 'events' | 'clock' | 'settings'>;

/**
 * Attaches to a container; one that does not run yet is waited for, as `docker run` and `docker start -a`
 * need it. @throws conflict when it is paused or about to restart; invalidArgument on bad detach keys
 */
export function attach(
  deps: AttachDeps,
  ref: string,
  options: AttachOptions,
  signal: AbortSignal,
): StreamSession {
  signal.throwIfAborted();
  const record = deps.registry.resolve(ref);
  if (record.state.status === 'paused') throw isPausedForAttach(ref);
  if (record.state.status === 'restarting') throw isRestartingForAttach(ref);
  const { config } = record;
  const session = deps.hub.attach(
    {
      containerId: record.id,
      tty: config.Tty === true,
      stdin: config.OpenStdin === true,
      stdinOnce: config.StdinOnce === true,
      log: logTargetOf(record, deps.settings()),
    },
    options,
  );
  deps.events.publish(containerEvent(record, 'attach', deps.clock.now()));
  return announcingDetach(session, () => {
    deps.events.publish(containerEvent(record, 'detach', deps.clock.now()));
  });
}

function announcingDetach(session: StreamSession, announce: () => void): StreamSession {
  return {
    tty: session.tty,
    run: async (connection: Duplex, framing: Framing) => {
      const outcome = await session.run(connection, framing);
      if (outcome === 'detached') announce();
      return outcome;
    },
  };
}
