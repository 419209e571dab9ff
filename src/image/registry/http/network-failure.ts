import { getServers } from 'node:dns';
import { isIP } from 'node:net';

import { EngineError, messageOf } from '../../../lib/errors.ts';

/** A registry could not be reached, or the connection broke: worth another attempt, or another mirror. */
export class NetworkFailure extends EngineError {
  constructor(message: string, cause?: unknown) {
    super('internal', message, cause);
  }
}

interface NetworkError extends Error {
  readonly code?: string;
  readonly address?: string;
  readonly port?: number;
  readonly errors?: readonly NetworkError[];
  /** Of a certificate that was refused. */
  readonly cert?: { readonly subjectaltname?: string };
}

const DIALLING: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connect: connection refused',
  ENETUNREACH: 'connect: network is unreachable',
  EHOSTUNREACH: 'connect: no route to host',
  ETIMEDOUT: 'connect: connection timed out',
  EACCES: 'connect: permission denied',
  UND_ERR_CONNECT_TIMEOUT: 'i/o timeout',
};

const TALKING: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'x509: certificate signed by unknown authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'x509: certificate signed by unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'x509: certificate signed by unknown authority',
  UNABLE_TO_GET_ISSUER_CERT: 'x509: certificate signed by unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'x509: certificate signed by unknown authority',
  CERT_HAS_EXPIRED: 'x509: certificate has expired or is not yet valid',
  CERT_NOT_YET_VALID: 'x509: certificate has expired or is not yet valid',
  EPROTO: 'http: server gave HTTP response to HTTPS client',
  ERR_SSL_WRONG_VERSION_NUMBER: 'http: server gave HTTP response to HTTPS client',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'http: server gave HTTP response to HTTPS client',
  ECONNRESET: 'read: connection reset by peer',
  EPIPE: 'write: broken pipe',
  UND_ERR_SOCKET: 'EOF',
  UND_ERR_HEADERS_TIMEOUT: 'net/http: timeout awaiting response headers',
  UND_ERR_BODY_TIMEOUT: 'net/http: timeout while reading body',
  UND_ERR_HEADERS_OVERFLOW: 'net/http: server response headers exceeded 16384 bytes; aborted',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'unexpected EOF',
};

/** What went wrong in the words of Go's net package, which tools look for. */
export function describeFailure(error: unknown, url: URL): string {
  const failure = firstOf(error as NetworkError);
  const { code = '', name } = failure;
  if (name === 'TimeoutError') {
    return 'net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)';
  }
  if (code === 'ENOTFOUND') return `${lookup(url.hostname)}: no such host`;
  if (code === 'EAI_AGAIN') return `${lookup(url.hostname)}: server misbehaving`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return wrongName(failure, url);
  const dialling = DIALLING[code];
  if (dialling !== undefined) return `dial tcp ${addressOf(failure, url)}: ${dialling}`;
  if (code.startsWith('HPE_')) return `net/http: malformed HTTP response (${messageOf(failure)})`;
  return TALKING[code] ?? messageOf(failure);
}

/** Of several addresses that were tried, IPv4 is named, as Go does. */
function firstOf(error: NetworkError): NetworkError {
  const tried = error.errors ?? [];
  return tried.find(({ address }) => isIP(address ?? '') === 4) ?? tried[0] ?? error;
}

function wrongName({ cert }: NetworkError, url: URL): string {
  const names = (cert?.subjectaltname ?? '').replace(/(?:DNS|IP Address):/g, '');
  return `x509: certificate is valid for ${names}, not ${url.hostname}`;
}

function lookup(host: string): string {
  const [server] = getServers();
  if (server === undefined) return `dial tcp: lookup ${host}`;
  const withPort =
    isIP(server) === 6 ? `[${server}]:53` : isIP(server) === 4 ? `${server}:53` : server;
  return `dial tcp: lookup ${host} on ${withPort}`;
}

function addressOf({ address, port }: NetworkError, url: URL): string {
  const host = address ?? url.hostname.replace(/^\[|\]$/g, '');
  const shown = port ?? (url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
  return isIP(host) === 6 ? `[${host}]:${shown}` : `${host}:${shown}`;
}
