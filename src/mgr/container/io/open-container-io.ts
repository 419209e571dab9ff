import { closeSync } from 'node:fs';

import type { Stdio } from '../../../ctrd/containerd.ts';
import { isCode, messageOf } from '../../../lib/errors.ts';
import { type OutputStream, STREAMS } from '../../../lib/raw-stream.ts';
import type { LogPosition } from '../log/log-writer.ts';
import type { AttachOptions, ContainerIo, OpenIo, StreamSession } from './container-io.ts';
import { hangUpIfDeserted, makeFifos, openInput, openOutput, removeFifos } from './io-directory.ts';
import type { Listener, OutputChannel } from './output-channel.ts';
import { StdinPipe } from './stdin-pipe.ts';
import type { Told, WorkerLink } from './worker-link.ts';
import type { IoKey, Unlogged } from './worker-protocol.ts';

export interface OpenContext {
  readonly key: IoKey;
  readonly directory: string;
  /** The worker to use; another one when that has failed. */
  readonly takeLink: () => WorkerLink;
  readonly channel: OutputChannel;
  readonly generation: number;
  readonly closeStdin: () => Promise<void>;
  readonly trouble: (message: string) => void;
  readonly attach: (options: AttachOptions) => StreamSession;
  /** Called once, when everything is closed. */
  readonly closed: (generation: number) => void;
}

/** The streams of a container that is about to run, runs, or has just ended. */
export class OpenContainerIo implements ContainerIo {
  readonly stdio: Stdio;
  readonly drained: Promise<void>;
  /** Fulfilled when the log is closed. */
  readonly closed: Promise<void>;
  readonly key: IoKey;
  readonly #io: OpenIo;
  readonly #context: OpenContext;
  readonly #stdin: StdinPipe | undefined;
  #markDrained: () => void = () => undefined;
  #markClosed: () => void = () => undefined;
  #isDrained = false;
  #closing: Promise<void> | undefined;
  #link: WorkerLink;

  private constructor(io: OpenIo, context: OpenContext, stdio: Stdio) {
    this.#io = io;
    this.#context = context;
    this.#link = context.takeLink();
    this.key = context.key;
    this.stdio = stdio;
    this.drained = new Promise((resolve) => (this.#markDrained = resolve));
    this.closed = new Promise((resolve) => (this.#markClosed = resolve));
    this.#stdin =
      stdio.stdin === '' ? undefined : new StdinPipe(openInput(stdio.stdin), context.closeStdin);
  }

  /** @throws invalidArgument on bad log options; what the file system says */
  static async open(
    io: OpenIo,
    context: OpenContext,
    signal: AbortSignal,
  ): Promise<OpenContainerIo> {
    const stdio = makeFifos(context.directory, { terminal: io.tty, stdin: io.stdin });
    const opened = new OpenContainerIo(io, context, stdio);
    await opened.#start(signal);
    return opened;
  }

  get link(): WorkerLink {
    return this.#link;
  }

  attach(options: AttachOptions): StreamSession {
    return this.#context.attach(options);
  }

  started(): void {
    this.#stdin?.started();
  }

  async close(): Promise<void> {
    this.#closing ??= this.#close();
    await this.#closing;
  }

  /** Lets go of the pipes without removing them: the daemon ends, the container goes on. */
  async release(): Promise<void> {
    this.#closing ??= this.#shut();
    await this.#closing;
  }

  /**
   * Joins a listener to the outputs. @returns what it gets first: where the log ends at that moment, and
   * what was read but not logged
   */
  async join(
    listener: Listener,
    signal: AbortSignal,
  ): Promise<{ end: LogPosition; unlogged: Unlogged }> {
    const { channel } = this.#context;
    let unlogged: Unlogged = [];
    const marked = (message: { readonly unlogged: Unlogged }): void => {
      ({ unlogged } = message);
      if (channel.source === undefined) listener.end();
      else channel.join(listener);
    };
    const end = await channel.expecting(() =>
      this.link.call('mark', this.key, null, { signal, marked }),
    );
    return { end, unlogged };
  }

  async #start(signal: AbortSignal): Promise<void> {
    const { channel, directory } = this.#context;
    try {
      signal.throwIfAborted();
      await this.#pump(this.#io.reopen === true);
    } catch (err) {
      this.#stdin?.close();
      removeFifos(directory);
      throw err;
    }
    channel.open({
      tap: (on) => this.#link.send({ type: 'tap', io: this.key, on }),
      credit: (bytes) => this.#link.send({ type: 'credit', io: this.key, bytes }),
      stdin: this.#stdin,
    });
  }

  /** Has a worker read the pipes. @param deserted whether a pipe that nobody holds has ended */
  async #pump(deserted: boolean): Promise<void> {
    const { channel, generation } = this.#context;
    const { log } = this.#io;
    const outputs = outputsOf(this.stdio);
    this.#link.listen(this.key, (message) => this.#receive(message));
    try {
      await this.#link.call('open', this.key, { outputs, log, generation, tap: channel.wanted });
    } catch (err) {
      this.#link.unlisten(this.key);
      for (const { fd } of outputs) closeSync(fd);
      throw err;
    }
    for (const { path } of deserted ? outputs : []) hangUpIfDeserted(path);
  }

  #receive(message: Told): void {
    const { channel, trouble } = this.#context;
    if (message.type === 'output') {
      const { buffer, byteOffset, byteLength } = message.bytes;
      channel.deliver(message.stream, Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength));
    } else if (message.type === 'drained') this.#drain();
    else if (message.type === 'trouble') trouble(message.message);
    else void this.#recover();
  }

  #drain(): void {
    if (this.#isDrained) return;
    this.#isDrained = true;
    this.#context.channel.close();
    this.#markDrained();
  }

  /** The worker is gone, the pipes are not: the shim holds them. Another worker reads on. Never rejects. */
  async #recover(): Promise<void> {
    if (this.#closing !== undefined || this.#isDrained) return;
    this.#link = this.#context.takeLink();
    try {
      await this.#pump(true);
    } catch (err) {
      this.#context.trouble(messageOf(err));
      this.#drain();
    }
  }

  async #close(): Promise<void> {
    try {
      await this.#shut();
    } finally {
      removeFifos(this.#context.directory);
    }
  }

  async #shut(): Promise<void> {
    this.#stdin?.close();
    let { generation } = this.#context;
    try {
      ({ generation } = await this.#link.call('close', this.key, null));
    } catch (err) {
      if (!isCode(err, 'unavailable')) throw err;
    } finally {
      this.#link.unlisten(this.key);
      this.#drain();
      this.#context.closed(generation);
      this.#markClosed();
    }
  }
}

interface Output {
  readonly stream: OutputStream;
  readonly path: string;
  readonly fd: number;
}

function outputsOf({ stdout, stderr }: Stdio): Output[] {
  const out: Output = { stream: STREAMS.stdout, path: stdout, fd: openOutput(stdout) };
  if (stderr === '') return [out];
  return [out, { stream: STREAMS.stderr, path: stderr, fd: openOutput(stderr) }];
}
