import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer, type ServerOptions as TlsOptions } from 'node:https';
import type { Socket } from 'node:net';

/** As Go's server: docker-modem repeats a whole create request in its URL. */
const MAX_HEAD_BYTES = 1024 * 1024;
const HEAD_TIMEOUT_MS = 60_000;
const IDLE_TIMEOUT_MS = 60 * 60_000;

const LIMITS: ServerOptions = {
  maxHeaderSize: MAX_HEAD_BYTES,
  headersTimeout: HEAD_TIMEOUT_MS,
  // Waits and streams last for days.
  requestTimeout: 0,
  // Clients reuse idle connections, and fail when theirs was closed meanwhile.
  keepAliveTimeout: IDLE_TIMEOUT_MS,
  noDelay: true,
};

/** A server with the engine's limits; over TLS with `tls`. */
export function createHttpServer(handler: RequestListener, tls?: TlsOptions): Server {
  const server =
    tls === undefined
      ? createServer(LIMITS, handler)
      : createTlsServer({ ...LIMITS, ...tls }, handler);
  // Half-closed clients still get their answer; attached ones have ended their standard input. The option
  // of the same name at the net level does not reach the HTTP layer, and its type is not declared.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on('clientError', (_error: NodeJS.ErrnoException, socket: Socket) =>
    refuse(_error, socket),
  );
  return server;
}

function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  if (!socket.writable || socket.bytesWritten > 0) socket.destroy();
  else socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
