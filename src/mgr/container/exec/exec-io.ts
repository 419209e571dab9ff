import type { Duplex } from 'node:stream';

import type { Stdio } from '../../../ctrd/containerd.ts';
import { encodeFrame, HEADER_SIZE, type OutputStream, STREAMS } from '../../../lib/raw-stream.ts';
import type { Framing } from '../io/container-io.ts';
import { makeFifos, openInput, openOutput, removeFifos } from '../io/io-directory.ts';
import { StdinPipe } from '../io/stdin-pipe.ts';
import { ExecOutput } from './exec-output.ts';

export interface ExecIoOptions {
  readonly directory: string;
  readonly terminal: boolean;
  /** Without them the process has /dev/null for all three. */
  readonly pipes: boolean;
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly closeStdin: () => Promise<void>;
}

/**
 * The streams of one exec, from its pipes straight to one connection. The process is read as fast as the
 * client reads; without a client its output is thrown away.
 */
export class ExecIo implements AsyncDisposable {
  readonly stdio: Stdio;
  readonly stdin: StdinPipe | undefined;
  readonly #options: ExecIoOptions;
  readonly #fds: readonly { readonly stream: OutputStream; readonly fd: number }[];
  #outputs: readonly ExecOutput[] = [];
  #client: { readonly connection: Duplex; readonly framing: Framing } | undefined;
  #reading = false;

  constructor(options: ExecIoOptions) {
    this.#options = options;
    this.stdio = options.pipes ? makeFifos(options.directory, options) : NO_PIPES;
    const outputs = [
      { stream: STREAMS.stdout, path: this.stdio.stdout },
      { stream: STREAMS.stderr, path: this.stdio.stderr },
    ];
    this.#fds = outputs
      .filter(({ path }) => path !== '')
      .map(({ stream, path }) => ({ stream, fd: openOutput(path) }));
    this.stdin =
      this.stdio.stdin === ''
        ? undefined
        : new StdinPipe(openInput(this.stdio.stdin), options.closeStdin);
    // The session ends stdin only when the process was launched.
    this.stdin?.started();
  }

  /** Fulfilled when both outputs have ended. */
  get drained(): Promise<unknown> {
    return Promise.all(this.#outputs.map(({ ended }) => ended));
  }

  /** Begins to read; what comes goes to the connection, or nowhere. */
  read(client?: { readonly connection: Duplex; readonly framing: Framing }): void {
    if (this.#reading) return;
    this.#reading = true;
    this.#client = client;
    client?.connection.once('close', () => this.abandon());
    const deliver = (stream: OutputStream, frame: Buffer): void => this.#deliver(stream, frame);
    this.#outputs = this.#fds.map(({ stream, fd }) => new ExecOutput({ stream, fd, deliver }));
  }

  /** Lets the process go on without a client. */
  abandon(): void {
    this.#client = undefined;
    for (const output of this.#outputs) output.resume();
  }

  /** Tells the client a sentence in its stream of output. */
  say(text: string): void {
    if (this.#client === undefined) return;
    const { connection, framing } = this.#client;
    const bytes = Buffer.from(`${text}\r\n`);
    connection.write(framing === 'raw' ? bytes : encodeFrame(STREAMS.stdout, bytes));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.read();
    this.stdin?.close();
    for (const output of this.#outputs) output.close();
    await this.drained;
    removeFifos(this.#options.directory);
  }

  #deliver(stream: OutputStream, frame: Buffer): void {
    const wanted = stream === STREAMS.stdout ? this.#options.stdout : this.#options.stderr;
    if (this.#client === undefined || !wanted) return;
    const { connection, framing } = this.#client;
    if (connection.destroyed || connection.writableEnded) return;
    if (connection.write(framing === 'raw' ? frame.subarray(HEADER_SIZE) : framed(stream, frame))) {
      return;
    }
    for (const output of this.#outputs) output.pause();
    connection.once('drain', () => {
      for (const output of this.#outputs) output.resume();
    });
  }
}

const NO_PIPES: Stdio = { stdin: '', stdout: '', stderr: '', terminal: false };

function framed(stream: OutputStream, frame: Buffer): Buffer {
  frame.fill(0, 0, HEADER_SIZE);
  frame[0] = stream;
  frame.writeUInt32BE(frame.length - HEADER_SIZE, 4);
  return frame;
}
