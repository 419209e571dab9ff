import type { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

import { createWebSocketStream, type WebSocket, WebSocketServer } from 'ws';

import { invalidArgument } from '../../lib/errors.ts';
import type { TakenSocket } from '../plugins/hijack.ts';

const server = new WebSocketServer({
  noServer: true,
  perMessageDeflate: false,
  maxPayload: 16 * 1024 * 1024,
});

/** @throws invalidArgument unless the request is a WebSocket handshake */
export function checkHandshake(request: IncomingMessage): void {
  const { headers } = request;
  const asks = headers.upgrade?.toLowerCase() === 'websocket';
  if (!asks || headers['sec-websocket-key'] === undefined) {
    throw invalidArgument('not a websocket handshake');
  }
}

/**
 * Answers the handshake. The stream's bytes travel in binary messages, or in text messages for clients
 * older than 1.28; the client closing the WebSocket ends the stream.
 */
export async function acceptWebSocket(
  request: IncomingMessage,
  taken: TakenSocket,
  messages: 'binary' | 'text',
): Promise<Duplex> {
  const socket = await new Promise<WebSocket>((resolve, reject) => {
    taken.socket.once('close', () => reject(invalidArgument('the handshake broke off')));
    server.handleUpgrade(request, taken.socket, taken.early, resolve);
  });
  const binary = createWebSocketStream(socket);
  return messages === 'binary' ? binary : asText(socket, binary);
}

/** Text messages may not cut a character in two. */
function asText(socket: WebSocket, binary: Duplex): Duplex {
  const decoder = new StringDecoder('utf8');
  const text = new Duplex({
    read: () => void binary.resume(),
    write(chunk: Buffer, _encoding, callback) {
      const whole = decoder.write(chunk);
      if (whole === '') callback();
      else socket.send(whole, callback);
    },
    final(callback) {
      binary.end(callback);
    },
    destroy(err, callback) {
      binary.destroy(err ?? undefined);
      callback(err);
    },
  });
  binary.on('data', (chunk: Buffer) => {
    if (!text.push(chunk)) binary.pause();
  });
  binary.once('end', () => text.push(null));
  binary.once('close', () => text.destroy());
  binary.once('error', (err) => text.destroy(err));
  return text;
}
