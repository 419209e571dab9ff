import { applyChanges } from '../../image/changes/apply-changes.ts';
import { importImage } from '../../image/import-image.ts';
import { takeLease } from '../../image/lease.ts';
import { parsePlatform, type Platform } from '../../image/platform.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { announce } from './announce.ts';
import { type ImageScope, NAMES_LOCK } from './deps.ts';
import type { ProgressSink } from './image-mgr.ts';
import { nameNewImage } from './name-new-image.ts';
import { parseTarget } from './tag.ts';

export interface ImportOptions {
  readonly repo: string;
  readonly tag: string;
  readonly message: string;
  readonly changes: readonly string[];
  readonly platform?: string;
}

/**
 * Makes an image of the tar of a root file system and answers its id as a status. All parameters are
 * checked before the first byte is read.
 * @throws invalidArgument
 */
export async function importArchive(
  scope: ImageScope,
  archive: AsyncIterable<Uint8Array>,
  options: ImportOptions & { readonly progress: ProgressSink },
  signal: AbortSignal,
): Promise<void> {
  const name = options.repo === '' ? undefined : parseTarget(options);
  const request = {
    platform: platformFor(scope, options.platform),
    config: applyChanges({}, options.changes),
    message: options.message === '' ? 'Imported from -' : options.message,
    createdAt: scope.clock.now(),
  };
  await using lease = await takeLease(scope.containerd, scope.log, signal);
  const target = await importImage(scope, archive, request, { lease, signal });
  using _names = await scope.locks.acquire(NAMES_LOCK, signal);
  const labels = request.config.Labels ?? {};
  await nameNewImage(scope, { target, name, labels }, signal);
  const id = target.digest;
  announce(scope, 'import', { id, labels });
  options.progress({ status: id });
}

function platformFor(scope: ImageScope, text: string | undefined): Platform {
  if (text === undefined || text === '') return scope.host;
  const platform = parsePlatform(text, scope.host);
  if (platform.os === scope.host.os) return platform;
  throw invalidArgument('operating system is not supported');
}
