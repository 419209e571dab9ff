import type { Labels } from '../ctrd/containerd.ts';
import type { Manifest } from './documents/manifest.ts';

/**
 * What a manifest or index refers to, in the labels that containerd's garbage collection follows:
 * without them the children of an image vanish. containerd: docs/garbage-collection.md
 */
export function gcLabelsOf(manifest: Manifest): Labels {
  if (manifest.kind === 'index') return numbered('m', manifest.manifests);
  return {
    'containerd.io/gc.ref.content.config': manifest.config.digest,
    ...numbered('l', manifest.layers),
  };
}

function numbered(group: string, children: readonly { readonly digest: string }[]): Labels {
  return Object.fromEntries(
    children.map(({ digest }, at) => [`containerd.io/gc.ref.content.${group}.${at}`, digest]),
  );
}
