import fastifyPlugin from 'fastify-plugin';

import type { OperationId } from '../../api/operations.ts';

/** One finished request, as counters want it. */
export interface FinishedRequest {
  /** Undefined for what is no operation: unknown routes. */
  readonly operation: OperationId | undefined;
  readonly status: number;
  readonly seconds: number;
}

export interface RequestLogOptions {
  readonly onFinished?: (request: FinishedRequest) => void;
}

/**
 * One line a request, at its end; for a stream or a taken connection that is when it closes. Queries stay
 * out of the log: build arguments travel in them.
 */
export const requestLog = fastifyPlugin((app, options: RequestLogOptions, done) => {
  app.addHook('onRequest', (request, reply, next) => {
    reply.raw.once('close', () => {
      const { statusCode: status } = reply.raw;
      const path = (request.originalUrl || request.url).split('?', 1)[0];
      const ms = Math.round(reply.elapsedTime * 10) / 10;
      request.log.info({ method: request.method, path, status, ms }, 'request');
      const { operation } = request.routeOptions.config;
      options.onFinished?.({ operation, status, seconds: reply.elapsedTime / 1000 });
    });
    next();
  });
  done();
});
