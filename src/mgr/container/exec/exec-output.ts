import { HEADER_SIZE, type OutputStream } from '../../../lib/raw-stream.ts';
import { FifoReader } from '../io/fifo-reader.ts';

const READ_SIZE = 64 * 1024;
/** Less than this is copied, so that a large buffer is not held for a few bytes. */
const COPY_BELOW = 16 * 1024;

export interface ExecOutputOptions {
  readonly stream: OutputStream;
  readonly fd: number;
  /** A buffer that nobody else uses, with the first bytes of it free for a header. */
  readonly deliver: (stream: OutputStream, frame: Buffer) => void;
}

/** One output of an exec: read with room for the frame's header, so that header and payload are one write. */
export class ExecOutput {
  readonly ended: Promise<void>;
  readonly #reader: FifoReader;
  #frame = Buffer.allocUnsafeSlow(HEADER_SIZE + READ_SIZE);

  constructor({ stream, fd, deliver }: ExecOutputOptions) {
    let end: () => void = () => undefined;
    this.ended = new Promise((resolve) => (end = resolve));
    this.#reader = new FifoReader({
      fd,
      room: () => this.#frame.subarray(HEADER_SIZE),
      data: (length) => deliver(stream, this.#take(HEADER_SIZE + length)),
      ended: end,
    });
  }

  pause(): void {
    this.#reader.pause();
  }

  resume(): void {
    this.#reader.resume();
  }

  close(): void {
    this.#reader.close();
  }

  #take(length: number): Buffer {
    const frame = this.#frame.subarray(0, length);
    if (length < COPY_BELOW) return Buffer.from(frame);
    this.#frame = Buffer.allocUnsafeSlow(HEADER_SIZE + READ_SIZE);
    return frame;
  }
}
