import { getServers } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';

import { canceled, type EngineError, internal, messageOf } from '../../lib/errors.ts';

/** Docker Hub's registry does not live under the name that its images carry. */
const HUB = 'docker.io';
const HUB_REGISTRY = 'registry-1.docker.io';
const TIMEOUT_MS = 15_000;

/**
 * Asks a registry for `/v2/`, any answer will do. Hosts on the loopback, and those that the configuration
 * calls insecure, are tried over plain HTTP after HTTPS failed.
 * @throws internal with the sentence that dockerd prints when it cannot reach one; canceled
 */
export async function checkReachable(
  domain: string,
  insecure: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const host = domain === HUB ? HUB_REGISTRY : domain;
  const schemes = mayBePlain(host, insecure) ? (['https', 'http'] as const) : (['https'] as const);
  let failure: EngineError | undefined;
  for (const scheme of schemes) {
    const url = new URL(`${scheme}://${host}/v2/`);
    try {
      await probe(url, signal);
      return;
    } catch (err) {
      if (signal.aborted) throw canceled('the client left', err);
      failure = internal(`Get "${scheme}://${host}/v2/": ${describe(err, url)}`, err);
    }
  }
  if (failure !== undefined) throw failure;
}

function mayBePlain(host: string, insecure: readonly string[]): boolean {
  const name = host.replace(/:\d+$/, '');
  const isLoopback = name === 'localhost' || name.startsWith('127.') || name === '[::1]';
  return isLoopback || insecure.includes(host) || insecure.includes(name);
}

async function probe(url: URL, signal: AbortSignal): Promise<void> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  await new Promise<void>((resolve, reject) => {
    request(url, { signal: limited, agent: false }, (response) => {
      response.destroy();
      resolve();
    })
      .on('error', reject)
      .end();
  });
}

interface NetworkError extends Error {
  readonly code?: string;
  readonly address?: string;
  readonly port?: number;
  readonly errors?: readonly NetworkError[];
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connect: connection refused',
  ENETUNREACH: 'connect: network is unreachable',
  EHOSTUNREACH: 'connect: no route to host',
  ETIMEDOUT: 'connect: connection timed out',
  ECONNRESET: 'read: connection reset by peer',
  EACCES: 'connect: permission denied',
};

const CERTIFICATES: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'x509: certificate signed by unknown authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'x509: certificate signed by unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'x509: certificate signed by unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'x509: certificate signed by unknown authority',
  CERT_HAS_EXPIRED: 'x509: certificate has expired or is not yet valid',
  EPROTO: 'http: server gave HTTP response to HTTPS client',
};

/** The same fact in the words of Go's net package, which tools look for. */
function describe(error: unknown, url: URL): string {
  const failure = firstOf(error as NetworkError);
  const code = failure.code ?? '';
  if (failure.name === 'AbortError' || failure.name === 'TimeoutError') {
    return 'net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)';
  }
  if (code === 'ENOTFOUND') return `${lookup(url.hostname)}: no such host`;
  if (code === 'EAI_AGAIN') return `${lookup(url.hostname)}: server misbehaving`;
  const reason = REASONS[code];
  if (reason !== undefined) return `dial tcp ${addressOf(failure, url)}: ${reason}`;
  return CERTIFICATES[code] ?? messageOf(failure);
}

/** Of several addresses that were tried, IPv4 is named, as Go does. */
function firstOf(error: NetworkError): NetworkError {
  const tried = error.errors ?? [];
  return tried.find(({ address }) => isIP(address ?? '') === 4) ?? tried[0] ?? error;
}

function lookup(host: string): string {
  const [server] = getServers();
  if (server === undefined) return `dial tcp: lookup ${host}`;
  const withPort =
    isIP(server) === 6 ? `[${server}]:53` : isIP(server) === 4 ? `${server}:53` : server;
  return `dial tcp: lookup ${host} on ${withPort}`;
}

function addressOf({ address, port }: NetworkError, url: URL): string {
  const host = address ?? url.hostname;
  const shown = port ?? (url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
  return isIP(host) === 6 ? `[${host}]:${shown}` : `${host}:${shown}`;
}
