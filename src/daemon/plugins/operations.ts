import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';

import type { JsonBody, OperationId, PathParams } from '../../api/operations.ts';
import { parseApiVersion } from '../../lib/api-version.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { decodeBody } from '../decode/body.ts';
import { decodeQuery, type RawQuery } from '../decode/query.ts';
import { OPERATIONS } from '../operations.gen.ts';
import type { Answer, Call, Handler, Handlers } from '../routes/handler.ts';
import { sendJson } from './send-json.ts';

/** Binds every operation of the document to its handler. Nothing is compiled at start. */
export const operations = fastifyPlugin(
  (app: FastifyInstance, options: { readonly handlers: Handlers }, done) => {
    for (const id of Object.keys(OPERATIONS) as OperationId[]) {
      bind(app, id, options.handlers[id] as Handler<OperationId>);
    }
    // moby answers it for any path.
    app.options('*', (_request, reply) => reply.code(200).send());
    done();
  },
);

function bind(app: FastifyInstance, id: OperationId, handler: Handler<OperationId>): void {
  const { method, path, body, bodyRequired, minApiVersion } = OPERATIONS[id];
  const oldest = parseApiVersion(minApiVersion ?? '0.0') ?? 0;
  const url = path.replaceAll(/:(\w+)/g, '{$1:.*}');
  // A handler without a parameter answers whatever was sent: nothing is decoded, nothing refused.
  const asks = handler.length > 0;
  app.route({
    method,
    url: path,
    config: {
      operation: id,
      ...(body === 'none' || !asks ? {} : { body: { kind: body, required: bodyRequired } }),
    },
    onRequest: (request, _reply, next) => {
      if (request.apiVersion >= oldest) next();
      else
        next(
          invalidArgument(`${method} ${url} requires minimum API version ${minApiVersion ?? ''}`),
        );
    },
    handler: async (request, reply) => {
      const answer = await (asks
        ? handler(decode(id, request, reply))
        : (handler as () => Answer)());
      return answer === 'written' ? reply : deliver(reply, answer);
    },
  });
}

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: OperationId;
  }
}

function decode<K extends OperationId>(
  id: K,
  request: FastifyRequest,
  reply: FastifyReply,
): Call<K> {
  const body = decodeBody<OperationId>(id, request.body) as JsonBody<K>;
  return {
    params: request.params as PathParams<K>,
    query: decodeQuery(id, request.query as RawQuery, request.apiVersion),
    body,
    version: request.apiVersion,
    get signal() {
      return request.clientSignal;
    },
    request,
    reply,
  };
}

function deliver(reply: FastifyReply, answer: Exclude<Answer, 'written'>): FastifyReply {
  reply.code(answer.status);
  if ('json' in answer) return sendJson(reply, answer.json);
  if (!('text' in answer)) return reply.send();
  reply.raw.setHeader('Content-Type', answer.contentType);
  return reply.serializer(String).send(answer.text);
}
