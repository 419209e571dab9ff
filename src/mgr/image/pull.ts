import { parsePlatform } from '../../image/platform.ts';
import { checkReachable } from '../../image/registry/check-reachable.ts';
import { invalidArgument, notImplemented } from '../../lib/errors.ts';
import { familiarRepository, parseImageRef } from '../../lib/image-ref.ts';
import type { ImageScope } from './deps.ts';
import { reservedName } from './errors.ts';

/** `latest`, or a digest */
const TAG = /^(?:\w[\w.-]{0,127}|[a-z0-9]+:[0-9a-f]{32,})$/;

/**
 * Until there is a registry client: asks the registry whether it is there at all, and answers what dockerd
 * answers when it is not.
 * @throws internal `Get "https://…/v2/": dial tcp: …`; notImplemented when the registry does answer
 */
export async function pull(
  scope: Pick<ImageScope, 'config' | 'host'>,
  ref: { readonly name: string; readonly tag: string },
  options: { readonly platform?: string },
  signal: AbortSignal,
): Promise<void> {
  const parsed = parseImageRef(ref.name);
  if (ref.tag !== '' && !TAG.test(ref.tag)) throw invalidArgument('invalid tag format');
  if (options.platform !== undefined && options.platform !== '') {
    parsePlatform(options.platform, scope.host);
  }
  const repository = familiarRepository(parsed);
  if (repository === 'scratch') throw reservedName(repository);
  await checkReachable(parsed.domain, scope.config.insecureRegistries, signal);
  throw notImplemented('pulling from a registry is not supported yet');
}
