import { invalidArgument, notImplemented } from '../../lib/errors.ts';
import { parseFilters } from '../../lib/filters.ts';
import { imageForVersion, imageSummaryForVersion } from '../compat/image.ts';
import type { Managers } from '../managers.ts';
import { FILTERS } from './filters.ts';
import { CREATED, created, type Handlers, ok } from './handler.ts';
import { decodePlatform, given } from './platform.ts';

export const imageRoutes = ({ containers, images }: Managers) =>
  ({
    ImageList: async ({ query, version, signal }) => {
      const { all, digests, manifests, identity, 'shared-size': sharedSize } = query;
      if (identity && !manifests) {
        throw invalidArgument('conflicting options: identity requires manifests=1');
      }
      const filters = parseFilters(query.filters, FILTERS.images);
      const options = { all, digests, manifests, sharedSize, filters };
      const list = await images.list(options, signal);
      return ok(list.map((summary) => imageSummaryForVersion(summary, version)));
    },
    ImageInspect: async ({ params, query, version, signal }) => {
      const { manifests } = query;
      const platform = decodePlatform(query.platform);
      if (manifests && platform !== undefined) {
        throw invalidArgument(
          'conflicting options: manifests and platform options cannot both be set',
        );
      }
      const options = { manifests, ...given('platform', platform) };
      return ok(imageForVersion(await images.inspect(params.name, options, signal), version));
    },
    ImageHistory: async ({ params, query, signal }) =>
      ok(await images.history(params.name, decodePlatform(query.platform), signal)),
    ImageTag: async ({ params, query, signal }) => {
      const { repo = '', tag = '' } = query;
      await images.tag(params.name, { repo, tag }, signal);
      return CREATED;
    },
    ImageCommit: async ({ query, body, signal }) => {
      const { container = '', repo = '', tag = '', author = '', comment = '' } = query;
      const { changes, pause } = query;
      const options = { repo, tag, author, comment, changes, pause };
      const own = Object.keys(body).length === 0 ? {} : { body };
      return created({ Id: await containers.commit(container, { ...options, ...own }, signal) });
    },
    ImageDelete: async ({ params, query, signal }) => {
      const { force, noprune } = query;
      if (params.name.trim() === '') throw invalidArgument('image name cannot be blank');
      if (query.platforms.length > 0) {
        throw notImplemented('removing single platforms of an image is not supported yet');
      }
      return ok(await images.remove(params.name, { force, noprune }, signal));
    },
    ImagePrune: async ({ query, signal }) =>
      ok(await images.prune(parseFilters(query.filters, FILTERS.imagesPrune), signal)),
  }) satisfies Partial<Handlers>;
