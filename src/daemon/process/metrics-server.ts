import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

import { invalidArgument, messageOf } from '../../lib/errors.ts';
import type { Logger } from '../../lib/logger.ts';
import type { SystemMgr } from '../../mgr/system/system-mgr.ts';

/**
 * `metrics-addr`: a second, read-only door for Prometheus that answers /metrics and nothing else.
 * @param address `127.0.0.1:9323`, `[::1]:9323` or `:9323`
 */
export async function serveMetrics(
  address: string,
  system: Pick<SystemMgr, 'metrics'>,
  log: Logger,
): Promise<AsyncDisposable> {
  const [, host = '', port = ''] = /^\[?([^\]]*?)\]?:(\d{1,5})$/.exec(address) ?? [];
  if (port === '') throw invalidArgument(`invalid metrics-addr: "${address}"`);
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    answer(system, response).catch((err: unknown) => {
      log.error({ err: messageOf(err) }, 'metrics could not be collected');
      response.destroy();
    });
  });
  server.listen({ host: host === '' ? '0.0.0.0' : host, port: Number(port) });
  await once(server, 'listening');
  log.info({ address }, 'metrics are served');
  return {
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(system: Pick<SystemMgr, 'metrics'>, response: ServerResponse): Promise<void> {
  const { contentType, body } = await system.metrics();
  response.writeHead(200, { 'content-type': contentType }).end(body);
}
