import type { Descriptor } from '../../ctrd/containerd.ts';
import { internal, invalidArgument, isCode } from '../../lib/errors.ts';
import { digestOf, isDigest } from '../digest.ts';
import { isStrings, MAX_DOCUMENT, parseJsonObject } from '../documents/json-document.ts';
import { isIndexType, isManifestType, MEDIA_TYPES } from '../media-types.ts';
import type { Capability } from './host.ts';
import type { HostSession } from './host-session.ts';
import { discard, headerOf, type HttpResponse, readBody } from './http/http-client.ts';
import { NetworkFailure } from './http/network-failure.ts';
import { sniffManifestType } from './manifest-type.ts';
import { errorFrom } from './registry-error.ts';

/** A manifest that a tag or digest names. The document comes along where it had to be read. */
export interface Resolved {
  readonly descriptor: Descriptor;
  readonly bytes?: Buffer;
}

/** The bytes of a blob from some place on. */
export interface OpenBlob {
  /** Where they begin: what was asked for, or 0 where the registry knows no ranges. */
  readonly offset: number;
  readonly body: HttpResponse['body'];
  readonly url: URL;
  readonly host: HostSession;
}

const ACCEPT = [
  MEDIA_TYPES.ociIndex,
  MEDIA_TYPES.dockerIndex,
  MEDIA_TYPES.ociManifest,
  MEDIA_TYPES.dockerManifest,
  '*/*;q=0.1',
].join(', ');
/** Of a document's whole transfer. */
const DOCUMENT_TIMEOUT_MS = 120_000;
const MAX_TAG_PAGES = 1000;
const MAX_TAGS = 100_000;
const TAG = /^\w[\w.-]{0,127}$/;

/** Reading one repository, from its mirrors or the registry itself. OCI distribution-spec, "Pull" */
export class Repository {
  /** `library/busybox` */
  readonly path: string;
  readonly #hosts: readonly HostSession[];
  readonly #avoided = new Set<HostSession>();

  constructor(path: string, hosts: readonly HostSession[]) {
    this.path = path;
    this.#hosts = hosts;
  }

  /**
   * What a tag or digest stands for. Asks with HEAD, which registries do not count as a pull.
   * @throws RegistryError, NetworkFailure, invalidArgument
   */
  async resolve(reference: string, signal: AbortSignal): Promise<Resolved> {
    return await this.#each('resolve', async (host) => {
      const head = await this.#send(
        host,
        { method: 'HEAD', path: `manifests/${reference}` },
        signal,
      );
      discard(head);
      const descriptor = head.status === 200 ? describedBy(head, reference) : undefined;
      if (descriptor !== undefined) return { descriptor };
      return await this.#read(host, reference, signal);
    });
  }

  /** A manifest or index. @throws invalidArgument when it is not what its descriptor says */
  async manifest(descriptor: Descriptor, signal: AbortSignal): Promise<Buffer> {
    return await this.#each('pull', async (host) => {
      const { bytes } = await this.#read(host, descriptor.digest, signal);
      if (bytes.length === descriptor.size) return bytes;
      throw invalidArgument(
        `manifest ${descriptor.digest} has ${bytes.length} bytes instead of ${descriptor.size}`,
      );
    });
  }

  /** @throws RegistryError, NetworkFailure */
  async blob(blob: Descriptor, offset: number, signal: AbortSignal): Promise<OpenBlob> {
    return await this.#each('pull', async (host) => {
      const headers = offset === 0 ? {} : { range: `bytes=${offset}-` };
      const response = await this.#send(host, { path: `blobs/${blob.digest}`, headers }, signal);
      const { status, body, url } = response;
      if (status === 206) {
        checkRange(response, offset, blob.size);
        return { offset, body, url, host };
      }
      if (status === 200) return { offset: 0, body, url, host };
      throw await errorFrom(response, signal);
    });
  }

  /** A configuration, whole and checked. @throws invalidArgument when it is too large or not what was asked for */
  async smallBlob(blob: Descriptor, signal: AbortSignal): Promise<Buffer> {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(DOCUMENT_TIMEOUT_MS)]);
    const { body, url } = await this.blob(blob, 0, limited);
    const bytes = await readBody({ body, url }, MAX_DOCUMENT, limited);
    if (digestOf(bytes) === blob.digest) return bytes;
    throw invalidArgument(`filesystem layer verification failed for digest ${blob.digest}`);
  }

  /** From now on another host is asked. @returns whether there is one */
  avoid(host: HostSession): boolean {
    this.#avoided.add(host);
    return this.#hosts.some((other) => !this.#avoided.has(other));
  }

  /** All tags, page by page. @throws RegistryError, NetworkFailure, invalidArgument */
  async tags(signal: AbortSignal): Promise<readonly string[]> {
    return await this.#each('resolve', async (host) => {
      const tags: string[] = [];
      let next: string | undefined = 'tags/list';
      for (let pages = 0; next !== undefined && pages < MAX_TAG_PAGES; pages += 1) {
        const response = await this.#send(host, { path: next }, signal);
        if (response.status !== 200) throw await errorFrom(response, signal);
        tags.push(...tagsIn(await readBody(response, MAX_DOCUMENT, signal)));
        if (tags.length > MAX_TAGS) throw invalidArgument(`more than ${MAX_TAGS} tags`);
        next = nextPage(response);
      }
      return tags;
    });
  }

  async #read(
    host: HostSession,
    reference: string,
    signal: AbortSignal,
  ): Promise<Resolved & { readonly bytes: Buffer }> {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(DOCUMENT_TIMEOUT_MS)]);
    const response = await this.#send(host, { path: `manifests/${reference}` }, limited);
    if (response.status !== 200) throw await errorFrom(response, limited);
    const bytes = await readBody(response, MAX_DOCUMENT, limited);
    const digest = digestOf(bytes);
    const promised = isDigest(reference) ? reference : headerOf(response, 'docker-content-digest');
    if (promised !== undefined && promised !== digest) {
      throw invalidArgument(`manifest verification failed for digest ${promised}`);
    }
    const mediaType = sniffManifestType(typeOf(response), bytes);
    return { descriptor: { mediaType, digest, size: bytes.length }, bytes };
  }

  async #send(
    host: HostSession,
    asked: {
      readonly method?: 'GET' | 'HEAD';
      /** Below the repository, or absolute. */
      readonly path: string;
      readonly headers?: Readonly<Record<string, string>>;
    },
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    const { method = 'GET', path, headers } = asked;
    const accept = path.startsWith('manifests/') ? { accept: ACCEPT } : {};
    const full = path.startsWith('/') ? path : `${this.path}/${path}`;
    const scopes = [`repository:${this.path}:pull`];
    return await host.send(
      { method, path: full, headers: { ...accept, ...headers }, scopes },
      signal,
    );
  }

  /** The first host that can; a mirror's failure of any kind leads to the next, the last one's counts. */
  async #each<T>(capability: Capability, work: (host: HostSession) => Promise<T>): Promise<T> {
    const able = this.#hosts.filter(({ host }) => host.capabilities.has(capability));
    const hosts = able.filter((host) => !this.#avoided.has(host));
    let failure: unknown = internal(`no host of the registry can ${capability}`);
    for (const host of hosts.length > 0 ? hosts : able.slice(-1)) {
      try {
        return await work(host);
      } catch (err) {
        if (isCode(err, 'canceled')) throw err;
        if (err instanceof NetworkFailure && hosts.length > 1) this.#avoided.add(host);
        failure = err;
      }
    }
    throw failure;
  }
}

