import { type BinaryWriter } from '@bufbuild/protobuf/wire';

import { internal } from '../../lib/errors.ts';
import { ConnectionLost } from '../errors.ts';
import { Call, type CallTarget } from './call.ts';
import type { Channel } from './channel.ts';
import { ServerStream } from './server-stream.ts';

/** What ts-proto generates for messages; each type can do both. */
interface Encoder {
  encode(message: never): BinaryWriter;
}
interface Decoder {
  decode(bytes: Uint8Array): unknown;
}

interface MethodDefinition {
  readonly name: string;
  readonly requestType: Encoder;
  readonly requestStream: boolean;
  readonly responseType: Decoder;
  readonly responseStream: boolean;
  readonly options: { readonly idempotencyLevel?: 'NO_SIDE_EFFECTS' | 'IDEMPOTENT' };
}

interface ServiceDefinition {
  readonly fullName: string;
  readonly methods: Readonly<Record<string, MethodDefinition>>;
}

type MessageOf<C> = C extends { decode(bytes: Uint8Array): infer T } ? T : never;

interface CallOptions {
  readonly lease?: string | undefined;
}

type Unary<Req, Res> = (request: Req, signal: AbortSignal, options?: CallOptions) => Promise<Res>;
type Streaming<Req, Res> = (
  request: Req,
  signal: AbortSignal,
  options?: CallOptions,
) => ServerStream<Res>;

/** A function for each method of a service; methods to which messages are streamed are called otherwise. */
export type Client<S extends ServiceDefinition> = {
  readonly [
    K in keyof S['methods'] as S['methods'][K]['requestStream'] extends true ? never : K
  ]: S['methods'][K]['responseStream'] extends true
    ? Streaming<
        MessageOf<S['methods'][K]['requestType']>,
        MessageOf<S['methods'][K]['responseType']>
      >
    : Unary<MessageOf<S['methods'][K]['requestType']>, MessageOf<S['methods'][K]['responseType']>>;
};

export function createClient<S extends ServiceDefinition>(service: S, channel: Channel): Client<S> {
  const methods = Object.entries(service.methods)
    .filter(([, method]) => !method.requestStream)
    .map(([key, method]) => {
      const path = `/${service.fullName}/${method.name}`;
      return [
        key,
        method.responseStream ? streaming(channel, path, method) : unary(channel, path, method),
      ];
    });
  return Object.fromEntries(methods) as Client<S>;
}

function streaming(
  channel: Channel,
  path: string,
  method: MethodDefinition,
): Streaming<never, unknown> {
  return (request, signal, options) => {
    const stream = new ServerStream(channel, { path, ...options }, method.responseType, signal);
    stream.start(method.requestType.encode(request).finish());
    return stream;
  };
}

function unary(channel: Channel, path: string, method: MethodDefinition): Unary<never, unknown> {
  const mayRepeat = method.options.idempotencyLevel !== undefined;
  return async (request, signal, options) => {
    const bytes = method.requestType.encode(request).finish();
    const target = { path, ...options };
    const ask = async (): Promise<unknown> =>
      method.responseType.decode(await askOnce(channel, target, bytes, signal));
    try {
      return await ask();
    } catch (err) {
      if (mayRepeat && err instanceof ConnectionLost) return await ask();
      throw err;
    }
  };
}

function askOnce(
  channel: Channel,
  target: CallTarget,
  request: Uint8Array,
  signal: AbortSignal,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let answer: Uint8Array | undefined;
    const end = (error?: Error): void => {
      if (error !== undefined) reject(error);
      else if (answer === undefined) reject(internal(`containerd said nothing to ${target.path}`));
      else resolve(answer);
    };
    const message = (bytes: Uint8Array): void => void (answer = bytes);
    new Call(channel, target, { message, end }, signal).sendLast(request);
  });
}
