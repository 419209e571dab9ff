import { TarParser, type TarToken } from './tar-parser.ts';

/**
 * Watches a layer's uncompressed tar go by and sums what Docker calls the layer's size: the bytes of its
 * regular files and the lengths of its symbolic links. Directories and hard links count nothing.
 */
export class LayerSize {
  readonly #parser = new TarParser();
  #size = 0;
  #failure: unknown;

  observe(chunk: Uint8Array): void {
    if (this.#failure !== undefined) return;
    try {
      for (const token of this.#parser.push(chunk)) this.#size += sizeOf(token);
    } catch (err) {
      this.#failure = err;
    }
  }

  /** `undefined` where the bytes are no plain tar, or one that our parser does not read. */
  result(): number | undefined {
    return this.failure() === undefined ? this.#size : undefined;
  }

  /** Why the bytes, all of which have gone by, are no tar; `undefined` when they are. */
  failure(): unknown {
    try {
      if (this.#failure === undefined) this.#parser.finish();
    } catch (err) {
      this.#failure = err;
    }
    return this.#failure;
  }
}

function sizeOf(token: TarToken): number {
  if (token.kind !== 'header') return 0;
  const { type, size, linkName } = token.header;
  if (type === 'file') return size;
  return type === 'symlink' ? Buffer.byteLength(linkName) : 0;
}
