import { createHash } from 'node:crypto';

import { LRUCache } from 'lru-cache';

import { internal, invalidArgument, unauthenticated } from '../../lib/errors.ts';
import { isObject, type JsonObject } from '../documents/json-document.ts';
import type { Challenge } from './challenge.ts';
import type { Credentials } from './credentials.ts';
import type { Address } from './host.ts';
import { type HttpClient, type HttpRequest, readBody } from './http/http-client.ts';
import { errorFrom } from './registry-error.ts';

/** What a bearer token is wanted for. */
export interface TokenRequest {
  readonly challenge: Challenge;
  /** Of the registry that asked for it. */
  readonly address: Address;
  /** `repository:library/busybox:pull` */
  readonly scopes: readonly string[];
  readonly credentials: Credentials | undefined;
  /** Asks for a refresh token as well: a login. */
  readonly offline?: boolean;
}

export interface Token {
  readonly bearer: string;
  /** An identity token, where one was asked for and given. */
  readonly refresh: string;
}

/** How Docker introduces itself to token servers. */
const CLIENT_ID = 'docker';
const MAX_ANSWER = 256 * 1024;
const MAX_TOKEN = 64 * 1024;
const DEFAULT_LIFETIME_S = 60;
const LONGEST_LIFETIME_S = 24 * 60 * 60;
/** A token is not used in its last seconds. */
const MARGIN_S = 5;
const TIMEOUT_MS = 30_000;

/** Bearer tokens, fetched once and kept as long as they are valid. */
export class Tokens {
  readonly #http: HttpClient;
  readonly #known = new LRUCache<string, Token>({ max: 1000 });
  readonly #fetching = new Map<string, Promise<Token>>();

  constructor(http: HttpClient) {
    this.#http = http;
  }

  /** @throws RegistryError with the token server's refusal; NetworkFailure */
  async get(request: TokenRequest): Promise<Token> {
    const key = keyOf(request);
    const known = this.#known.get(key);
    if (known !== undefined && request.offline !== true) return known;
    const fetching = this.#fetching.get(key) ?? this.#fetch(key, request);
    return await fetching;
  }

  /** The registry did not accept it. */
  forget(request: TokenRequest): void {
    this.#known.delete(keyOf(request));
  }

  /** Not bound to one caller's signal: other layers wait for the same token. */
  #fetch(key: string, request: TokenRequest): Promise<Token> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const fetching = fetchToken(this.#http, request, signal).then(({ token, lifetimeS }) => {
      const ttl = (lifetimeS - MARGIN_S) * 1000;
      if (ttl > 0) this.#known.set(key, token, { ttl });
      return token;
    });
    this.#fetching.set(key, fetching);
    const done = (): void => void this.#fetching.delete(key);
    fetching.then(done, done);
    return fetching;
  }
}

function keyOf({ challenge, address, scopes, credentials, offline }: TokenRequest): string {
  const { realm, service } = Object.fromEntries(challenge.parameters);
  const facts = [realm, service, address.base.href, scopes, credentials, offline];
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url');
}

interface Fetched {
  readonly token: Token;
  readonly lifetimeS: number;
}

/** distribution: docs/spec/auth/token.md and oauth.md. */
async function fetchToken(
  http: HttpClient,
  request: TokenRequest,
  signal: AbortSignal,
): Promise<Fetched> {
  const realm = realmOf(request);
  const { credentials, address } = request;
  const isForeign = realm.origin !== address.base.origin;
  const { verify, authorities } = address.tls;
  const tls = isForeign ? { verify, authorities } : address.tls;
  const asked =
    credentials?.kind === 'identity'
      ? refreshRequest(realm, request, credentials.token)
      : passwordRequest(realm, request);
  const response = await http.send({ ...asked, tls, patienceMs: TIMEOUT_MS, signal });
  if (response.status < 200 || response.status > 299) throw await errorFrom(response, signal);
  return parseToken(await readBody(response, MAX_ANSWER, signal));
}

type Asked = Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>;

function passwordRequest(
  realm: URL,
  { challenge, scopes, credentials, offline }: TokenRequest,
): Asked {
  const url = new URL(realm);
  const service = challenge.parameters.get('service');
  for (const scope of scopes) url.searchParams.append('scope', scope);
  if (service !== undefined) url.searchParams.set('service', service);
  if (offline === true) {
    url.searchParams.set('offline_token', 'true');
    url.searchParams.set('client_id', CLIENT_ID);
  }
  if (credentials?.kind !== 'password') return { method: 'GET', url };
  url.searchParams.set('account', credentials.username);
  return { method: 'GET', url, headers: { authorization: basicAuth(credentials) } };
}

function refreshRequest(realm: URL, { challenge, scopes }: TokenRequest, refresh: string): Asked {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refresh,
    client_id: CLIENT_ID,
    service: challenge.parameters.get('service') ?? '',
    scope: scopes.join(' '),
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', url: realm, headers, body: form.toString() };
}

/**
 * The registry says where its tokens are made, which may be elsewhere, as Docker Hub's are. Credentials go there only as
 * well protected as to the registry itself.
 */
function realmOf({ challenge, address, credentials }: TokenRequest): URL {
  const text = challenge.parameters.get('realm') ?? '';
  const realm = URL.canParse(text) ? new URL(text) : undefined;
  if (realm === undefined || !/^https?:$/.test(realm.protocol) || realm.username !== '') {
    throw internal('invalid token auth challenge realm');
  }
  if (realm.protocol === 'http:' && address.tls.verify && credentials !== undefined) {
    throw unauthenticated(`refusing to send credentials unencrypted to ${realm.origin}`);
  }
  return realm;
}

function parseToken(body: Buffer): Fetched {
  const document = parseDocument(body);
  const {
    token,
    access_token: accessToken,
    refresh_token: refresh,
    expires_in: expiresIn,
  } = document;
  const bearer = typeof accessToken === 'string' && accessToken !== '' ? accessToken : token;
  if (typeof bearer !== 'string' || bearer === '') {
    throw internal('authorization server did not include a token in the response');
  }
  if (bearer.length > MAX_TOKEN || !/^[\x21-\x7e]+$/.test(bearer)) {
    throw invalidArgument('authorization server sent an unusable token');
  }
  const lifetimeS = typeof expiresIn === 'number' && expiresIn > 0 ? expiresIn : DEFAULT_LIFETIME_S;
  return {
    token: { bearer, refresh: typeof refresh === 'string' ? refresh.slice(0, MAX_TOKEN) : '' },
    lifetimeS: Math.min(lifetimeS, LONGEST_LIFETIME_S),
  };
}

function parseDocument(body: Buffer): JsonObject {
  try {
    const document: unknown = JSON.parse(body.toString('utf8'));
    if (isObject(document)) return document;
  } catch (err) {
    throw internal('unable to decode token response', err);
  }
  throw internal('unable to decode token response');
}

export function basicAuth({ username, password }: { username: string; password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
