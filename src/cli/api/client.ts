import type { IncomingMessage } from 'node:http';
import type { Duplex, Readable } from 'node:stream';

import { messageOf } from '../../lib/errors.ts';
import { CommandError } from '../program/command-error.ts';
import { ApiError } from './api-error.ts';
import type { Connector } from './connect.ts';
import type { BodyOf, Method, PathOf, PathParameters, QueryOf, ReplyOf } from './types.ts';

export interface CallOptions<M extends Method, P extends PathOf<M>> {
  readonly path?: PathParameters<M, P>;
  readonly query?: QueryOf<M, P>;
  readonly body?: BodyOf<M, P>;
  /** Bytes instead of a document. */
  readonly stream?: Readable;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The engine's API, typed by its document. Speaks the newest version; an older engine says so in its answer. */
export class ApiClient {
  readonly #connector: Connector;
  readonly #userAgent: string;

  constructor(connector: Connector, userAgent: string) {
    this.#connector = connector;
    this.#userAgent = userAgent;
  }

  /** A call that answers one document. @throws ApiError for a refusal, CommandError when nobody answers */
  async call<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    options: CallOptions<M, P> = {},
  ): Promise<ReplyOf<M, P>> {
    const answer = await this.open(method, path, options);
    const text = await textOf(answer);
    return (text === '' ? undefined : JSON.parse(text)) as ReplyOf<M, P>;
  }

  /** A call whose answer is read as it comes. @throws as `call` */
  async open<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    options: CallOptions<M, P> = {},
  ): Promise<IncomingMessage> {
    const answer = await this.#send(method, path, options);
    if ((answer.statusCode ?? 0) < 400) return answer;
    throw new ApiError(answer.statusCode ?? 0, sentenceOf(await textOf(answer)));
  }

  /** A call that turns its connection into a stream of bytes both ways. @throws as `call` */
  async hijack<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    options: CallOptions<M, P> = {},
  ): Promise<{
    readonly connection: Duplex;
    readonly head: Buffer;
    readonly answer: IncomingMessage;
  }> {
    const { request, body } = await this.#prepare(method, path, options, {
      connection: 'Upgrade',
      upgrade: 'tcp',
    });
    return await new Promise((resolve, reject) => {
      request.on('error', (err) => reject(this.#unreachable(err)));
      request.on('upgrade', (answer, connection, head) => resolve({ connection, head, answer }));
      request.on('response', (answer) => {
        textOf(answer).then(
          (text) => reject(new ApiError(answer.statusCode ?? 0, sentenceOf(text))),
          reject,
        );
      });
      request.end(body);
    });
  }

  async #send<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    options: CallOptions<M, P>,
  ): Promise<IncomingMessage> {
    const { request, body } = await this.#prepare(method, path, options, {});
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      request.on('response', resolve);
      request.on('error', (err) => reject(this.#unreachable(err)));
    });
    if (options.stream === undefined) request.end(body);
    else await this.#upload(options.stream, request);
    return await answered;
  }

  /** A refusal may come before all was sent: then the answer counts, not the broken upload. */
  async #upload(from: Readable, request: NodeJS.WritableStream): Promise<void> {
    const { pipeline } = await import('node:stream/promises');
    pipeline(from, request).catch(() => undefined);
  }

  async #prepare<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    options: CallOptions<M, P>,
    extra: Readonly<Record<string, string>>,
  ) {
    const { request: httpRequest } = await import('node:http');
    const { target, basePath, createAgent } = this.#connector;
    const { path: parameters = {}, query = {}, headers, signal } = options;
    const document: unknown = options.body;
    const body = document === undefined ? undefined : JSON.stringify(document);
    const request = httpRequest({
      ...target,
      method: method.toUpperCase(),
      path: `${basePath}${fill(path, parameters as object)}${queryString(query)}`,
      agent: createAgent?.() ?? false,
      ...(signal === undefined ? {} : { signal }),
      headers: {
        host: 'docker',
        'user-agent': this.#userAgent,
        ...bodyHeaders(body, options.stream),
        ...headers,
        ...extra,
      },
    });
    return { request, body };
  }

  #unreachable(err: Error): CommandError {
    const { shown } = this.#connector;
    return new CommandError(`Cannot connect to the engine at ${shown}: ${messageOf(err)}`, {
      cause: err,
      hint: 'Is joeyd running? Another address can be given with --host or DOCKER_HOST.',
    });
  }
}

function bodyHeaders(
  body: string | undefined,
  stream: Readable | undefined,
): Readonly<Record<string, string | number>> {
  if (stream !== undefined) return { 'content-type': 'application/x-tar' };
  if (body === undefined) return { 'content-length': 0 };
  return { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
}

const fill = (path: string, parameters: object): string =>
  path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(String((parameters as Readonly<Record<string, unknown>>)[name])),
  );

function queryString(query: object): string {
  const pairs = Object.entries(query as Readonly<Record<string, unknown>>).flatMap(
    ([name, value]) => {
      if (value === undefined || value === '') return [];
      return (Array.isArray(value) ? value : [value]).map(
        (item) => [name, shown(item)] as [string, string],
      );
    },
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}

const shown = (value: unknown): string =>
  typeof value === 'boolean' ? String(Number(value)) : String(value);

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function sentenceOf(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'string' ? message : text;
  } catch {
    return text.trim();
  }
}
