import { fastify, type FastifyInstance, type FastifyReply, LogController } from 'fastify';

import { MIN_API_VERSION } from '../lib/api-version.ts';
import type { Logger } from '../lib/logger.ts';
import { createHttpServer } from './http-server.ts';
import type { Managers } from './managers.ts';
import { apiVersion, rewriteUrl } from './plugins/api-version.ts';
import { body } from './plugins/body.ts';
import { clientSignal } from './plugins/client-signal.ts';
import { errors, statusOf } from './plugins/errors.ts';
import { hijack } from './plugins/hijack.ts';
import { operations } from './plugins/operations.ts';
import { requestLog, type RequestLogOptions } from './plugins/request-log.ts';
import { sendJson } from './plugins/send-json.ts';
import { serveUpgrades } from './plugins/upgrade.ts';
import { routes } from './routes/index.ts';

export interface ServerOptions extends RequestLogOptions {
  /** For the `Server` header. */
  readonly product: { readonly name: string; readonly version: string };
  readonly logger: Logger;
  /** Older clients are refused; 1.24 by default. */
  readonly minApiVersion?: string;
  readonly experimental?: boolean;
  /** What `_ping` says: `1` is the classic builder, `2` BuildKit. */
  readonly builderVersion?: string;
  /** Longest JSON body in bytes; 1 MiB by default. Archives have no limit. */
  readonly bodyLimit?: number;
}

export const DEFAULT_BODY_LIMIT = 1024 * 1024;
const MAX_NAME_LENGTH = 4096;

/**
 * The engine's HTTP interface over its managers: what `listenOn` puts on sockets, and what tests call with
 * `inject`. Listening with the instance's own `listen` works as well.
 */
export function buildServer(managers: Managers, options: ServerOptions): FastifyInstance {
  const bodyLimit = options.bodyLimit ?? DEFAULT_BODY_LIMIT;
  const { name, version } = options.product;
  const app = fastify({
    loggerInstance: options.logger,
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    exposeHeadRoutes: false,
    rewriteUrl,
    routerOptions: { maxParamLength: MAX_NAME_LENGTH },
    // A target that no route can be sought for, like a percent sign without two digits.
    frameworkErrors: (error, _request, reply) => {
      const answer = reply as unknown as FastifyReply;
      void sendJson(answer.code(statusOf(error)), { message: error.message });
    },
    serverFactory: (handler) => createHttpServer(handler),
  }) as unknown as FastifyInstance;
  serveUpgrades(app.server, (request, response) => app.routing(request, response), bodyLimit);
  void app.register(requestLog, options);
  void app.register(clientSignal);
  void app.register(apiVersion, {
    minApiVersion: options.minApiVersion ?? MIN_API_VERSION,
    server: `${name}/${version} (linux)`,
    experimental: options.experimental ?? false,
  });
  void app.register(errors);
  void app.register(body, { bodyLimit });
  void app.register(hijack);
  void app.register(operations, {
    handlers: routes(managers, { builderVersion: options.builderVersion ?? '1' }),
  });
  return app;
}
