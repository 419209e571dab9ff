import { parseFilters } from '../../lib/filters.ts';
import { eventEncoder, negotiateEventType } from '../compat/events.ts';
import { infoForVersion } from '../compat/info.ts';
import type { Managers } from '../managers.ts';
import { streamText } from '../streams/reply-stream.ts';
import { DONE, type Handlers, ok, WRITTEN } from './handler.ts';
import { eventWindow } from './times.ts';

export interface PingFacts {
  /** `1` is the classic builder, `2` BuildKit. */
  readonly builderVersion: string;
}

const PLAIN = 'text/plain; charset=utf-8';

export const systemRoutes = ({ system }: Managers, facts: PingFacts) => {
  const pingHeaders = new Map([
    ['Builder-Version', facts.builderVersion],
    ['Cache-Control', 'no-cache, no-store, must-revalidate'],
    ['Pragma', 'no-cache'],
    ['Swarm', 'inactive'],
    ['Content-Type', PLAIN],
  ]);
  return {
    SystemPing: ({ reply }) => {
      reply.raw.setHeaders(pingHeaders);
      return { status: 200, text: 'OK', contentType: PLAIN };
    },
    SystemPingHead: ({ reply }) => {
      reply.raw.setHeaders(pingHeaders).setHeader('Content-Length', 0);
      return DONE;
    },
    SystemVersion: async ({ signal }) => ok(await system.version(signal)),
    SystemInfo: async ({ signal, version }) =>
      ok(infoForVersion(await system.info(signal), version)),
    SystemEvents: async (call) => {
      const filters = parseFilters(call.query.filters);
      const window = eventWindow(call.query.since, call.query.until);
      const contentType = negotiateEventType(call.request.headers.accept, call.version);
      const events = system.events({ ...window, filters }, call.signal);
      await streamText(call, contentType, eventEncoder(events, contentType, call.version));
      return WRITTEN;
    },
    SystemMetrics: async () => {
      const { body, contentType } = await system.metrics();
      return { status: 200, text: body, contentType };
    },
  } satisfies Partial<Handlers>;
};
