import { parseFilters } from '../../lib/filters.ts';
import type { Managers } from '../managers.ts';
import { FILTERS } from './filters.ts';
import { type Handlers, ok } from './handler.ts';
import { registryOptions } from './registry-options.ts';

/** What is asked of registries and leaves nothing behind. */
export const registryRoutes = ({ images }: Managers) =>
  ({
    SystemAuth: async ({ body, request, signal }) =>
      ok(await images.auth(body, request.headers['user-agent'], signal)),
    DistributionInspect: async ({ params, request, signal }) =>
      ok(await images.distribution(params.name, registryOptions(request), signal)),
    ImageSearch: async ({ query, request, signal }) => {
      const filters = parseFilters(query.filters, FILTERS.search);
      const options = { ...registryOptions(request), limit: query.limit, filters };
      return ok(await images.search(query.term, options, signal));
    },
  }) satisfies Partial<Handlers>;
