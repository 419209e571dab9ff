import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';

/** Names by which a TCP listener may be called, beside addresses, `localhost` and the machine's own name. */
export interface SameOriginOptions {
  readonly allowedHosts: readonly string[];
}

/**
 * Why a request on a TCP listener is refused: web pages must not reach the engine, neither directly
 * (Origin) nor through a name that they let point to us (DNS rebinding shows in Host). Sockets on the
 * file system and mutual TLS are out of a browser's reach.
 */
export function foreignOrigin(
  request: IncomingMessage,
  { allowedHosts }: SameOriginOptions,
): string | undefined {
  const { origin, host } = request.headers;
  if (origin !== undefined) return 'requests of web pages are refused';
  const name = hostName(host ?? '');
  if (isIP(name) !== 0 || isOurs(name) || allowedHosts.includes(name)) return undefined;
  return `the host "${name}" is not one of this engine's names`;
}

/** Clients that dial a socket or through ssh invent a host: docker's CLI `docker` and `api.moby.localhost`. */
function isOurs(name: string): boolean {
  const own = ['', 'localhost', 'docker', hostname().toLowerCase()];
  return own.includes(name) || name.endsWith('.localhost');
}

function hostName(host: string): string {
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::\d*)?$/.exec(host.trim().toLowerCase());
  return match?.[1] ?? match?.[2] ?? host;
}

export function refuseForeign(response: ServerResponse, message: string): void {
  const body = `${JSON.stringify({ message })}\n`;
  response.writeHead(403, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  });
  response.end(body);
}
