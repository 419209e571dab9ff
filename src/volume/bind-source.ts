import { stat } from 'node:fs/promises';

import type { Mount } from '../api/schemas.ts';
import type { DeepReadonly } from '../lib/deep-readonly.ts';
import { isErrno } from '../lib/errors.ts';

/**
 * Which sources of a body's `Mounts` are there: the answer that parseMounts() asks for, found without
 * blocking, for a path may lie on a file server that is away.
 */
export async function existingSources(
  mounts: readonly DeepReadonly<Mount>[] | null | undefined,
): Promise<ReadonlySet<string>> {
  const paths = (mounts ?? [])
    .map(({ Source = '' }) => Source)
    .filter((path) => path.startsWith('/'));
  const found = await Promise.all([...new Set(paths)].map(exists));
  return new Set(found.flatMap((path) => (path === undefined ? [] : [path])));
}

async function exists(path: string): Promise<string | undefined> {
  try {
    await stat(path);
    return path;
  } catch (err) {
    return isErrno(err, 'ENOENT') || isErrno(err, 'ENOTDIR') ? undefined : path;
  }
}
