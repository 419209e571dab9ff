import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
export const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';
export const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar';

export const digestOf = (bytes: Buffer): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** A registry of one repository, `x`, that answers exactly what a test tells it to. */
export class ScriptedRegistry implements AsyncDisposable {
  /** `METHOD path` of each request, and what it showed. */
  readonly requests: { readonly line: string; readonly authorization: string | undefined }[] = [];
  readonly #server: Server;
  readonly #answers = new Map<string, Answer>();
  /** Comes before all answers; true when it has answered. */
  gate: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;

  private constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  static async create(): Promise<ScriptedRegistry> {
    const registry = new ScriptedRegistry();
    registry.#server.listen(0, '127.0.0.1');
    await once(registry.#server, 'listening');
    registry.on('/v2/', (_, response) => response.end('{}'));
    return registry;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  on(path: string, answer: Answer): void {
    this.#answers.set(path, answer);
  }

  /** Serves a document under its digest, and under a tag if one is given. */
  manifest(document: unknown, mediaType = OCI_MANIFEST, tag?: string): Descriptor {
    const isRaw = Buffer.isBuffer(document);
    const bytes = isRaw ? document : Buffer.from(JSON.stringify(document));
    const digest = digestOf(bytes);
    const headers = { 'content-type': mediaType, 'docker-content-digest': digest };
    const answer: Answer = (request, response) => {
      response.writeHead(200, { ...headers, 'content-length': bytes.length });
      response.end(request.method === 'HEAD' ? undefined : bytes);
    };
    this.on(`/v2/x/manifests/${digest}`, answer);
    if (tag !== undefined) this.on(`/v2/x/manifests/${tag}`, answer);
    return { mediaType, digest, size: bytes.length };
  }

  blob(bytes: Buffer, mediaType: string): Descriptor {
    const digest = digestOf(bytes);
    this.on(`/v2/x/blobs/${digest}`, (_, response) => {
      response.writeHead(200, { 'content-length': bytes.length });
      response.end(bytes);
    });
    return { mediaType, digest, size: bytes.length };
  }

  /** A whole image under a tag. */
  image(layers: readonly Buffer[], tag = 'latest'): Descriptor {
    const config = this.config(layers);
    const descriptors = layers.map((layer) => this.blob(layer, OCI_LAYER));
    return this.manifest(manifestOf(config, descriptors), OCI_MANIFEST, tag);
  }

  config(layers: readonly Buffer[]): Descriptor {
    const document = {
      architecture: 'amd64',
      os: 'linux',
      config: {},
      rootfs: { type: 'layers', diff_ids: layers.map(digestOf) },
    };
    return this.blob(Buffer.from(JSON.stringify(document)), OCI_CONFIG);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '';
    const { authorization } = request.headers;
    this.requests.push({ line: `${request.method ?? ''} ${path}`, authorization });
    if (this.gate?.(request, response) === true) return;
    const answer = this.#answers.get(path) ?? this.#answers.get(path.split('?', 1)[0] ?? '');
    if (answer !== undefined) answer(request, response);
    else refuse(404, 'MANIFEST_UNKNOWN', 'manifest unknown')(request, response);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}

export const manifestOf = (config: Descriptor, layers: readonly Descriptor[]): object => ({
  schemaVersion: 2,
  mediaType: OCI_MANIFEST,
  config,
  layers,
});

export const refuse =
  (status: number, code: string, message: string, headers = {}): Answer =>
  (request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    const body = JSON.stringify({ errors: [{ code, message }] });
    response.end(request.method === 'HEAD' ? undefined : body);
  };

/** A body that never ends, as fast as it is read. */
export const endless =
  (chunk: Buffer, headers = {}): Answer =>
  (request, response) => {
    response.writeHead(200, headers);
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const pour = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', pour);
    pour();
  };
