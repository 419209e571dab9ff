import type { OutputStream } from '../../../lib/raw-stream.ts';
import type { LogFile } from '../log/log-files.ts';
import { LogSink } from '../log/log-sink.ts';
import type { LogPosition } from '../log/log-writer.ts';
import { OutputPump } from './output-pump.ts';
import type { OpenOutputs, Unlogged } from './worker-protocol.ts';

/** Above this the pipe is left unread: the container waits for the disk. */
const MAX_QUEUED = 4 * 1024 * 1024;
/** So many bytes may be on their way to attached clients. */
const WINDOW = 4 * 1024 * 1024;

export interface OutputsOptions extends OpenOutputs {
  /** A copy of what was read, for attached clients. */
  readonly output: (stream: OutputStream, bytes: Uint8Array) => void;
  readonly drained: () => void;
  readonly trouble: (message: string) => void;
}

/** Both outputs of one container and its log, in a log worker. */
export class ContainerOutputs {
  readonly #options: OutputsOptions;
  readonly #sink: LogSink;
  readonly #pumps: readonly OutputPump[];
  readonly #growth = new Map<number, { readonly from: LogPosition; readonly tell: () => void }>();
  #open: number;
  #tapped: boolean;
  #inFlight = 0;
  #paused = false;
  #closed = false;
  #troubled = false;
  #pumpsEnded: (() => void) | undefined;

  /** @throws invalidArgument on bad log options; errors of the file system */
  constructor(options: OutputsOptions) {
    this.#options = options;
    this.#tapped = options.tap;
    this.#sink = new LogSink(options.log, {
      generation: options.generation,
      written: () => this.#written(),
      failed: (error) => this.#report(error),
    });
    this.#open = options.outputs.length;
    this.#pumps = options.outputs.map(
      ({ stream, fd }) =>
        new OutputPump({
          stream,
          fd,
          log: (from, chunk, segment) => this.#sink.write(from, chunk, segment),
          seen: (from, bytes) => this.#seen(from, bytes),
          ended: () => this.#ended(),
        }),
    );
  }

  /** Sends output to the main thread from now on, or no longer. */
  tap(on: boolean): void {
    if (on === this.#tapped) return;
    this.#tapped = on;
    this.#inFlight = 0;
    this.#regulate();
  }

  credit(bytes: number): void {
    this.#inFlight = Math.max(0, this.#inFlight - bytes);
    this.#regulate();
  }

  get unlogged(): Unlogged {
    return this.#pumps.flatMap((pump) => pump.unlogged);
  }

  async mark(): Promise<LogPosition> {
    return (await this.#sink.writer?.barrier()) ?? { generation: 0, offset: 0 };
  }

  async files(): Promise<{ files: LogFile[]; end: LogPosition }> {
    const end = await this.mark();
    return { files: this.#sink.writer?.openFiles() ?? [], end };
  }

  after(generation: number): LogFile | undefined {
    return this.#sink.writer?.openAfter(generation);
  }

  /** Calls back once when the log has grown beyond a position, or ended. */
  onGrowth(id: number, from: LogPosition, tell: () => void): void {
    if (this.#closed || this.#sink.writer?.isBeyond(from) !== false) tell();
    else this.#growth.set(id, { from, tell });
  }

  cancelGrowth(id: number): void {
    this.#growth.delete(id);
  }

  /** Stops reading and writes what was read. @returns the generation of the current file */
  async close(): Promise<{ generation: number }> {
    this.#closed = true;
    for (const pump of this.#pumps) pump.close();
    await this.#whenPumpsEnded();
    await this.#sink.writer?.close();
    for (const { tell } of this.#growth.values()) tell();
    this.#growth.clear();
    if (this.#sink.dropped > 0)
      this.#options.trouble(`${this.#sink.dropped} bytes were not logged`);
    return { generation: this.#sink.writer?.generation ?? 0 };
  }

  async #whenPumpsEnded(): Promise<void> {
    if (this.#open > 0) await new Promise<void>((resolve) => (this.#pumpsEnded = resolve));
  }

  #ended(): void {
    this.#open -= 1;
    if (this.#open > 0) return;
    this.#pumpsEnded?.();
    void this.mark().then(this.#options.drained);
  }

  #seen(stream: OutputStream, bytes: Buffer): void {
    if (this.#tapped) {
      this.#inFlight += bytes.length;
      this.#options.output(stream, Uint8Array.prototype.slice.call(bytes));
    }
    this.#regulate();
  }

  #written(): void {
    this.#regulate();
    for (const [id, { from, tell }] of this.#growth) {
      if (this.#sink.writer?.isBeyond(from) === false) continue;
      this.#growth.delete(id);
      tell();
    }
  }

  #regulate(): void {
    const share = this.#paused ? 0.5 : 1;
    const full =
      this.#sink.queued > MAX_QUEUED * share || (this.#tapped && this.#inFlight > WINDOW * share);
    if (full === this.#paused) return;
    this.#paused = full;
    for (const pump of this.#pumps) {
      if (full) pump.pause();
      else pump.resume();
    }
  }

  #report(error: unknown): void {
    if (this.#troubled) return;
    this.#troubled = true;
    this.#options.trouble(String(error));
  }
}
