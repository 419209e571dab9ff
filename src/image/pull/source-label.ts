import type { Content, Labels } from '../../ctrd/containerd.ts';
import type { ImageRef } from '../../lib/image-ref.ts';

const PREFIX = 'containerd.io/distribution.source.';
/** containerd's limit for key and value together. */
const MAX_LABEL = 4096;

type Source = Pick<ImageRef, 'domain' | 'path'>;

/** Says from which repository a blob came, as containerd's own client does: a push may mount it from there. */
export const sourceLabel = ({ domain, path }: Source): Labels => ({ [`${PREFIX}${domain}`]: path });

/** The repositories of a registry that are known to have a blob. */
export function sourcesOf(labels: Labels, domain: string): readonly string[] {
  return (labels[`${PREFIX}${domain}`] ?? '').split(',').filter((path) => path !== '');
}

/** Adds a repository to those that are known to have the blob. */
export async function addSource(
  content: Content,
  digest: string,
  source: Source,
  signal: AbortSignal,
): Promise<void> {
  const key = `${PREFIX}${source.domain}`;
  const { labels } = await content.info(digest, signal);
  const known = sourcesOf(labels, source.domain);
  const value = [...known, source.path].join(',');
  if (known.includes(source.path) || key.length + value.length > MAX_LABEL) return;
  await content.updateLabels(digest, { [key]: value }, signal);
}
