import type { Content, Descriptor } from '../ctrd/containerd.ts';
import { invalidArgument } from '../lib/errors.ts';
import { MAX_DOCUMENT } from './documents/json-document.ts';

/**
 * A manifest, index or configuration from the content store, whole.
 * @throws notFound; invalidArgument when it is too large to be one
 */
export async function readDocument(
  content: Content,
  descriptor: Pick<Descriptor, 'digest' | 'size'>,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (descriptor.size > MAX_DOCUMENT) throw tooLarge(descriptor.digest);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of content.read(descriptor.digest, signal)) {
    length += chunk.length;
    if (length > MAX_DOCUMENT) throw tooLarge(descriptor.digest);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(digest: string): Error {
  return invalidArgument(`document ${digest} is larger than ${MAX_DOCUMENT} bytes`);
}
