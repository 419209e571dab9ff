import type { Content, Descriptor, Labels } from '../../ctrd/containerd.ts';
import { digestOf } from '../digest.ts';
import type { Lease } from '../lease.ts';

/** Writes a document that we made and answers its descriptor. */
export async function storeDocument(
  content: Content,
  document: { readonly mediaType: string; readonly json: unknown; readonly labels?: Labels },
  lease: Lease,
  signal: AbortSignal,
): Promise<Descriptor> {
  const bytes = Buffer.from(JSON.stringify(document.json));
  const digest = digestOf(bytes);
  await content.write(
    {
      ref: `${lease.id}/${digest}`,
      expected: { digest, size: bytes.length },
      lease: lease.id,
      ...(document.labels === undefined ? {} : { labels: document.labels }),
    },
    single(bytes),
    signal,
  );
  await lease.holdContent(digest, signal);
  return { mediaType: document.mediaType, digest, size: bytes.length };
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}
