import { Readable } from 'node:stream';

import type { FastifyRequest } from 'fastify';

import { forbidden, invalidArgument, notImplemented } from '../../lib/errors.ts';
import { familiarName, familiarRepository, parseImageRef } from '../../lib/image-ref.ts';
import type { Managers } from '../managers.ts';
import { streamProgress } from '../streams/json-progress.ts';
import { streamBytes } from '../streams/reply-stream.ts';
import { type Answer, type Call, type Handlers, WRITTEN } from './handler.ts';
import { decodePlatform, given, onePlatform } from './platform.ts';
import { registryOptions } from './registry-options.ts';

export const imageTransferRoutes = (managers: Managers) =>
  ({
    ImageCreate: (call) =>
      call.query.fromImage ? pull(managers, call) : importArchive(managers, call),
    ImageLoad: async (call) => {
      const { query, signal, request } = call;
      // Without the parameter nobody draws progress; moby: postImagesLoad
      const quiet = query.quiet || !Object.hasOwn(request.query as object, 'quiet');
      const options = { quiet, ...given('platform', onePlatform(query.platform)) };
      const archive = archiveOf(request);
      await streamProgress(
        call,
        (progress) => managers.images.load(archive, options, progress, signal),
        { failInBand: true },
      );
      return WRITTEN;
    },
    ImageGet: (call) => save(managers, call, [call.params.name]),
    ImageGetAll: (call) => save(managers, call, call.query.names),
    ImagePush: async (call) => {
      const { params, query, request, signal } = call;
      if (request.headers['x-registry-auth'] === undefined) {
        throw invalidArgument('Bad parameters and missing X-Registry-Auth: EOF');
      }
      const options = {
        tag: query.tag ?? '',
        ...given('platform', decodePlatform(query.platform)),
        ...registryOptions(request),
      };
      await streamProgress(call, (progress) =>
        managers.images.push(params.name, options, progress, signal),
      );
      return WRITTEN;
    },
  }) satisfies Partial<Handlers>;

async function pull({ images }: Managers, call: Call<'ImageCreate'>): Promise<Answer> {
  const { query, request, signal } = call;
  const tag = query.tag ?? '';
  // `docker pull -a` of old sends a name with a colon at its end.
  const name = (query.fromImage ?? '').replace(/:$/, '');
  if (familiarRepository(parseImageRef(name)) === 'scratch') {
    throw forbidden("'scratch' is a reserved name");
  }
  const options = { ...given('platform', query.platform), ...registryOptions(request) };
  await streamProgress(call, (progress) => images.pull({ name, tag }, options, progress, signal));
  return WRITTEN;
}

async function importArchive({ images }: Managers, call: Call<'ImageCreate'>): Promise<Answer> {
  const { query, request, signal } = call;
  const { fromSrc: source = '', repo = '', tag = '', message = '' } = query;
  if (source === '') throw invalidArgument('either fromImage or fromSrc must be given');
  if (source !== '-') throw notImplemented('importing from a URL is not supported yet');
  if (repo !== '' && familiarName(parseImageRef(repo)).includes('@')) {
    throw invalidArgument('cannot import digest reference');
  }
  const options = {
    ...{ repo, tag, changes: query.changes },
    message: message === '' ? `Imported from ${source}` : message,
    ...given('platform', query.platform),
  };
  const archive = archiveOf(request);
  await streamProgress(call, (progress) => images.import(archive, options, progress, signal));
  return WRITTEN;
}

async function save(
  { images }: Managers,
  call: Call<'ImageGet'> | Call<'ImageGetAll'>,
  names: readonly string[],
): Promise<Answer> {
  const platforms = call.query.platform.map(decodePlatform).filter((it) => it !== undefined);
  const archive = await images.save(names, { platforms }, call.signal);
  await streamBytes(call, 'application/x-tar', archive);
  return WRITTEN;
}

/** The body as it comes; nothing at all is an empty archive. */
function archiveOf(request: FastifyRequest): Readable {
  return request.body instanceof Readable ? request.body : Readable.from([]);
}
