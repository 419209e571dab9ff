import { connect, Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';

import type { RelayTarget } from '../relay.ts';

export interface RelayedConnection {
  readonly end: () => void;
  readonly closed: Promise<unknown>;
}

/**
 * Connects a client with a container until both are through; each side may end before the other. Streams
 * wait for each other, so that only their own buffers are ever filled.
 */
export function relayConnection(fd: number, { address, port }: RelayTarget): RelayedConnection {
  const client = new Socket({ fd, readable: true, writable: true, allowHalfOpen: true });
  const container = connect({ host: address, port, allowHalfOpen: true, noDelay: true });
  client.setNoDelay();
  const end = (): void => {
    client.destroy();
    container.destroy();
  };
  // The failure of one side ends the other; there is nobody to tell.
  const ways = [pipeline(client, container), pipeline(container, client)];
  return { end, closed: Promise.allSettled(ways).then(end) };
}
