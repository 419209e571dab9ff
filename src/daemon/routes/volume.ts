import { notFound } from '../../lib/errors.ts';
import { parseFilters } from '../../lib/filters.ts';
import { FILTERS } from './filters.ts';
import { type Handlers, NO_CONTENT, ok } from './handler.ts';

/** There are no named volumes yet: what can be said of none is said truthfully. */
export const volumeRoutes = {
  VolumeList: ({ query }) => {
    parseFilters(query.filters, FILTERS.volumes);
    return ok({ Volumes: [], Warnings: null });
  },
  VolumeInspect: ({ params }) => {
    throw notFound(`get ${params.name}: no such volume`);
  },
  VolumeDelete: ({ params, query }) => {
    if (query.force) return NO_CONTENT;
    throw notFound(`get ${params.name}: no such volume`);
  },
  VolumePrune: ({ query }) => {
    parseFilters(query.filters, FILTERS.volumesPrune);
    return ok({ VolumesDeleted: [], SpaceReclaimed: 0 });
  },
} satisfies Partial<Handlers>;
