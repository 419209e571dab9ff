import { LRUCache } from 'lru-cache';

import { internal } from '../../lib/errors.ts';
import { type Challenge, parseChallenges } from './challenge.ts';
import type { Credentials } from './credentials.ts';
import type { Address, RegistryHost } from './host.ts';
import {
  discard,
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
} from './http/http-client.ts';
import { NetworkFailure } from './http/network-failure.ts';
import { tlsKey } from './http/trust.ts';
import { basicAuth, type TokenRequest, type Tokens } from './token.ts';

/** How a host answered when it was first asked: at which address, and what it wants to see. */
export interface Reached {
  readonly address: Address;
  readonly challenges: readonly Challenge[];
}

/** What all sessions share. */
export interface SessionDeps {
  readonly http: HttpClient;
  readonly tokens: Tokens;
  readonly reached: LRUCache<string, Reached>;
}

const REACHED_TTL_MS = 5 * 60 * 1000;
const PING_PATIENCE_MS = 15_000;

export const reachedHosts = (): LRUCache<string, Reached> =>
  new LRUCache({ max: 100, ttl: REACHED_TTL_MS });

export interface SessionRequest extends Pick<
  HttpRequest,
  'method' | 'headers' | 'body' | 'patienceMs'
> {
  /** Relative to `/v2/`, or where an upload goes on. */
  readonly path: string | URL;
  /** `repository:library/busybox:pull` */
  readonly scopes: readonly string[];
}

/** One user's conversation with one host: finds its address, shows credentials, renews tokens. */
export class HostSession {
  readonly host: RegistryHost;
  readonly #deps: SessionDeps;
  readonly #credentials: Credentials | undefined;
  readonly #userAgent: string | undefined;

  constructor(
    deps: SessionDeps,
    host: RegistryHost,
    user: {
      readonly credentials?: Credentials | undefined;
      readonly userAgent?: string | undefined;
    },
  ) {
    this.#deps = deps;
    this.host = host;
    this.#credentials = host.isOrigin ? user.credentials : undefined;
    this.#userAgent = user.userAgent;
  }

  /**
   * Asks for `/v2/` at each address until one answers.
   * @throws NetworkFailure `Get "https://host/v2/": …` of the last one; canceled
   */
  async connect(signal: AbortSignal): Promise<Reached> {
    const key = this.host.addresses.map(({ base, tls }) => `${base.href} ${tlsKey(tls)}`).join(' ');
    const known = this.#deps.reached.get(key);
    if (known !== undefined) return known;
    let failure: NetworkFailure | undefined;
    for (const address of this.host.addresses) {
      try {
        const reached = await this.#ping(address, signal);
        this.#deps.reached.set(key, reached);
        return reached;
      } catch (err) {
        if (!(err instanceof NetworkFailure)) throw err;
        failure = err;
      }
    }
    throw failure ?? new NetworkFailure('the registry has no address');
  }

  /** A token that stands for the password, from registries that make such. @throws RegistryError */
  async identityToken(signal: AbortSignal): Promise<string> {
    const { address, challenges } = await this.connect(signal);
    const challenge = challenges.find(({ scheme }) => scheme === 'bearer');
    const credentials = this.#credentials;
    if (challenge === undefined || credentials?.kind !== 'password') return '';
    const request = { challenge, address, scopes: [], credentials, offline: true };
    return (await this.#deps.tokens.get(request)).refresh;
  }

  async #ping(address: Address, signal: AbortSignal): Promise<Reached> {
    const response = await this.#deps.http.send({
      ...this.#common(address),
      method: 'GET',
      url: address.base,
      patienceMs: PING_PATIENCE_MS,
      signal,
    });
    discard(response);
    const { status, headers } = response;
    return {
      address,
      challenges: status === 401 ? parseChallenges(headers['www-authenticate']) : [],
    };
  }

  /** Any status is an answer. @throws NetworkFailure, internal, canceled */
  async send(request: SessionRequest, signal: AbortSignal): Promise<HttpResponse> {
    const { address, challenges } = await this.connect(signal);
    const url = new URL(request.path, address.base);
    const isOwn = url.origin === address.base.origin;
    const asked = { request, address, url };
    const authorization = isOwn ? await this.#authorize(challenges, asked) : undefined;
    const response = await this.#once(asked, authorization, signal);
    if (response.status !== 401 || !isOwn) return response;
    return await this.#again(asked, { response, authorization }, signal);
  }

  /** With a new token, if the refusal may be about the old one and the request can be repeated. */
  async #again(
    asked: Asked,
    refused: { readonly response: HttpResponse; readonly authorization: string | undefined },
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    const { response, authorization } = refused;
    const challenges = parseChallenges(response.headers['www-authenticate']);
    for (const challenge of challenges.filter(({ scheme }) => scheme === 'bearer')) {
      this.#deps.tokens.forget(this.#tokenRequest(challenge, asked));
    }
    const { body } = asked.request;
    if (body !== undefined && typeof body !== 'string' && !Buffer.isBuffer(body)) return response;
    const fresh = await this.#authorize(challenges, asked);
    if (fresh === undefined || fresh === authorization) return response;
    discard(response);
    return await this.#once(asked, fresh, signal);
  }

  async #once(
    { request, address, url }: Asked,
    authorization: string | undefined,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    const { headers, tls } = this.#common(address);
    return await this.#deps.http.send({
      ...request,
      url,
      tls,
      headers: {
        ...headers,
        ...request.headers,
        ...(authorization === undefined ? {} : { authorization }),
      },
      signal,
    });
  }

  #common({ tls }: Address): Pick<HttpRequest, 'headers' | 'tls'> {
    const agent = this.#userAgent === undefined ? {} : { 'user-agent': this.#userAgent };
    return { tls, headers: { ...agent, ...this.host.headers } };
  }

  async #authorize(challenges: readonly Challenge[], asked: Asked): Promise<string | undefined> {
    for (const challenge of challenges) {
      if (challenge.scheme === 'bearer') return await this.#bearer(challenge, asked);
      if (challenge.scheme !== 'basic') continue;
      if (this.#credentials?.kind === 'password') return basicAuth(this.#credentials);
      throw noCredentials(asked);
    }
    return undefined;
  }

  async #bearer(challenge: Challenge, asked: Asked): Promise<string> {
    const credentials = this.#credentials;
    if (credentials?.kind === 'bearer') return `Bearer ${credentials.token}`;
    const { bearer } = await this.#deps.tokens.get(this.#tokenRequest(challenge, asked));
    return `Bearer ${bearer}`;
  }

  #tokenRequest(challenge: Challenge, { address, request }: Asked): TokenRequest {
    return { challenge, address, scopes: request.scopes, credentials: this.#credentials };
  }
}

interface Asked {
  readonly request: SessionRequest;
  readonly address: Address;
  readonly url: URL;
}

/** Docker names the URL of a pull's request, not of a push's; a 401 would make its command line ask for a login. */
function noCredentials({ request, url }: Asked): Error {
  const sentence = 'no basic auth credentials';
  if (request.scopes.some((scope) => scope.endsWith('push'))) return internal(sentence);
  return internal(`${request.method === 'HEAD' ? 'Head' : 'Get'} "${url.href}": ${sentence}`);
}
