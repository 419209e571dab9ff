import { invalidArgument } from '../../lib/errors.ts';
import { parseFilters } from '../../lib/filters.ts';
import { inspectForVersion, summaryForVersion } from '../compat/container.ts';
import { createFromVersion } from '../compat/create.ts';
import type { Managers } from '../managers.ts';
import { FILTERS } from './filters.ts';
import { created, DONE, type Handlers, NO_CONTENT, ok } from './handler.ts';
import { given } from './platform.ts';

export const containerRoutes = ({ containers }: Managers) =>
  ({
    ContainerList: async ({ query, version, signal }) => {
      const { all, size, limit = 0 } = query;
      const filters = parseFilters(query.filters, FILTERS.containers);
      const list = await containers.list({ all, size, limit, filters }, signal);
      return ok(list.map((summary) => summaryForVersion(summary, version)));
    },
    ContainerCreate: async ({ query, body, version, signal }) => {
      const { request, warnings } = createFromVersion(body, version);
      const platform = given('platform', query.platform);
      const made = await containers.create(
        { ...given('name', query.name), ...platform, body: request, apiVersion: version },
        signal,
      );
      return created({ ...made, Warnings: [...made.Warnings, ...warnings] });
    },
    ContainerInspect: async ({ params, query, version, signal }) => {
      const found = await containers.inspect(params.id, { size: query.size }, signal);
      return ok(inspectForVersion(found, version));
    },
    ContainerTop: async ({ params, query, signal }) =>
      ok(await containers.top(params.id, query.ps_args, signal)),
    ContainerChanges: async ({ params, signal }) => ok(await containers.changes(params.id, signal)),
    ContainerResize: async ({ params, query, signal }) => {
      await containers.resize(params.id, terminalSize(query), signal);
      return DONE;
    },
    ContainerDelete: async ({ params, query, signal }) => {
      const { force, link, v: volumes } = query;
      await containers.remove(params.id, { force, link, volumes }, signal);
      return NO_CONTENT;
    },
    ContainerPrune: async ({ query, signal }) =>
      ok(await containers.prune(parseFilters(query.filters, FILTERS.prune), signal)),
  }) satisfies Partial<Handlers>;

/** moby: daemon/server/httputils Uint32Value. @throws invalidArgument */
export function terminalSize({ h, w }: { readonly h: number; readonly w: number }): {
  height: number;
  width: number;
} {
  for (const [name, value] of Object.entries({ height: h, width: w })) {
    if (value < 0 || value > 0xffff_ffff) {
      throw invalidArgument(`invalid resize ${name} "${value}": value out of range`);
    }
  }
  return { height: h, width: w };
}
