import type { Readable } from 'node:stream';

import type { Descriptor } from '../../ctrd/containerd.ts';
import { internal, invalidArgument } from '../../lib/errors.ts';
import type { HostSession } from './host-session.ts';
import { discard, headerOf, type HttpResponse } from './http/http-client.ts';
import { NetworkFailure } from './http/network-failure.ts';
import { errorFrom } from './registry-error.ts';

/** The bytes of a blob, or of a part of it. */
export type OpenPart = (range?: { readonly offset: number; readonly size: number }) => Readable;

/** Where the bytes of an upload go. */
export type UploadLocation = URL;

/** A registry may take long to store what it has received. */
const COMMIT_PATIENCE_MS = 300_000;
/** Of an upload in pieces. */
const PIECE = 16 << 20;
/** Statuses with which registries, and what stands before them, refuse a blob in one piece. */
const NEEDS_PIECES = new Set([405, 411, 413]);

/** Writing one repository. OCI distribution-spec, "Push" */
export class Uploads {
  /** `library/busybox` */
  readonly path: string;
  readonly #host: HostSession;

  constructor(path: string, host: HostSession) {
    this.path = path;
    this.#host = host;
  }

  /** @throws NetworkFailure when the registry cannot be reached */
  async connect(signal: AbortSignal): Promise<void> {
    await this.#host.connect(signal);
  }

  async has(digest: string, signal: AbortSignal): Promise<boolean> {
    const response = await this.#send('HEAD', `blobs/${digest}`, {}, signal);
    discard(response);
    if (response.status === 200) return true;
    if (response.status === 404) return false;
    throw await errorFrom(response, signal);
  }

  /** Takes the blob over from another repository. @returns where to upload it to when that does not work */
  async mount(
    digest: string,
    from: string,
    signal: AbortSignal,
  ): Promise<'mounted' | UploadLocation> {
    const query = new URLSearchParams({ mount: digest, from });
    const scopes = [`repository:${from}:pull`];
    const response = await this.#send(
      'POST',
      `blobs/uploads/?${query.toString()}`,
      { scopes },
      signal,
    );
    if (response.status === 201) {
      discard(response);
      return 'mounted';
    }
    return await this.#location(response, signal);
  }

  async begin(signal: AbortSignal): Promise<UploadLocation> {
    return await this.#location(await this.#send('POST', 'blobs/uploads/', {}, signal), signal);
  }

  /** Gives up what `begin` or `mount` began. */
  async cancel(location: UploadLocation, signal: AbortSignal): Promise<void> {
    discard(await this.#send('DELETE', location, {}, signal));
  }

  /** In one piece; in several where the registry does not want that. @throws RegistryError, NetworkFailure */
  async upload(
    blob: Descriptor,
    location: UploadLocation,
    open: OpenPart,
    signal: AbortSignal,
  ): Promise<void> {
    const headers = {
      'content-length': String(blob.size),
      'content-type': 'application/octet-stream',
    };
    const target = withDigest(location, blob.digest);
    const response = await this.#send('PUT', target, { headers, body: open() }, signal);
    if (NEEDS_PIECES.has(response.status)) {
      discard(response);
      await this.#uploadPieces(blob, await this.begin(signal), open, signal);
    } else await expectCreated(response, signal);
  }

  async #uploadPieces(
    blob: Descriptor,
    begun: UploadLocation,
    open: OpenPart,
    signal: AbortSignal,
  ): Promise<void> {
    let location = begun;
    for (let offset = 0; offset < blob.size; offset += PIECE) {
      const size = Math.min(PIECE, blob.size - offset);
      const headers = {
        'content-length': String(size),
        'content-range': `${offset}-${offset + size - 1}`,
        'content-type': 'application/octet-stream',
      };
      const body = open({ offset, size });
      const response = await this.#send('PATCH', location, { headers, body }, signal);
      location = await this.#location(response, signal);
    }
    const headers = { 'content-length': '0' };
    const target = withDigest(location, blob.digest);
    await expectCreated(await this.#send('PUT', target, { headers }, signal), signal);
  }

  /** @throws invalidArgument when the registry says that it is another one */
  async putManifest(
    manifest: Descriptor,
    reference: string,
    bytes: Uint8Array,
    signal: AbortSignal,
  ): Promise<void> {
    const headers = { 'content-type': manifest.mediaType };
    const body = Buffer.from(bytes);
    const response = await this.#send('PUT', `manifests/${reference}`, { headers, body }, signal);
    await expectCreated(response, signal);
    const said = headerOf(response, 'docker-content-digest');
    if (said === undefined || said === manifest.digest) return;
    throw invalidArgument(`the registry stored ${manifest.digest} as ${said.slice(0, 200)}`);
  }

  async #send(
    method: 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    target: string | URL,
    more: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: Buffer | Readable;
      readonly scopes?: readonly string[];
    },
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    const { headers = {}, body, scopes = [] } = more;
    const path = typeof target === 'string' ? `${this.path}/${target}` : target;
    const request = {
      ...{ method, path, headers, patienceMs: COMMIT_PATIENCE_MS },
      scopes: [`repository:${this.path}:pull,push`, ...scopes],
      ...(body === undefined ? {} : { body }),
    };
    return await this.#host.send(request, signal);
  }

  async #location(response: HttpResponse, signal: AbortSignal): Promise<UploadLocation> {
    if (response.status !== 202) throw await errorFrom(response, signal);
    discard(response);
    const text = headerOf(response, 'location') ?? '';
    const { url } = response;
    const location = URL.canParse(text, url.href) ? new URL(text, url.href) : undefined;
    if (location !== undefined && text !== '' && isAsSafe(location, url)) return location;
    throw internal('the registry gave no usable location for an upload');
  }
}

/** An image does not leave an encrypted connection. */
const isAsSafe = (location: URL, from: URL): boolean =>
  location.protocol === 'https:' || (location.protocol === 'http:' && from.protocol === 'http:');

function withDigest(location: UploadLocation, digest: string): URL {
  const target = new URL(location);
  target.searchParams.set('digest', digest);
  return target;
}

async function expectCreated(response: HttpResponse, signal: AbortSignal): Promise<void> {
  if (response.status < 200 || response.status > 299) throw await errorFrom(response, signal);
  discard(response);
}

/** Whether another attempt may help. */
export const isPassing = (err: unknown): boolean =>
  err instanceof NetworkFailure ||
  (err instanceof Error && 'status' in err && Number(err.status) >= 500);
