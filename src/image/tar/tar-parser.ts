import { invalidArgument } from '../../lib/errors.ts';
import { readPax } from './pax.ts';
import { BLOCK, isZeroBlock, readHeader, type TarHeader } from './tar-header.ts';

export type TarToken =
  | { readonly kind: 'header'; readonly header: TarHeader }
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' };

/** Extended headers are held in memory: a hostile one must not fill it. */
const MAX_META = 1 << 20;

const META_TYPES = new Set(['pax', 'global-pax', 'long-name', 'long-link']);

/**
 * A tar stream as tokens, fed chunk by chunk and holding never more than one extended header. (tar-stream
 * buffers extended headers of any size, so an archive of a client is not given to it.)
 *
 * POSIX ustar and pax, GNU long names and base-256 sizes; a sparse member is refused.
 */
export class TarParser {
  readonly #block = new Uint8Array(BLOCK);
  #filled = 0;
  #mode: 'header' | 'meta' | 'data' | 'padding' | 'done' = 'header';
  #metaType = '';
  #meta: Uint8Array[] = [];
  #remaining = 0;
  #padding = 0;
  #zeroBlocks = 0;
  #next: Partial<TarHeader> = {};
  #global: Partial<TarHeader> = {};

  /** @throws invalidArgument on anything that is not tar; what follows the trailer is ignored */
  *push(chunk: Uint8Array): Generator<TarToken> {
    let at = 0;
    while (at < chunk.length && this.#mode !== 'done') {
      const available = chunk.length - at;
      switch (this.#mode) {
        case 'header': {
          at += this.#fill(chunk.subarray(at));
          if (this.#filled === BLOCK) yield* this.#header();
          break;
        }
        case 'padding': {
          const count = Math.min(available, this.#padding);
          at += count;
          this.#padding -= count;
          if (this.#padding === 0) this.#mode = 'header';
          break;
        }
        case 'data':
        case 'meta': {
          const bytes = chunk.subarray(at, at + Math.min(available, this.#remaining));
          at += bytes.length;
          this.#remaining -= bytes.length;
          yield* this.#content(bytes);
        }
      }
    }
  }

  /** @throws invalidArgument when the stream ended inside a member */
  finish(): void {
    if (this.#mode === 'data' || this.#mode === 'meta' || this.#filled > 0) {
      throw invalidArgument('unexpected EOF');
    }
  }

  #fill(bytes: Uint8Array): number {
    const count = Math.min(bytes.length, BLOCK - this.#filled);
    this.#block.set(bytes.subarray(0, count), this.#filled);
    this.#filled += count;
    return count;
  }

  *#header(): Generator<TarToken> {
    this.#filled = 0;
    if (isZeroBlock(this.#block)) {
      this.#zeroBlocks += 1;
      if (this.#zeroBlocks === 2) this.#mode = 'done';
      return;
    }
    if (this.#zeroBlocks > 0) throw invalidArgument('archive/tar: invalid tar header');
    const raw = readHeader(this.#block);
    if (META_TYPES.has(raw.type)) {
      this.#beginMeta(raw);
      return;
    }
    const header = { ...raw, ...this.#global, ...this.#next };
    this.#next = {};
    yield* this.#beginMember(header);
  }

  #beginMeta(raw: TarHeader): void {
    if (raw.size > MAX_META) {
      throw invalidArgument('archive/tar: an extended header is larger than 1 MiB');
    }
    this.#metaType = raw.type;
    this.#meta = [];
    this.#begin('meta', raw.size);
    if (raw.size === 0) this.#endMeta();
  }

  *#beginMember(header: TarHeader): Generator<TarToken> {
    const size = header.type === 'file' || header.type === 'other' ? header.size : 0;
    yield { kind: 'header', header: { ...header, size } };
    this.#begin('data', size);
    if (size === 0) {
      this.#mode = 'header';
      yield { kind: 'end' };
    }
  }

  #begin(mode: 'meta' | 'data', size: number): void {
    this.#mode = mode;
    this.#remaining = size;
    this.#padding = (BLOCK - (size % BLOCK)) % BLOCK;
  }

  *#content(bytes: Uint8Array): Generator<TarToken> {
    const inMember = this.#mode === 'data';
    if (inMember) yield { kind: 'data', bytes };
    else this.#meta.push(bytes.slice());
    if (this.#remaining > 0) return;
    this.#mode = this.#padding > 0 ? 'padding' : 'header';
    if (inMember) yield { kind: 'end' };
    else this.#endMeta();
  }

  #endMeta(): void {
    this.#mode = this.#padding > 0 ? 'padding' : 'header';
    const bytes = Buffer.concat(this.#meta);
    this.#meta = [];
    if (this.#metaType === 'pax') this.#next = { ...this.#next, ...readPax(bytes) };
    else if (this.#metaType === 'global-pax') this.#global = { ...this.#global, ...readPax(bytes) };
    else {
      const text = bytes.toString('utf8').replace(/\0.*$/s, '');
      this.#next =
        this.#metaType === 'long-name'
          ? { ...this.#next, name: text }
          : { ...this.#next, linkName: text };
    }
  }
}
