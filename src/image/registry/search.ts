import { type EngineError, internal, messageOf } from '../../lib/errors.ts';
import { isObject, MAX_DOCUMENT, parseJsonObject } from '../documents/json-document.ts';
import type { Credentials } from './credentials.ts';
import type { Address } from './host.ts';
import { discard, type HttpClient, readBody } from './http/http-client.ts';
import { NetworkFailure } from './http/network-failure.ts';
import { basicAuth } from './token.ts';

export interface SearchRequest {
  readonly term: string;
  readonly limit: number;
  readonly credentials: Credentials | undefined;
  readonly userAgent: string;
}

/** One repository that was found. */
export interface FoundRepository {
  readonly name: string;
  readonly description: string;
  readonly star_count: number;
  readonly is_official: boolean;
  readonly is_automated: boolean;
}

const TIMEOUT_MS = 30_000;

/**
 * Asks a registry's v1 search, the only one there is. moby: registry/service.go Search
 * @param addresses of `/v1/`, HTTPS first
 * @throws internal when the registry has no search or cannot be reached
 */
export async function searchRegistry(
  http: HttpClient,
  addresses: readonly Address[],
  request: SearchRequest,
  signal: AbortSignal,
): Promise<readonly FoundRepository[]> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const mayBePlain = addresses.length > 1;
  const failures: EngineError[] = [];
  for (const address of addresses) {
    try {
      if (mayBePlain) await ping(http, address, limited);
      return await searchAt(http, address, request, limited);
    } catch (err) {
      if (!(err instanceof NetworkFailure)) throw err;
      failures.push(err);
    }
  }
  const [first, last] = failures;
  if (last === undefined) throw first ?? internal('the registry has no address');
  throw internal(
    `invalid registry endpoint "${addresses.at(-1)?.base.href ?? ''}". HTTPS attempt: ${messageOf(first)}. HTTP attempt: ${messageOf(last)}`,
    last,
  );
}

/** Which address is served is found out as Docker does. */
async function ping(http: HttpClient, { base, tls }: Address, signal: AbortSignal): Promise<void> {
  discard(await http.send({ method: 'GET', url: new URL('_ping', base), tls, signal }));
}

async function searchAt(
  http: HttpClient,
  { base, tls }: Address,
  { term, limit, credentials, userAgent }: SearchRequest,
  signal: AbortSignal,
): Promise<readonly FoundRepository[]> {
  const url = new URL('search', base);
  url.search = new URLSearchParams({ q: term, n: String(limit) }).toString();
  const headers = { 'user-agent': userAgent, ...authorizationOf(credentials) };
  const response = await http.send({ method: 'GET', url, headers, tls, signal });
  if (response.status !== 200) {
    discard(response);
    throw internal(`Unexpected status code ${response.status}`);
  }
  return resultsIn(await readBody(response, MAX_DOCUMENT, signal)).slice(0, limit);
}

function authorizationOf(credentials: Credentials | undefined): Record<string, string> {
  if (credentials === undefined) return {};
  if (credentials.kind === 'password') return { authorization: basicAuth(credentials) };
  return { authorization: `Bearer ${credentials.token}` };
}

function resultsIn(body: Buffer): readonly FoundRepository[] {
  const { results } = parseJsonObject(body, 'search result');
  if (!Array.isArray(results)) return [];
  return results.filter(isObject).map((result) => ({
    name: textOf(result['name']),
    description: textOf(result['description']),
    star_count: Number(result['star_count'] ?? 0) || 0,
    is_official: result['is_official'] === true,
    is_automated: result['is_automated'] === true,
  }));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
