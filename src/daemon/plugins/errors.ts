import type { FastifyBaseLogger, FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';

import { EngineError, messageOf } from '../../lib/errors.ts';
import { HTTP_STATUS } from '../http-status.ts';
import { sendJson } from './send-json.ts';

/**
 * The one place where a failure becomes an answer: `{"message": …}` with a content type of exactly
 * `application/json` (Go clients ignore the body otherwise). Unknown routes and methods are 404 alike.
 */
export const errors = fastifyPlugin((app, _options, done) => {
  app.setErrorHandler((error: FastifyError, request, reply) => refuse(error, request, reply));
  app.setNotFoundHandler((_request, reply) =>
    sendJson(reply.code(404), { message: 'page not found' }),
  );
  done();
});

function refuse(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = statusOf(error);
  logRefusal(request.log, error, status);
  if (status === 304) return reply.code(304).send();
  if (request.apiVersionBelowJson) {
    // Clients from before 1.24 print the body as it is.
    reply.header('x-content-type-options', 'nosniff').type('text/plain; charset=utf-8');
    return reply.code(status).send(`${messageOf(error)}\n`);
  }
  return sendJson(reply.code(status), { message: sentenceOf(error) });
}

/** The status of anything that was thrown. */
export function statusOf(error: unknown): number {
  if (error instanceof EngineError) return HTTP_STATUS[error.code];
  const { statusCode } = error as Partial<FastifyError>;
  return statusCode !== undefined && statusCode >= 400 ? statusCode : 500;
}

/** What the client reads; Fastify's own refusals in Go's words. */
export function sentenceOf(error: unknown): string {
  const { code } = error as Partial<FastifyError>;
  return code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? 'http: request body too large' : messageOf(error);
}

function logRefusal(log: FastifyBaseLogger, err: Error, status: number): void {
  if (status >= 500 && status !== 501 && status !== 503) log.error({ err }, 'request failed');
  else log.debug({ reason: err.message, status }, 'request refused');
}
