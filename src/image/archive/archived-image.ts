import type { Descriptor } from '../../ctrd/containerd.ts';

/** An image found in an archive, its documents and blobs in the content store. */
export interface ArchivedImage {
  readonly target: Descriptor;
  /** Canonical names; none for an image that has only its id. */
  readonly names: readonly string[];
}
