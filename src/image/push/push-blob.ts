import { Readable } from 'node:stream';

import type { Content, Descriptor } from '../../ctrd/containerd.ts';
import { messageOf } from '../../lib/errors.ts';
import type { ImageRef } from '../../lib/image-ref.ts';
import type { LayerLine } from '../progress.ts';
import { addSource, sourcesOf } from '../pull/source-label.ts';
import { NetworkFailure } from '../registry/http/network-failure.ts';
import {
  isPassing,
  type OpenPart,
  type UploadLocation,
  type Uploads,
} from '../registry/uploads.ts';
import { pauseBeforeRetry } from '../retry.ts';

export interface BlobPush {
  readonly content: Content;
  readonly uploads: Uploads;
  readonly ref: Pick<ImageRef, 'domain' | 'path'>;
  readonly maxAttempts: number;
}

const MAX_MOUNT_ATTEMPTS = 3;

/**
 * Makes sure that the repository has a blob: it has it, takes it over from a repository that is known to have it, or
 * it is uploaded. Without a line nothing is told.
 * @throws RegistryError, NetworkFailure, notFound when the blob is not in the store, canceled
 */
export async function pushBlob(
  push: BlobPush,
  blob: Descriptor,
  line: LayerLine | undefined,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const outcome = await pushOnce(push, blob, line, signal);
      line?.status(outcome);
      break;
    } catch (err) {
      if (!isPassing(err)) throw err;
      if (attempt >= push.maxAttempts) {
        throw new NetworkFailure(`upload failed after attempts=${attempt}: ${messageOf(err)}`, err);
      }
      await pauseBeforeRetry(attempt, (seconds) => line?.retrying(seconds), signal);
    }
  }
  await addSource(push.content, blob.digest, push.ref, signal);
}

/** @returns how it went, in Docker's words */
async function pushOnce(
  push: BlobPush,
  blob: Descriptor,
  line: LayerLine | undefined,
  signal: AbortSignal,
): Promise<string> {
  const { content, uploads } = push;
  if (await uploads.has(blob.digest, signal)) return 'Layer already exists';
  const begun = await mountOrBegin(push, blob, signal);
  if (typeof begun === 'string') return begun;
  const open: OpenPart = (range) =>
    Readable.from(counted(content, blob, { range, line }, signal), { objectMode: false });
  await uploads.upload(blob, begun, open, signal);
  return 'Pushed';
}

async function mountOrBegin(
  { content, uploads, ref }: BlobPush,
  { digest }: Descriptor,
  signal: AbortSignal,
): Promise<string | UploadLocation> {
  const { labels } = await content.info(digest, signal);
  const sources = sourcesOf(labels, ref.domain).filter((path) => path !== ref.path);
  let location: UploadLocation | undefined;
  for (const from of sources.slice(-MAX_MOUNT_ATTEMPTS)) {
    const outcome = await uploads.mount(digest, from, signal);
    // What the registry began instead of mounting is of no use twice; it forgets it by itself, too.
    if (location !== undefined) await uploads.cancel(location, signal).catch(() => undefined);
    if (outcome === 'mounted') return `Mounted from ${from}`;
    location = outcome;
  }
  return location ?? (await uploads.begin(signal));
}

async function* counted(
  content: Content,
  blob: Descriptor,
  {
    range,
    line,
  }: {
    readonly range: { readonly offset: number; readonly size: number } | undefined;
    readonly line: LayerLine | undefined;
  },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let sent = range?.offset ?? 0;
  for await (const chunk of content.read(blob.digest, signal, range)) {
    yield chunk;
    sent += chunk.length;
    line?.bytes('Pushing', sent, blob.size);
  }
}
