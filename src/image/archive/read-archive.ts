import type { Content } from '../../ctrd/containerd.ts';
import { invalidArgument } from '../../lib/errors.ts';
import type { Lease } from '../lease.ts';
import type { ArchivedImage } from './archived-image.ts';
import { readDockerArchive } from './docker-archive.ts';
import { readOciLayout } from './oci-layout.ts';
import { stageArchive } from './stage-archive.ts';

export interface ReadArchive {
  readonly images: readonly ArchivedImage[];
  /** Layer digest → its size as Docker counts it. */
  readonly layerSizes: ReadonlyMap<string, number>;
}

/**
 * Reads an image archive of either kind into the content store; nothing has a name yet. An archive that is
 * both (newer `docker save`) counts as OCI layout, whose manifests it carries.
 * @throws invalidArgument
 */
export async function readArchive(
  content: Content,
  source: AsyncIterable<Uint8Array>,
  lease: Lease,
  signal: AbortSignal,
): Promise<ReadArchive> {
  const archive = await stageArchive(content, source, lease, signal);
  const layerSizes = new Map<string, number>();
  for (const { digest, layerSize } of archive.files.values()) {
    if (layerSize !== undefined) layerSizes.set(digest, layerSize);
  }
  const scope = { content, archive, lease, signal };
  if (archive.documents.has('oci-layout') && archive.documents.has('index.json')) {
    return { images: await readOciLayout(scope), layerSizes };
  }
  if (archive.documents.has('manifest.json')) {
    return { images: await readDockerArchive(scope), layerSizes };
  }
  throw invalidArgument('unrecognized image format');
}
