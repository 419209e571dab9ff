import { createSocket } from 'node:dgram';
import { createServer, type Socket } from 'node:net';

import { duplicate } from '../../lib/sys/port-socket.ts';
import type { Datagram } from './worker/protocol.ts';

/**
 * Waits for connections without reading from them.
 * @param onConnection gets a descriptor of its own
 */
export function watchConnections(
  fd: number,
  onConnection: (fd: number) => void,
  onError: (err: Error) => void,
): Disposable {
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    onConnection(duplicate(descriptorOf(socket)));
    // The connection lives on by the other descriptor.
    socket.destroy();
  });
  server.on('error', onError).listen({ fd: duplicate(fd) });
  server.unref();
  return { [Symbol.dispose]: () => void server.close() };
}

/** Waits for one datagram, and then no more. */
export function watchDatagrams(
  fd: number,
  family: 4 | 6,
  onDatagram: (datagram: Datagram) => void,
  onError: (err: Error) => void,
): Disposable {
  const socket = createSocket(family === 4 ? 'udp4' : 'udp6');
  let closed = false;
  const close = (): void => {
    if (!closed) socket.close();
    closed = true;
  };
  socket.on('error', onError);
  socket.once('message', (data, { address, port }) => {
    close();
    onDatagram({ data, address, port });
  });
  socket.bind({ fd: duplicate(fd), exclusive: true });
  socket.unref();
  return { [Symbol.dispose]: close };
}

/** Node keeps it in a member that it does not document. */
const descriptorOf = (socket: Socket): number =>
  (socket as unknown as { readonly _handle: { readonly fd: number } })._handle.fd;