/** What the head of an answer says, if it says all. */
function describedBy(response: HttpResponse, reference: string): Descriptor | undefined {
  const mediaType = typeOf(response);
  const digest = headerOf(response, 'docker-content-digest') ?? '';
  const size = Number(headerOf(response, 'content-length') ?? NaN);
  if (!isIndexType(mediaType) && !isManifestType(mediaType)) return undefined;
  if (!isDigest(digest) || !Number.isSafeInteger(size) || size > MAX_DOCUMENT) return undefined;
  if (isDigest(reference) && reference !== digest) return undefined;
  return { mediaType, digest, size };
}

const typeOf = (response: HttpResponse): string =>
  (headerOf(response, 'content-type') ?? '').split(';', 1)[0]?.trim() ?? '';

/** RFC 9110, 14.4. @throws NetworkFailure when it is not the range that was asked for */
function checkRange(response: HttpResponse, offset: number, size: number): void {
  const text = headerOf(response, 'content-range') ?? '';
  const [, first, last, total] = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/.exec(text) ?? [];
  const isWhole = Number(last) === size - 1 && (total === '*' || Number(total) === size);
  if (Number(first) === offset && isWhole) return;
  discard(response);
  throw new NetworkFailure(
    `Get "${response.url.href}": unexpected content range ${JSON.stringify(text.slice(0, 100))}`,
  );
}

function tagsIn(bytes: Buffer): readonly string[] {
  const tags = parseJsonObject(bytes, 'list of tags')['tags'] ?? [];
  if (!isStrings(tags)) throw invalidArgument('list of tags is not a list of strings');
  return tags.filter((tag) => TAG.test(tag));
}

/** `Link: </v2/…?n=…&last=…>; rel="next"`, on the same host. */
function nextPage(response: HttpResponse): string | undefined {
  const link = /^<([^<>]{1,2000})>\s*;\s*rel="?next"?/.exec(headerOf(response, 'link') ?? '')?.[1];
  if (link === undefined || !URL.canParse(link, response.url.href)) return undefined;
  const next = new URL(link, response.url);
  return next.origin === response.url.origin ? `${next.pathname}${next.search}` : undefined;
}
