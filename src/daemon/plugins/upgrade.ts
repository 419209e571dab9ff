import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import { messageOf } from '../../lib/errors.ts';
import { statusOf } from './errors.ts';
import { takeBody, type UpgradeBody } from './upgrade-body.ts';

/**
 * Requests that ask for an upgrade (attach, exec start, WebSocket) do not reach Node's request handler.
 * This one listener gives them a response object and sends them through the same routes, hooks and
 * refusals; routes/* decide whether the connection is taken over (plugins/hijack.ts).
 */
export type Routing = (request: IncomingMessage, response: ServerResponse) => void;

const bodies = new WeakMap<IncomingMessage, UpgradeBody>();

/** What came with an upgrade request: its body, and the first bytes of the new protocol. */
export function upgradeBody(request: IncomingMessage): UpgradeBody | undefined {
  return bodies.get(request);
}

export function serveUpgrades(server: Server, routing: Routing, bodyLimit: number): void {
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    takeBody(request, socket, head, bodyLimit).then(
      (body) => {
        bodies.set(request, body);
        route(request, socket, routing);
      },
      (err: unknown) => refuse(socket, err),
    );
  });
}

/** What cannot even be read is refused without routing. */
function refuse(socket: Socket, err: unknown): void {
  const body = `${JSON.stringify({ message: messageOf(err) })}\n`;
  const status = statusOf(err) === 413 ? '413 Payload Too Large' : '400 Bad Request';
  const type = 'Content-Type: application/json\r\nConnection: close';
  socket.end(`HTTP/1.1 ${status}\r\n${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  socket.resume();
}

function route(request: IncomingMessage, socket: Socket, routing: Routing): void {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  const onDrain = (): void => void response.emit('drain');
  socket.on('drain', onDrain);
  response.once('close', () => socket.off('drain', onDrain));
  // Not taken over: an ordinary answer, after which the connection ends.
  response.once('finish', () => {
    response.detachSocket(socket);
    response.emit('close');
    socket.destroySoon();
  });
  routing(request, response);
}
