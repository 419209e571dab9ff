import { once } from 'node:events';
import { chmodSync, chownSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { ServerOptions as TlsOptions } from 'node:https';
import { connect, type ListenOptions } from 'node:net';

import type { FastifyInstance } from 'fastify';

import { internal } from '../lib/errors.ts';
import { createHttpServer } from './http-server.ts';
import { foreignOrigin, refuseForeign, type SameOriginOptions } from './plugins/same-origin.ts';
import { type Routing, serveUpgrades } from './plugins/upgrade.ts';
import { DEFAULT_BODY_LIMIT } from './server.ts';

/** One place to listen at. */
export type ListenTarget =
  | { readonly kind: 'unix'; readonly path: string; readonly mode?: number; readonly gid?: number }
  | ({ readonly kind: 'tcp'; readonly host: string; readonly port: number } & TcpOptions)
  /** A listening socket that was opened for us; `tcp` says which guards it needs. */
  | ({ readonly kind: 'fd'; readonly fd: number; readonly tcp: boolean } & TcpOptions);

interface TcpOptions extends Partial<SameOriginOptions> {
  readonly tls?: TlsOptions;
}

export interface Listening extends AsyncDisposable {
  /** Where each target listens, e.g. `/run/x.sock` or `127.0.0.1:2375`, in their order. */
  readonly addresses: readonly string[];
}

const SOCKET_MODE = 0o660;
const GRACE_MS = 2_000;

/**
 * Puts one app on several sockets, plain and TLS: all share its routes, upgrades and limits. Disposing
 * stops to accept, gives requests in flight some seconds and closes the rest.
 *
 * @throws internal when a place is taken or may not be used; then nothing listens
 */
export async function listenOn(
  app: FastifyInstance,
  targets: readonly ListenTarget[],
  bodyLimit = DEFAULT_BODY_LIMIT,
): Promise<Listening> {
  await app.ready();
  const servers: Server[] = [];
  const listening: Listening = {
    get addresses() {
      return servers.map(addressOf);
    },
    [Symbol.asyncDispose]: async () => {
      const stopped = servers.map((server) => stop(server));
      await app.close();
      await Promise.all(stopped);
    },
  };
  try {
    for (const target of targets) servers.push(await start(app, target, bodyLimit));
  } catch (err) {
    await listening[Symbol.asyncDispose]();
    throw err;
  }
  return listening;
}

async function start(
  app: FastifyInstance,
  target: ListenTarget,
  bodyLimit: number,
): Promise<Server> {
  const routing = guarded((request, response) => app.routing(request, response), target);
  const tls = target.kind === 'unix' ? undefined : target.tls;
  const server = createHttpServer(routing, tls);
  serveUpgrades(server, routing, bodyLimit);
  if (target.kind === 'unix') await listenUnix(server, target);
  else if (target.kind === 'fd') await listen(server, { fd: target.fd });
  else await listen(server, { host: target.host, port: target.port });
  return server;
}

/** Who proves himself with a certificate is no web page. */
function guarded(routing: Routing, target: ListenTarget): Routing {
  const reachable = target.kind === 'tcp' || (target.kind === 'fd' && target.tcp);
  if (!reachable || target.tls?.requestCert === true) return routing;
  const options = { allowedHosts: target.allowedHosts ?? [] };
  return (request, response) => {
    const refusal = foreignOrigin(request, options);
    if (refusal === undefined) routing(request, response);
    else refuseForeign(response, refusal);
  };
}

async function listen(
  server: Server,
  options: ListenOptions | { readonly fd: number },
): Promise<void> {
  try {
    const ready = once(server, 'listening');
    server.listen(options);
    await ready;
  } catch (err) {
    throw internal(`cannot listen: ${(err as Error).message}`, err);
  }
}

async function listenUnix(
  server: Server,
  { path, mode, gid }: Extract<ListenTarget, { kind: 'unix' }>,
): Promise<void> {
  if (await isServed(path)) throw internal(`cannot listen: ${path} is served by another process`);
  rmSync(path, { force: true });
  // Node binds within the call; nobody else gets in before the mode is set.
  const umask = process.umask(0o177);
  const ready = listen(server, { path });
  process.umask(umask);
  await ready;
  if (gid !== undefined) chownSync(path, process.getuid?.() ?? 0, gid);
  chmodSync(path, mode ?? SOCKET_MODE);
}

/** A socket file that nobody accepts at was left by a process that was killed. */
async function isServed(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const patience = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  patience.unref();
  await closed;
  clearTimeout(patience);
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') return address ?? '';
  const { family, address: host, port } = address;
  return family === 'IPv6' ? `[${host}]:${String(port)}` : `${host}:${String(port)}`;
}
