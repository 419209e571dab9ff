import { createHash } from 'node:crypto';

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** The one algorithm that containerd's content store checks. */
export const isDigest = (text: string): boolean => DIGEST.test(text);

/** For documents and short strings; large data is hashed by the content store. */
export function digestOf(bytes: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/**
 * The snapshot names of a stack of layers, bottom first: the first is its layer's DiffID, each further one
 * the digest of `<chain id below> <DiffID>`. OCI image-spec, config.md, "Layer ChainID".
 */
export function chainIdsOf(diffIds: readonly string[]): readonly string[] {
  const chain: string[] = [];
  for (const diffId of diffIds) {
    const below = chain.at(-1);
    chain.push(below === undefined ? diffId : digestOf(`${below} ${diffId}`));
  }
  return chain;
}
