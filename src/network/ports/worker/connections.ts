import { connect, type OnReadOpts, Socket } from 'node:net';

import type { RelayTarget } from '../relay.ts';

export interface RelayedConnection {
  readonly end: () => void;
  readonly closed: Promise<unknown>;
}

/** One for each way; it is all that a connection has in memory. */
const BUFFER_SIZE = 64 * 1024;

/**
 * Connects a client with a container until both are through; each side may end before the other. What is read
 * into a buffer is written before more is read: twice as fast as a pipeline, which takes a new buffer each time.
 */
export function relayConnection(fd: number, { address, port }: RelayTarget): RelayedConnection {
  // Node documents onread for connect() only, and takes it here as well.
  const adopted = {
    ...{ fd, readable: true, writable: true, allowHalfOpen: true },
    onread: pass(() => [client, container]),
  };
  const client: Socket = new Socket(adopted);
  const container: Socket = connect({
    ...{ host: address, port, allowHalfOpen: true, noDelay: true },
    onread: pass(() => [container, client]),
  });
  client.setNoDelay();
  const end = (): void => {
    client.destroy();
    container.destroy();
  };
  const ways = [
    [client, container],
    [container, client],
  ] as const;
  for (const [from, to] of ways) {
    // The failure of one side ends the other; there is nobody to tell.
    from.on('end', () => to.end()).on('error', end);
    from.resume();
  }
  return { end, closed: Promise.all([client, container].map(closing)) };
}

/** @param sides where bytes come from, and where they go */
function pass(sides: () => readonly [from: Socket, to: Socket]): OnReadOpts {
  return {
    buffer: Buffer.allocUnsafeSlow(BUFFER_SIZE),
    callback: (length, buffer) => {
      const [from, to] = sides();
      let waits = false;
      to.write(buffer.subarray(0, length), () => {
        if (waits) from.resume();
      });
      waits = to.writableLength > 0;
      return !waits;
    },
  };
}

const closing = async (socket: Socket): Promise<void> => {
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
};
