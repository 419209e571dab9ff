import { TarParser, type TarToken } from './tar-parser.ts';

/**
 * Watches a layer's uncompressed tar go by and sums what Docker calls the layer's size: the bytes of its
 * regular files and the lengths of its symbolic links. Directories and hard links count nothing.
 */
export class LayerSize {
  readonly #parser = new TarParser();
  #size: number | undefined = 0;

  observe(chunk: Uint8Array): void {
    if (this.#size === undefined) return;
    try {
      for (const token of this.#parser.push(chunk)) this.#size += sizeOf(token);
    } catch {
      this.#size = undefined;
    }
  }

  /** `undefined` where the bytes are no plain tar. */
  result(): number | undefined {
    try {
      this.#parser.finish();
      return this.#size;
    } catch {
      return undefined;
    }
  }
}

function sizeOf(token: TarToken): number {
  if (token.kind !== 'header') return 0;
  const { type, size, linkName } = token.header;
  if (type === 'file') return size;
  return type === 'symlink' ? Buffer.byteLength(linkName) : 0;
}
