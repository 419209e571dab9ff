import type { Content } from '../../ctrd/containerd.ts';
import { labelsIfThere } from '../content-presence.ts';
import { parseManifest } from '../documents/manifest.ts';
import { gcLabelsOf } from '../gc-labels.ts';
import { readDocument } from '../read-document.ts';
import type { Resolved } from '../registry/repository.ts';
import type { PullTask } from './pull-task.ts';
import { addSource, sourceLabel } from './source-label.ts';

/** A manifest or index, from the store or the registry; it is in the store then, tied to its children. */
export async function fetchManifest(
  { containerd: { content } }: { readonly containerd: { readonly content: Content } },
  { descriptor, bytes: given }: Resolved,
  { repository, ref, lease, signal }: PullTask,
): Promise<Uint8Array> {
  const { digest, size } = descriptor;
  await lease.holdContent(digest, signal);
  if ((await labelsIfThere(content, descriptor, signal)) !== undefined) {
    await addSource(content, digest, ref, signal);
    return await readDocument(content, descriptor, signal);
  }
  const bytes = given ?? (await repository.manifest(descriptor, signal));
  const labels = { ...gcLabelsOf(parseManifest(bytes, descriptor)), ...sourceLabel(ref) };
  const write = {
    ref: `${lease.id}/${digest}`,
    expected: { digest, size },
    lease: lease.id,
    labels,
  };
  await content.write(write, single(bytes), signal);
  return bytes;
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}
