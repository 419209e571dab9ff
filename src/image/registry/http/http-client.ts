import type { Readable } from 'node:stream';

import type { Dispatcher } from 'undici';

import { canceled, invalidArgument } from '../../../lib/errors.ts';
import type { RegistrySettings } from '../settings.ts';
import { makeDispatcher } from './dispatcher.ts';
import { describeFailure, NetworkFailure } from './network-failure.ts';
import { proxyFor } from './proxy.ts';
import { tlsKey, type TlsSettings } from './trust.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  /** Lower-case names. `authorization` never reaches another origin than the URL's. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | Readable;
  readonly tls: TlsSettings;
  /** How long the answer may take to begin, in milliseconds. */
  readonly patienceMs?: number;
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** To be read to its end or discarded. */
  readonly body: Dispatcher.ResponseData['body'];
  /** Where the answer came from, after redirects. */
  readonly url: URL;
}

const DEFAULT_PATIENCE_MS = 60_000;
/** The longest silence in the middle of a body. */
const SILENCE_MS = 60_000;
/** Go's http.Client follows as many. */
const MAX_REDIRECTS = 10;
/** Of an answer's body, read ahead. */
const READ_AHEAD = 256 * 1024;
const MAX_DISPATCHERS = 32;
const MAX_DISCARDED = 64 * 1024;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** HTTP as registries are asked: proxies, own authorities, redirects; connections are kept and shared. */
export class HttpClient implements AsyncDisposable {
  readonly #settings: () => RegistrySettings;
  readonly #userAgent: string;
  readonly #dispatchers = new Map<string, Promise<Dispatcher>>();

  constructor(settings: () => RegistrySettings, userAgent: string) {
    this.#settings = settings;
    this.#userAgent = userAgent;
  }

  /**
   * Sends one request; GET and HEAD follow redirects. Any status is an answer.
   * @throws NetworkFailure in Go's words (`Get "https://…": dial tcp …`); canceled
   */
  async send(request: HttpRequest): Promise<HttpResponse> {
    let { url, headers = {} } = request;
    let { tls } = request;
    for (let hops = 0; ; hops += 1) {
      const response = await this.#once({ ...request, url, headers, tls });
      const next = redirectTarget(request, response);
      if (next === undefined) return response;
      discard(response);
      if (hops === MAX_REDIRECTS) throw failureOf(request, 'stopped after 10 redirects');
      if (url.protocol === 'https:' && next.protocol === 'http:' && tls.verify) {
        throw failureOf(request, `refusing to follow a redirect to unencrypted ${next.origin}`);
      }
      if (next.origin !== url.origin) ({ headers, tls } = forStrangers(headers, tls));
      url = next;
    }
  }

  async #once(request: HttpRequest): Promise<HttpResponse> {
    const { method, url, headers, body, patienceMs = DEFAULT_PATIENCE_MS, signal } = request;
    try {
      const dispatcher = await this.#dispatcher(request);
      const answer = await dispatcher.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method,
        headers: { 'user-agent': this.#userAgent, ...headers },
        ...(body === undefined ? {} : { body }),
        headersTimeout: patienceMs,
        bodyTimeout: SILENCE_MS,
        highWaterMark: READ_AHEAD,
        signal,
      });
      return { status: answer.statusCode, headers: answer.headers, body: answer.body, url };
    } catch (err) {
      if (signal.aborted) throw canceled('the request to the registry was given up', err);
      throw failureOf(request, describeFailure(err, url), err);
    }
  }

  async #dispatcher({ url, tls }: HttpRequest): Promise<Dispatcher> {
    const proxy = proxyFor(url, this.#settings());
    const key = `${proxy?.href ?? ''} ${tlsKey(tls)}`;
    const known = this.#dispatchers.get(key);
    if (known !== undefined) return known;
    this.#closeOldest();
    const made = makeDispatcher(proxy, tls);
    this.#dispatchers.set(key, made);
    made.catch(() => this.#dispatchers.delete(key));
    return made;
  }

  /** Those of former certificates and proxies; requests under way are finished. */
  #closeOldest(): void {
    const [oldest] = this.#dispatchers;
    if (oldest === undefined || this.#dispatchers.size < MAX_DISPATCHERS) return;
    this.#dispatchers.delete(oldest[0]);
    oldest[1].then((dispatcher) => dispatcher.close()).catch(() => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const dispatchers = await Promise.allSettled(this.#dispatchers.values());
    this.#dispatchers.clear();
    for (const made of dispatchers) if (made.status === 'fulfilled') await made.value.destroy();
  }
}

/** @throws NetworkFailure when the target is no HTTP URL */
function redirectTarget(
  request: HttpRequest,
  { status, headers, url }: HttpResponse,
): URL | undefined {
  const { location } = headers;
  const follows = request.method === 'GET' || request.method === 'HEAD';
  if (!follows || !REDIRECTS.has(status) || typeof location !== 'string') return undefined;
  const target = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
  if (target !== undefined && /^https?:$/.test(target.protocol)) return target;
  throw failureOf(request, 'the redirect has no usable location');
}

/** What another origin than the registry's may see. */
function forStrangers(
  headers: Readonly<Record<string, string>>,
  { verify, authorities }: TlsSettings,
): { headers: Record<string, string>; tls: TlsSettings } {
  const harmless = Object.entries(headers).filter(([name]) => name !== 'authorization');
  return { headers: Object.fromEntries(harmless), tls: { verify, authorities } };
}

/** Go's net/url.Error: `Get "https://…": reason` */
function failureOf(
  { method, url }: Pick<HttpRequest, 'method' | 'url'>,
  reason: string,
  cause?: unknown,
): NetworkFailure {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  const verb = `${method[0] ?? ''}${method.slice(1).toLowerCase()}`;
  return new NetworkFailure(`${verb} "${shown.href}": ${reason}`, cause);
}

/** Reads the rest of a small body, so that the connection can be used again; ends the connection of a large one. */
export function discard({ body }: Pick<HttpResponse, 'body'>): void {
  body.on('error', () => undefined);
  void body.dump({ limit: MAX_DISCARDED }).catch(() => undefined);
}

/** One value of a header that should be there once. */
export function headerOf(
  { headers }: Pick<HttpResponse, 'headers'>,
  name: string,
): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/**
 * A small body, whole.
 * @throws invalidArgument when there is more than `limit` bytes, however long it says it is; NetworkFailure, canceled
 */
export async function readBody(
  { body, url }: Pick<HttpResponse, 'body' | 'url'>,
  limit: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limit) break;
      chunks.push(chunk);
    }
  } catch (err) {
    throw bodyFailure(err, url, signal);
  }
  if (length > limit)
    throw invalidArgument(`the answer of ${url.host} is larger than ${limit} bytes`);
  return Buffer.concat(chunks);
}

/** What a body that broke off is reported as. */
export function bodyFailure(err: unknown, url: URL, signal: AbortSignal): Error {
  if (signal.aborted) return canceled('the request to the registry was given up', err);
  return failureOf({ method: 'GET', url }, describeFailure(err, url), err);
}
