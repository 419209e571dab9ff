import { statfs } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import type { Mount } from '../ctrd/containerd.ts';
import { invalidArgument } from '../lib/errors.ts';

/** Real layers stay far below; what a small blob unpacks to has no other bound. */
export const DEFAULT_MAX_LAYER_SIZE = 64 * 2 ** 30;
/** Of the free space, so that one layer never fills the disk. */
const SHARE_OF_DISK = 0.9;
const FIRST_LOOK_MS = 250;
/** Looking costs containerd a walk through the files: it may take up a tenth of the time. */
const PATIENCE = 10;

/** How many bytes a layer may unpack to on these mounts. */
export async function extractionLimit(
  configured: number,
  mounts: readonly Mount[],
): Promise<number> {
  const directory = writableDirectory(mounts);
  if (directory === undefined) return configured;
  try {
    const { bavail, bsize } = await statfs(directory);
    return Math.min(configured, Math.floor(bavail * bsize * SHARE_OF_DISK));
  } catch {
    // containerd may see other directories than we do.
    return configured;
  }
}

/** The upper directory of an overlay, the source of a bind. */
function writableDirectory(mounts: readonly Mount[]): string | undefined {
  const [mount] = mounts;
  const upper = mount?.options.find((option) => option.startsWith('upperdir='));
  return upper?.slice('upperdir='.length) ?? (mount?.type === 'bind' ? mount.source : undefined);
}

/**
 * Runs an extraction and gives it up when it has unpacked more than the limit: a decompression bomb.
 * @throws invalidArgument then
 */
export async function withinLimit<T extends { readonly size: number }>(
  limit: number,
  usage: (signal: AbortSignal) => Promise<{ readonly size: number }>,
  extract: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const over = new AbortController();
  const done = new AbortController();
  const watching = watch(limit, usage, AbortSignal.any([done.signal, signal])).then((exceeded) => {
    if (exceeded) over.abort();
  });
  try {
    const extracted = await extract(AbortSignal.any([signal, over.signal]));
    if (extracted.size > limit) throw tooLarge(limit);
    return extracted;
  } catch (err) {
    throw over.signal.aborted ? tooLarge(limit, err) : err;
  } finally {
    done.abort();
    await watching;
  }
}

/** @returns true as soon as there is too much; false when there is nothing to watch any more */
async function watch(
  limit: number,
  usage: (signal: AbortSignal) => Promise<{ readonly size: number }>,
  signal: AbortSignal,
): Promise<boolean> {
  let wait = FIRST_LOOK_MS;
  try {
    for (;;) {
      await delay(wait, undefined, { signal });
      const begun = performance.now();
      if ((await usage(signal)).size > limit) return true;
      wait = Math.max(FIRST_LOOK_MS, PATIENCE * (performance.now() - begun));
    }
  } catch {
    // A look that failed tells nothing; at the end the size is compared in any case.
    return false;
  }
}

const tooLarge = (limit: number, cause?: unknown): Error =>
  invalidArgument(`the layer unpacks to more than ${limit} bytes`, cause);
