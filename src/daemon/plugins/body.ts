import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

import type { FastifyInstance, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';

import { checkJsonContentType, emptyBody, parseJsonBody, tooLarge } from './json-body.ts';
import { upgradeBody } from './upgrade.ts';

/** What an operation takes as its body. */
export interface BodyKind {
  readonly kind: 'json' | 'stream';
  readonly required: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Absent where the operation has none: what is sent is not read. */
    body?: BodyKind;
  }
}

/**
 * Bodies by operation, not by content type: clients label tars and even empty bodies as anything.
 * Archives go through unread; JSON is read up to the limit and must be labelled so.
 */
export const body = fastifyPlugin(
  (app: FastifyInstance, options: { readonly bodyLimit: number }, done) => {
    const labels = new WeakMap<IncomingMessage, string>();
    app.removeAllContentTypeParsers();
    // Fastify would judge the label before the operation is asked.
    app.addHook('onRequest', (request, _reply, next) => {
      const label = request.raw.headers['content-type'];
      if (label !== undefined) labels.set(request.raw, label);
      delete request.raw.headers['content-type'];
      next();
    });
    app.addContentTypeParser('*', async (request: FastifyRequest, payload: IncomingMessage) => {
      const upgraded = upgradeBody(request.raw)?.body;
      const kind = request.routeOptions.config.body?.kind;
      if (kind === undefined) return undefined;
      if (kind === 'stream') return upgraded === undefined ? payload : Readable.from([upgraded]);
      const bytes = upgraded ?? (await collect(request, payload, options.bodyLimit));
      if (bytes.length === 0) return undefined;
      checkJsonContentType(labels.get(request.raw));
      return parseJsonBody(bytes);
    });
    app.addHook('preValidation', (request, _reply, next) => {
      const expected = request.routeOptions.config.body;
      const missing = expected?.required === true && request.body === undefined;
      next(missing ? emptyBody() : undefined);
    });
    done();
  },
);

/** A body of up to so many times the limit is read to its end, and thrown away: then the client hears why. */
const PATIENCE = 16;

async function collect(
  request: FastifyRequest,
  payload: IncomingMessage,
  limit: number,
): Promise<Buffer> {
  const patience = limit * PATIENCE;
  if (Number(request.headers['content-length'] ?? 0) > patience) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > patience) throw tooLarge();
    if (length <= limit) chunks.push(chunk);
  }
  if (length > limit) throw tooLarge();
  return Buffer.concat(chunks, length);
}
