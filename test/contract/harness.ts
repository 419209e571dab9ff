import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { FastifyInstance } from 'fastify';

import type { OperationId } from '../../src/api/operations.ts';
import { listenOn, type ListenTarget } from '../../src/daemon/listen.ts';
import { buildServer, type ServerOptions } from '../../src/daemon/server.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { fakeManagers, type FakeOverrides, type FakeWorld } from '../fakes/fake-managers.ts';
import { assertMatchesDocument } from '../helpers/openapi-response.ts';

export interface Contract {
  readonly app: FastifyInstance;
  readonly world: FakeWorld;
}

export function contract(
  overrides: FakeOverrides = {},
  options: Partial<ServerOptions> = {},
): Contract {
  const world = fakeManagers(overrides);
  const app = buildServer(world, {
    product: { name: 'Joey', version: '0.1.0' },
    logger: silentLogger,
    ...options,
  });
  return { app, world };
}

export interface Request {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS' | 'PATCH';
  readonly url: string;
  readonly json?: unknown;
  readonly payload?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Undefined where the answer is no single JSON document. */
  readonly json: unknown;
}

/** Calls the app without a socket; with an operation's id the answer must be as its document says. */
export async function call(
  { app }: Contract,
  request: Request,
  operation?: OperationId,
): Promise<Reply> {
  const body = request.json === undefined ? request.payload : JSON.stringify(request.json);
  const response = await app.inject({
    method: request.method ?? 'GET',
    url: request.url,
    headers: {
      ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...request.headers,
    },
    ...(body === undefined ? {} : { payload: body }),
  });
  const json = parse(response.headers['content-type'], response.body);
  if (operation !== undefined) {
    assertMatchesDocument(
      operation,
      response.statusCode,
      json === undefined ? response.body : json,
    );
  }
  return { status: response.statusCode, headers: response.headers, text: response.body, json };
}

function parse(type: unknown, text: string): unknown {
  if (type !== 'application/json') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export interface Served extends Contract, AsyncDisposable {
  readonly socketPath: string;
  readonly addresses: readonly string[];
}

/** The same on a unix socket of its own, for what takes connections over. */
export async function serve(
  overrides: FakeOverrides = {},
  more: readonly ListenTarget[] = [],
): Promise<Served> {
  const directory = await mkdtemp(join(tmpdir(), 'joey-contract-'));
  const socketPath = join(directory, 'engine.sock');
  const made = contract(overrides);
  const listening = await listenOn(made.app, [{ kind: 'unix', path: socketPath }, ...more]);
  return {
    ...made,
    socketPath,
    addresses: listening.addresses,
    [Symbol.asyncDispose]: async () => {
      await listening[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A bare connection: what is sent and read is bytes. */
export class Wire implements Disposable {
  readonly socket: Socket;
  #received = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      socket.emit('received');
    });
    socket.on('error', () => undefined);
  }

  /** @param place path of a unix socket, or port on this machine */
  static async to(place: string | number): Promise<Wire> {
    const at = typeof place === 'string' ? { path: place } : { port: place, host: '127.0.0.1' };
    const socket = connect({ ...at, allowHalfOpen: true });
    await once(socket, 'connect');
    return new Wire(socket);
  }

  get received(): Buffer {
    return this.#received;
  }

  get text(): string {
    return this.#received.toString('latin1');
  }

  send(text: string | Buffer): this {
    this.socket.write(text);
    return this;
  }

  /** Ends our direction only. */
  half(): this {
    this.socket.end();
    return this;
  }

  async until(text: string): Promise<string> {
    while (!this.text.includes(text)) {
      if (this.socket.readableEnded || this.socket.destroyed) {
        throw new Error(`the connection ended after ${JSON.stringify(this.text)}`);
      }
      await Promise.race([once(this.socket, 'received'), once(this.socket, 'end')]);
    }
    return this.text;
  }

  async end(): Promise<string> {
    if (!this.socket.readableEnded) await once(this.socket, 'end');
    return this.text;
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}

/** The text of an HTTP/1.1 request. */
export function requestText(
  line: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): string {
  const head = { Host: 'docker', ...headers };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
  return [`${line} HTTP/1.1`, ...lines, '', body].join('\r\n');
}

export const UPGRADE = { Connection: 'Upgrade', Upgrade: 'tcp' } as const;
