import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { FastifyReply, FastifyRequest } from 'fastify';

/** The part of a call that a stream needs. */
export interface StreamCall {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly signal: AbortSignal;
}

/**
 * Sends the head of a 200 at once: clients subscribe first and act then. From here on the answer is the
 * caller's; a failure can only be told in band or by breaking off.
 */
export function beginStream(call: StreamCall, contentType: string): ServerResponse {
  const { reply, request } = call;
  reply.hijack();
  // pipeline, the departure and the log all listen for its close.
  reply.raw.setMaxListeners(20);
  reply.raw.writeHead(200, { 'Content-Type': contentType });
  reply.raw.flushHeaders();
  request.departure?.streams();
  return reply.raw;
}

/** Writes with backpressure. @throws AbortError when the client leaves meanwhile */
export async function write(
  raw: ServerResponse,
  chunk: string | Buffer,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  if (!raw.write(chunk)) await once(raw, 'drain', { signal });
}

/** An endless or long answer made of pieces of text. */
export async function streamText(
  call: StreamCall,
  contentType: string,
  pieces: AsyncIterable<string>,
): Promise<void> {
  const raw = beginStream(call, contentType);
  await finish(call, raw, async () => {
    for await (const piece of pieces) await write(raw, piece, call.signal);
    raw.end();
  });
}

/** An answer that is a byte stream, as it comes. */
export async function streamBytes(
  call: StreamCall,
  contentType: string,
  bytes: Readable,
): Promise<void> {
  const raw = beginStream(call, contentType);
  await finish(call, raw, () => pipeline(bytes, raw, { signal: call.signal }));
}

/** Runs what writes a begun answer; when it fails, the connection breaks off and the log knows why. */
export async function finish(
  call: StreamCall,
  raw: ServerResponse,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (err) {
    if (!call.signal.aborted) call.request.log.error({ err }, 'answer broke off');
    raw.destroy();
  }
}
