import type { ImageRef } from '../../lib/image-ref.ts';
import type { Credentials } from './credentials.ts';
import { HostSession, reachedHosts, type SessionDeps } from './host-session.ts';
import { hostsOf } from './hosts.ts';
import { HttpClient } from './http/http-client.ts';
import { Repository } from './repository.ts';
import type { RegistrySettings } from './settings.ts';
import { Tokens } from './token.ts';

/** Who asks: credentials as the client sent them, and what program that is. */
export interface RegistryUser {
  readonly credentials?: Credentials | undefined;
  /** The client's own `User-Agent`. */
  readonly client?: string | undefined;
}

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
