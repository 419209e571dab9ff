import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

import type { FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';

import { clientLeft } from './client-signal.ts';
import { upgradeBody } from './upgrade.ts';

declare module 'fastify' {
  interface FastifyReply {
    /**
     * Takes the connection out of HTTP after writing the head of the answer: `101 UPGRADED` to who asked
     * for an upgrade, else `200 OK` without a length. The head leaves alone, so that clients that read
     * heads through a buffer (docker-py) do not lose what follows.
     */
    hijackTcp(contentType: string): Promise<HijackedConnection>;
    /** The bare socket, before anything is written: for WebSockets. */
    takeSocket(): TakenSocket;
  }
}

export interface HijackedConnection extends Disposable {
  /** Half-open: its end is the end of the client's input, not of the connection. */
  readonly duplex: Duplex;
}

export interface TakenSocket {
  readonly socket: Socket;
  /** What the client sent beyond its request. */
  readonly early: Buffer;
}

const RAW_STREAM = 'application/vnd.docker.raw-stream';
const FAREWELL_MS = 10_000;
const KEEPALIVE_MS = 30_000;

export const hijack = fastifyPlugin((app, _options, done) => {
  const taken = new Set<Socket>();
  app.decorateReply('takeSocket', function (this: FastifyReply) {
    const took = takeSocket(this.request, this);
    taken.add(took.socket);
    took.socket.once('close', () => taken.delete(took.socket));
    return took;
  });
  app.decorateReply('hijackTcp', function (this: FastifyReply, contentType: string) {
    return hijackTcp(this.request, this, contentType);
  });
  // Streams have no end of their own: they do not hold up a daemon that stops.
  app.addHook('preClose', (next) => {
    for (const socket of taken) socket.destroy();
    next();
  });
  done();
});

function takeSocket(request: FastifyRequest, reply: FastifyReply): TakenSocket {
  const { socket } = request.raw;
  reply.hijack();
  reply.raw.detachSocket(socket);
  const upgrade = upgradeBody(request.raw);
  if (upgrade === undefined && request.raw.complete) leaveHttp(socket);
  socket.once('close', () => {
    clientLeft(request);
    reply.raw.emit('close');
  });
  socket.setTimeout(0).setNoDelay(true).setKeepAlive(true, KEEPALIVE_MS);
  return { socket, early: upgrade?.early ?? Buffer.alloc(0) };
}

async function hijackTcp(
  request: FastifyRequest,
  reply: FastifyReply,
  contentType: string,
): Promise<HijackedConnection> {
  const { socket, early } = reply.takeSocket();
  if (early.length > 0) socket.unshift(early);
  const upgraded = upgradeBody(request.raw) !== undefined;
  const inputIsBody = !upgraded && !request.raw.complete;
  reply.raw.statusCode = upgraded ? 101 : 200;
  const status = upgraded ? '101 UPGRADED' : '200 OK';
  const type = upgraded ? contentType : RAW_STREAM;
  const upgrade = upgraded ? 'Connection: Upgrade\r\nUpgrade: tcp\r\n' : '';
  const head = `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\n${upgrade}${commonHeaders(reply)}\r\n`;
  await new Promise<void>((resolve) => {
    socket.write(head, () => resolve());
  });
  const duplex = inputIsBody ? withBody(request.raw, socket) : socket;
  return { duplex, [Symbol.dispose]: () => sayFarewell(socket) };
}

/** The headers that every answer carries. */
function commonHeaders({ raw }: FastifyReply): string {
  return raw
    .getHeaderNames()
    .filter((name) => name !== 'content-type')
    .map((name) => `${titleCase(name)}: ${String(raw.getHeader(name))}\r\n`)
    .join('');
}

const titleCase = (name: string): string =>
  name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

/** Clients that do not upgrade may send their input as the request's (chunked) body: docker-modem does. */
function withBody(body: IncomingMessage, socket: Socket): Duplex {
  const duplex = new Duplex({
    read: () => void body.resume(),
    write: (chunk: Buffer, _encoding, callback) => void socket.write(chunk, callback),
    final: (callback) => void socket.end(callback),
  });
  body.on('data', (chunk: Buffer) => {
    if (!duplex.push(chunk)) body.pause();
  });
  body.once('end', () => duplex.push(null));
  // A body that breaks off is a client that left.
  body.once('error', () => socket.destroy());
  socket.once('close', () => duplex.destroy());
  return duplex;
}

/** Ends Node's parsing: from here on the bytes are the stream's. */
function leaveHttp(socket: Socket): void {
  for (const event of ['data', 'end', 'drain', 'error', 'timeout'])
    socket.removeAllListeners(event);
  socket.on('error', () => socket.destroy());
  // Node's parser reads below the socket until somebody listens for data.
  const listen = (): void => undefined;
  socket.on('readable', listen).off('readable', listen);
}

/**
 * Ends our direction, drains the client's, and closes when it has closed or some time has passed. To
 * close with input unread would reset the connection and cost the client the end of its output.
 */
function sayFarewell(socket: Socket): void {
  if (socket.destroyed) return;
  socket.end();
  socket.resume();
  const patience = setTimeout(() => socket.destroy(), FAREWELL_MS);
  patience.unref();
  socket.once('close', () => clearTimeout(patience));
}
