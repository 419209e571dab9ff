import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface ApiRequest {
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  /** Sent as it is, with its content type. */
  readonly raw?: { readonly type?: string; readonly data: string | Buffer | Readable };
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the connection: a client that leaves. */
  readonly signal?: AbortSignal;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Parsed where the answer is JSON. */
  readonly body: unknown;
}

/** One call to an engine on a unix socket. */
export function api(socketPath: string, call: ApiRequest): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const type = call.raw === undefined ? 'application/json' : call.raw.type;
    const request = httpRequest({
      socketPath,
      method: call.method ?? 'GET',
      path: call.path,
      agent: false,
      ...leaving(call),
      headers: {
        host: 'docker',
        ...(type !== undefined && (call.body !== undefined || call.raw !== undefined)
          ? { 'content-type': type }
          : {}),
        ...call.headers,
      },
    });
    request.on('error', (err) => setTimeout(() => reject(err), patienceMs(call)));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          body: parse(text),
        });
      });
    });
    if (call.raw === undefined)
      request.end(call.body === undefined ? undefined : JSON.stringify(call.body));
    else if (typeof call.raw.data === 'string' || Buffer.isBuffer(call.raw.data))
      request.end(call.raw.data);
    else pipeline(call.raw.data, request).catch(reject);
  });
}

/** A refusal may come, and the connection go, while a long body is still being sent. */
const patienceMs = ({ raw }: ApiRequest): number => (raw === undefined ? 0 : 500);

const leaving = ({ signal }: ApiRequest): { signal?: AbortSignal } =>
  signal === undefined ? {} : { signal };

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
