import { Duplex } from 'node:stream';

/** dockerd keeps so many bytes of a probe's output. */
const LIMIT = 4096;

/** The connection of a probe: nothing comes from it, the beginning of what goes into it is kept. */
export class ProbeOutput extends Duplex {
  readonly #chunks: Buffer[] = [];
  #kept = 0;
  #isCut = false;

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8') + (this.#isCut ? '...' : '');
  }

  override _read(): void {
    // A probe has no input: it neither gets any nor is told of an end.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    const kept = chunk.subarray(0, LIMIT - this.#kept);
    // A copy: the reader may use its buffer again.
    if (kept.length > 0) this.#chunks.push(Buffer.from(kept));
    this.#kept += kept.length;
    this.#isCut ||= kept.length < chunk.length;
    done();
  }

  override _final(done: () => void): void {
    this.push(null);
    done();
  }
}
