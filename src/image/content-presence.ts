import type { Content, Descriptor, Labels } from '../ctrd/containerd.ts';
import { invalidArgument, isCode } from '../lib/errors.ts';

/**
 * The labels of a blob that is in the store; hold it first, so that it cannot be collected meanwhile.
 * @returns undefined when it is not there @throws invalidArgument when it has another size
 */
export async function labelsIfThere(
  content: Content,
  { digest, size }: Descriptor,
  signal: AbortSignal,
): Promise<Labels | undefined> {
  try {
    const info = await content.info(digest, signal);
    if (info.size === size) return info.labels;
  } catch (err) {
    if (isCode(err, 'notFound')) return undefined;
    throw err;
  }
  throw invalidArgument(`blob ${digest} is not of the size that its descriptor says`);
}
