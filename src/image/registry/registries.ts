import { internal } from '../../lib/errors.ts';
import type { ImageRef } from '../../lib/image-ref.ts';
import type { Credentials } from './credentials.ts';
import { HostSession, reachedHosts, type SessionDeps } from './host-session.ts';
import { hostsOf, HUB } from './hosts.ts';
import { HttpClient } from './http/http-client.ts';
import { login } from './login.ts';
import { Repository } from './repository.ts';
import { type FoundRepository, searchRegistry } from './search.ts';
import type { RegistrySettings } from './settings.ts';
import { Tokens } from './token.ts';
import { Uploads } from './uploads.ts';

/** Who asks: credentials as the client sent them, and what program that is. */
export interface RegistryUser {
  readonly credentials?: Credentials | undefined;
  /** The client's own `User-Agent`. */
  readonly client?: string | undefined;
}

/** Where Docker Hub is searched. */
const HUB_INDEX = 'index.docker.io';

/** All registries: what is learnt of one serves the next request. */
export class Registries implements AsyncDisposable {
  readonly #settings: () => RegistrySettings;
  readonly #product: string;
  readonly #deps: SessionDeps;

  /** @param product `joey/1.0 (linux; amd64)` */
  constructor(settings: () => RegistrySettings, product: string) {
    const http = new HttpClient(settings, product);
    this.#settings = settings;
    this.#product = product;
    this.#deps = { http, tokens: new Tokens(http), reached: reachedHosts() };
  }

  /** @throws internal when the registry's configuration is unusable */
  async open(ref: Pick<ImageRef, 'domain' | 'path'>, user: RegistryUser): Promise<Repository> {
    return new Repository(ref.path, await this.#sessions(ref.domain, user));
  }

  /** @throws internal when no host of the registry takes pushes */
  async openForPush(ref: Pick<ImageRef, 'domain' | 'path'>, user: RegistryUser): Promise<Uploads> {
    const sessions = await this.#sessions(ref.domain, user);
    const session = sessions.find(({ host }) => host.capabilities.has('push'));
    if (session !== undefined) return new Uploads(ref.path, session);
    throw internal(`no host of ${ref.domain} takes pushes`);
  }

  /** @returns an identity token, or '' @throws unauthenticated, internal, NetworkFailure */
  async login(domain: string, user: RegistryUser, signal: AbortSignal): Promise<string> {
    const sessions = await this.#sessions(domain, user);
    const session = sessions.findLast(({ host }) => host.isOrigin);
    if (session === undefined) throw internal(`the registry ${domain} has no host`);
    return await login(session, signal);
  }

  /** @throws internal when the registry has no search or cannot be reached */
  async search(
    { domain, text }: { readonly domain: string; readonly text: string },
    { user, limit }: { readonly user: RegistryUser; readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly FoundRepository[]> {
    const host = domain === HUB ? HUB_INDEX : domain;
    const origin = (await hostsOf(host, this.#settings())).at(-1);
    const addresses = (origin?.addresses ?? []).map(({ base, tls }) => ({
      base: new URL('/v1/', base),
      tls,
    }));
    const { credentials, client } = user;
    const request = { term: text, limit, credentials, userAgent: this.#userAgent(client) };
    return await searchRegistry(this.#deps.http, addresses, request, signal);
  }

  async #sessions(domain: string, { credentials, client }: RegistryUser): Promise<HostSession[]> {
    const hosts = await hostsOf(domain, this.#settings());
    const userAgent = this.#userAgent(client);
    return hosts.map((host) => new HostSession(this.#deps, host, { credentials, userAgent }));
  }

  /** As Docker forwards it; what has a meaning of its own there is escaped. */
  #userAgent(client: string | undefined): string {
    if (client === undefined || client === '') return this.#product;
    const plain = client.replace(/[^\x20-\x7e]/g, '').slice(0, 200);
    return `${this.#product} UpstreamClient(${plain.replace(/[();\\]/g, '\\$&')})`;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#deps.http[Symbol.asyncDispose]();
  }
}
