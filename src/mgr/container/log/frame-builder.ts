import { encodeHeader, type OutputStream } from '../../../lib/raw-stream.ts';

export interface FrameOptions {
  /** Without it, payload only. */
  readonly framed: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
}

const MAX_FRAME = 64 * 1024;

/**
 * Gathers log records into what a client gets: adjacent records of one stream become one frame. Text may
 * be given as the escaped content of a JSON string (as latin1, a character a byte), which is decoded once
 * a frame.
 */
export class FrameBuilder {
  readonly #options: FrameOptions;
  #out: Buffer[] = [];
  #stream: OutputStream = 1;
  #escaped: string[] = [];
  #plain: Buffer[] = [];
  #bytes = 0;

  constructor(options: FrameOptions) {
    this.#options = options;
  }

  wants(stream: OutputStream): boolean {
    return stream === 1 ? this.#options.stdout : this.#options.stderr;
  }

  addEscaped(stream: OutputStream, prefix: string, text: string): void {
    if (this.#plain.length > 0) this.#close();
    this.#begin(stream);
    this.#escaped.push(prefix === '' ? text : prefix + text);
    this.#bytes += prefix.length + text.length;
  }

  addPlain(stream: OutputStream, bytes: Buffer): void {
    if (this.#escaped.length > 0) this.#close();
    this.#begin(stream);
    this.#plain.push(bytes);
    this.#bytes += bytes.length;
  }

  /** Everything gathered since the last call. */
  take(): Buffer | undefined {
    this.#close();
    const out = this.#out;
    this.#out = [];
    return out.length < 2 ? out[0] : Buffer.concat(out);
  }

  #begin(stream: OutputStream): void {
    if (stream !== this.#stream || this.#bytes >= MAX_FRAME) this.#close();
    this.#stream = stream;
  }

  #close(): void {
    const parts = this.#escaped.length > 0 ? [decodeEscaped(this.#escaped)] : this.#plain;
    this.#escaped = [];
    this.#plain = [];
    this.#bytes = 0;
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    if (length === 0) return;
    if (this.#options.framed) this.#out.push(encodeHeader(this.#stream, length));
    this.#out.push(...parts);
  }
}

/** Escapes of characters beyond ASCII: their bytes are not their latin1 characters. */
const WIDE = /\\u(?!00[0-7])/;

/** Pieces that are no JSON string content are left out. */
function decodeEscaped(pieces: readonly string[]): Buffer {
  try {
    return decodeOne(pieces.length === 1 ? (pieces[0] ?? '') : pieces.join(''));
  } catch (err) {
    if (!(err instanceof SyntaxError) || pieces.length < 2) return Buffer.alloc(0);
    return Buffer.concat(pieces.map((piece) => decodeEscaped([piece])));
  }
}

function decodeOne(content: string): Buffer {
  if (!content.includes('\\')) {
    if (content.includes('"')) throw new SyntaxError('a quote inside a string');
    return Buffer.from(content, 'latin1');
  }
  if (content.includes('\\u') && WIDE.test(content)) {
    return Buffer.from(parse(Buffer.from(content, 'latin1').toString()));
  }
  return Buffer.from(parse(content), 'latin1');
}

const parse = (content: string): string => JSON.parse(`"${content}"`) as string;
