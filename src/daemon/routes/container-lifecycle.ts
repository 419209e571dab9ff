import type { FastifyRequest } from 'fastify';

import type { Operation } from '../../api/operations.ts';
import { invalidArgument, notImplemented } from '../../lib/errors.ts';
import type { StopOptions } from '../../mgr/container/container-mgr.ts';
import { updateFromVersion } from '../compat/update.ts';
import type { Managers } from '../managers.ts';
import { type Handlers, NO_CONTENT, ok } from './handler.ts';
import { given } from './platform.ts';

export const containerLifecycleRoutes = ({ containers }: Managers) =>
  ({
    ContainerStart: async ({ params, query, request, signal }) => {
      refuseStartBody(request);
      if (query.checkpoint) throw notImplemented('checkpoints are not supported');
      await containers.start(params.id, signal);
      return NO_CONTENT;
    },
    ContainerStop: async ({ params, query, signal }) => {
      await containers.stop(params.id, stopOptions(query), signal);
      return NO_CONTENT;
    },
    ContainerRestart: async ({ params, query, signal }) => {
      await containers.restart(params.id, stopOptions(query), signal);
      return NO_CONTENT;
    },
    ContainerKill: async ({ params, query, signal }) => {
      await containers.kill(params.id, query.signal || undefined, signal);
      return NO_CONTENT;
    },
    ContainerPause: async ({ params, signal }) => {
      await containers.pause(params.id, signal);
      return NO_CONTENT;
    },
    ContainerUnpause: async ({ params, signal }) => {
      await containers.unpause(params.id, signal);
      return NO_CONTENT;
    },
    ContainerRename: async ({ params, query, signal }) => {
      await containers.rename(params.id, query.name, signal);
      return NO_CONTENT;
    },
    ContainerUpdate: async ({ params, body, version, signal }) =>
      ok(await containers.update(params.id, updateFromVersion(body, version), signal)),
  }) satisfies Partial<Handlers>;

function stopOptions({ signal, t }: Operation<'ContainerStop'>['query']): StopOptions {
  return { ...given('signal', signal), ...(t === undefined ? {} : { timeoutSeconds: t }) };
}

/** A HostConfig at start was dropped with API 1.24; `{}` and `null` have always been let through. */
function refuseStartBody({ headers }: FastifyRequest): void {
  const chunked = headers['transfer-encoding'] !== undefined;
  if (!chunked && Number(headers['content-length'] ?? 0) <= 7) return;
  throw invalidArgument(
    'starting container with non-empty request body was deprecated since API v1.22 and removed in v1.24',
  );
}
