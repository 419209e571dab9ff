import { forbidden, notImplemented as notImplementedError } from '../../lib/errors.ts';
import { parseFilters } from '../../lib/filters.ts';
import { networkForVersion } from '../compat/network.ts';
import type { Managers } from '../managers.ts';
import { FILTERS } from './filters.ts';
import { type Handlers, ok } from './handler.ts';
import { notImplemented } from './not-implemented.ts';

const PREDEFINED = ['bridge', 'host', 'none'];

export const networkRoutes = ({ networks }: Managers) =>
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
    NetworkCreate: partly(({ body }) => {
      if (PREDEFINED.includes(body.Name)) {
        // Docker's sentence ends in a blank.
        throw forbidden(`operation is not permitted on predefined ${body.Name} network `);
      }
      throw notImplementedError(UNSUPPORTED);
    }),
    NetworkDelete: partly(({ params }) => {
      const { Name } = networks.inspect(params.id, BRIEF);
      if (PREDEFINED.includes(Name)) {
        throw forbidden(`${Name} is a pre-defined network and cannot be removed`);
      }
      throw notImplementedError(UNSUPPORTED);
    }),
  }) satisfies Partial<Handlers>;

const BRIEF = { verbose: false } as const;
const UNSUPPORTED = 'user-defined networks are not supported yet';

type Marked = Handlers['NetworkCreate'] | Handlers['NetworkDelete'];

/** Refuses what is forbidden for good before it says that the rest is not served. */
function partly<H extends Marked>(handler: H): H {
  return Object.assign(handler, { served: notImplemented('').served });
}
