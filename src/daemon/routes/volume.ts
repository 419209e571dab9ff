import { type Filters, parseFilters } from '../../lib/filters.ts';
import type { Managers } from '../managers.ts';
import { FILTERS } from './filters.ts';
import { created, type Handlers, NO_CONTENT, ok } from './handler.ts';

export const volumeRoutes = ({ volumes }: Managers) =>
  ({
    VolumeList: ({ query }) => ok(volumes.list(parseFilters(query.filters, FILTERS.volumes))),
    VolumeInspect: ({ params }) => ok(volumes.inspect(params.name)),
    VolumeCreate: async ({ body, signal }) => {
      const { Name = '', Driver = '', Labels = null, DriverOpts = null } = body;
      const wish = { name: Name, driver: Driver, labels: Labels, options: DriverOpts };
      return created(await volumes.create(wish, signal));
    },
    VolumeDelete: async ({ params, query, signal }) => {
      await volumes.remove(params.name, { force: query.force }, signal);
      return NO_CONTENT;
    },
    VolumePrune: async ({ query, version, signal }) => {
      const filters = parseFilters(query.filters, FILTERS.volumesPrune);
      return ok(await volumes.prune(version < ANONYMOUS_ONLY ? any(filters) : filters, signal));
    },
  }) satisfies Partial<Handlers>;

/** Before, prune took volumes with names, too. */
const ANONYMOUS_ONLY = 1042;

const any = (filters: Filters): Filters => new Map([...filters, ['all', ['true']]]);
