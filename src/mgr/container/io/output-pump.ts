import type { OutputStream } from '../../../lib/raw-stream.ts';
import { cutSegments, MAX_RECORD } from '../log/line-cutter.ts';
import { FifoReader } from './fifo-reader.ts';
import type { Unlogged } from './worker-protocol.ts';

const READ_SIZE = 64 * 1024;

export interface OutputPumpOptions {
  readonly stream: OutputStream;
  readonly fd: number;
  /** Logs a segment of the chunk, at once: the chunk is used again. */
  readonly log: (
    stream: OutputStream,
    chunk: Buffer,
    segment: { start: number; end: number; whole: boolean },
  ) => void;
  /** What was read, before it is logged. Copied if kept. */
  readonly seen: (stream: OutputStream, bytes: Buffer) => void;
  readonly ended: () => void;
}

/** One output of a container: from its pipe into the log, line by line, without a copy. */
export class OutputPump {
  readonly #options: OutputPumpOptions;
  readonly #reader: FifoReader;
  /** Holds the beginning of a line that is not complete, then what is read next. */
  readonly #chunk = Buffer.allocUnsafeSlow(MAX_RECORD + READ_SIZE);
  #kept = 0;

  constructor(options: OutputPumpOptions) {
    this.#options = options;
    this.#reader = new FifoReader({
      fd: options.fd,
      room: () => this.#chunk.subarray(this.#kept, this.#kept + READ_SIZE),
      data: (length) => this.#take(length),
      ended: () => {
        this.#flush();
        options.ended();
      },
    });
  }

  get unlogged(): Unlogged {
    if (this.#kept === 0) return [];
    const bytes = Uint8Array.prototype.slice.call(this.#chunk, 0, this.#kept);
    return [{ stream: this.#options.stream, bytes }];
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

  #take(length: number): void {
    const { stream, log, seen } = this.#options;
    const total = this.#kept + length;
    seen(stream, this.#chunk.subarray(this.#kept, total));
    let logged = 0;
    for (const segment of cutSegments(this.#chunk, total)) {
      log(stream, this.#chunk, segment);
      logged = segment.end;
    }
    this.#chunk.copyWithin(0, logged, total);
    this.#kept = total - logged;
  }

  #flush(): void {
    if (this.#kept === 0) return;
    this.#options.log(this.#options.stream, this.#chunk, {
      start: 0,
      end: this.#kept,
      whole: false,
    });
    this.#kept = 0;
  }
}
