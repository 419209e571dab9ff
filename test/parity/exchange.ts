import { type IncomingHttpHeaders, request as httpRequest, type RequestOptions } from 'node:http';
import type { Socket } from 'node:net';

export interface Call {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS';
  /** From the root; without a version it is asked at v1.41, the version that both engines serve. */
  readonly path: string;
  readonly json?: unknown;
  /** A body that is sent as it is. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes that follow the request on an upgraded connection, then, when they had their effect, a half close. */
  readonly input?: string;
  readonly upgrade?: boolean;
  /** Ends a stream that would go on. */
  readonly cutAfterMs?: number;
}

export interface Exchange {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** A half close ends the session of a client whose input may go on: nothing that comes later is seen. */
const HALF_CLOSE_MS = 200;

/** One call to an engine on a unix socket, also one that takes the connection over. */
export function exchange(socketPath: string, call: Call): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const body = call.json === undefined ? call.text : JSON.stringify(call.json);
    const request = httpRequest({ socketPath, ...optionsOf(call, body) });
    const chunks: Buffer[] = [];
    const end = (status: number, headers: IncomingHttpHeaders): void =>
      resolve({ status, headers, bytes: Buffer.concat(chunks) });
    const collect = (stream: NodeJS.ReadableStream, done: () => void): void => {
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', done);
      stream.on('close', done);
      stream.on('error', done);
      if (call.cutAfterMs !== undefined) setTimeout(done, call.cutAfterMs);
    };
    request.on('error', reject);
    request.on('response', (response) => {
      collect(response, () => {
        end(response.statusCode ?? 0, response.headers);
        response.destroy();
      });
    });
    request.on('upgrade', (response, socket: Socket, head: Buffer) => {
      chunks.push(head);
      collect(socket, () => {
        end(response.statusCode ?? 0, response.headers);
        socket.destroy();
      });
      if (call.input === undefined) return;
      socket.write(call.input);
      setTimeout(() => socket.end(), HALF_CLOSE_MS);
    });
    request.end(body);
  });
}

function optionsOf(call: Call, body: string | undefined): RequestOptions {
  return {
    method: call.method ?? 'GET',
    path: pathOf(call.path),
    agent: false,
    headers: {
      host: 'docker',
      ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      ...(call.upgrade === true ? { connection: 'Upgrade', upgrade: 'tcp' } : {}),
      ...call.headers,
    },
  };
}

const pathOf = (path: string): string =>
  /^\/(v\d|_ping)/.test(path) ? path : path.startsWith('!') ? path.slice(1) : `/v1.41${path}`;
