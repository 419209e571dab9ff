import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { type Pack, pack } from 'tar-stream';

import type { Content, Descriptor } from '../../ctrd/containerd.ts';
import type { UsableNode } from '../choose-platform.ts';
import { MEDIA_TYPES } from '../media-types.ts';

/** An image as it goes into an archive. */
export interface SavedImage {
  /** What `index.json` refers to: the image's own index or manifest, or the manifest of one platform. */
  readonly target: Descriptor;
  /** What older engines find in `manifest.json`: the image for one platform. */
  readonly legacy: UsableNode;
  /** All that is here of it, each held by a lease until the archive is written. */
  readonly blobs: readonly Descriptor[];
  readonly names: readonly SavedName[];
}

export interface SavedName {
  /** `docker.io/library/busybox:latest` */
  readonly canonical: string;
  /** `busybox:latest` */
  readonly familiar: string;
  /** `latest` */
  readonly tag: string;
}

/** The same bytes each time the same images are saved. */
const MTIME = new Date(0);

/**
 * The tar of an OCI layout that has a `manifest.json` for older engines, as `docker save` has written since
 * 25.0: blobs as they are stored, each once, then the documents that say what they are.
 * OCI image-spec, image-layout.md; moby: image/spec
 */
export function writeArchive(
  content: Content,
  images: readonly SavedImage[],
  signal: AbortSignal,
): Readable {
  const tar = pack();
  writeMembers(tar, content, images, signal).then(
    () => tar.finalize(),
    (err: unknown) => tar.destroy(err instanceof Error ? err : new Error(String(err))),
  );
  return Readable.from(tar, { objectMode: false });
}

async function writeMembers(
  tar: Pack,
  content: Content,
  images: readonly SavedImage[],
  signal: AbortSignal,
): Promise<void> {
  for (const name of ['blobs/', 'blobs/sha256/']) {
    tar.entry({ name, type: 'directory', mode: 0o755, mtime: MTIME });
  }
  for (const { digest, size } of distinct(images.flatMap(({ blobs }) => blobs))) {
    const bytes = Readable.from(content.read(digest, signal), { objectMode: false });
    const entry = tar.entry({ name: pathOf(digest), size, mode: 0o444, mtime: MTIME });
    await pipeline(bytes, entry, { signal });
  }
  for (const [name, json] of [
    ['index.json', indexOf(images)],
    ['manifest.json', manifestOf(images)],
    ['oci-layout', { imageLayoutVersion: '1.0.0' }],
  ] as const) {
    tar.entry({ name, mode: 0o444, mtime: MTIME }, JSON.stringify(json));
  }
}

/** `blobs/sha256/…` */
const pathOf = (digest: string): string => `blobs/${digest.replace(':', '/')}`;

function distinct(blobs: readonly Descriptor[]): Descriptor[] {
  const byDigest = new Map(blobs.map((blob) => [blob.digest, blob]));
  return [...byDigest.values()].sort((a, b) => (a.digest < b.digest ? -1 : 1));
}

/** An entry for each name, or one without a name. The annotations are containerd's. */
function indexOf(images: readonly SavedImage[]): unknown {
  return {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociIndex,
    manifests: images.flatMap(({ target: { mediaType, digest, size }, names }) => {
      const descriptor = { mediaType, digest, size };
      if (names.length === 0) return [descriptor];
      return names.map(({ canonical, tag }) => ({
        ...descriptor,
        annotations: {
          'io.containerd.image.name': canonical,
          'org.opencontainers.image.ref.name': tag,
        },
      }));
    }),
  };
}

function manifestOf(images: readonly SavedImage[]): unknown {
  return images.map(({ legacy: { image }, names }) => ({
    Config: pathOf(image.configDescriptor.digest),
    RepoTags: names.length === 0 ? null : names.map(({ familiar }) => familiar),
    Layers: image.layers.map(({ digest }) => pathOf(digest)),
  }));
}
