import { parseFilters } from '../../lib/filters.ts';
import { networkForVersion } from '../compat/network.ts';
import type { Managers } from '../managers.ts';
import { FILTERS } from './filters.ts';
import { created, DONE, type Handlers, NO_CONTENT, ok } from './handler.ts';

export const networkRoutes = ({ networks, containers }: Managers) =>
  ({
    NetworkList: ({ query, version }) => {
      const list = networks.list(parseFilters(query.filters, FILTERS.networks));
      // Before 1.28 the list told what inspect tells.
      return ok(version < 1028 ? list.map(({ Id }) => networks.inspect(Id, BRIEF)) : list);
    },
    NetworkInspect: ({ params, query, version }) => {
      const { verbose, scope } = query;
      const found = networks.inspect(params.id, { verbose, ...(scope ? { scope } : {}) });
      return ok(networkForVersion(found, version));
    },
    NetworkCreate: async ({ body, signal }) => created(await networks.create(body, signal)),
    NetworkDelete: async ({ params, signal }) => {
      await networks.remove(params.id, signal);
      return NO_CONTENT;
    },
    NetworkConnect: async ({ params, body, signal }) => {
      const wish = { network: params.id, settings: body.EndpointConfig ?? {} };
      await containers.connectNetwork(body.Container, wish, signal);
      return DONE;
    },
    NetworkDisconnect: async ({ params, body, signal }) => {
      await containers.disconnectNetwork(body.Container, params.id, signal);
      return DONE;
    },
    NetworkPrune: async ({ query, signal }) =>
      ok(await networks.prune(parseFilters(query.filters, FILTERS.prune), signal)),
  }) satisfies Partial<Handlers>;

const BRIEF = { verbose: false } as const;
