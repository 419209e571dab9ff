import { closeSync } from 'node:fs';

import type { Stdio } from '../../../ctrd/containerd.ts';
import { STREAMS } from '../../../lib/raw-stream.ts';
import type { LogPosition } from '../log/log-writer.ts';
import type { AttachOptions, ContainerIo, OpenIo, StreamSession } from './container-io.ts';
import { hangUpIfDeserted, makeFifos, openInput, openOutput, removeFifos } from './io-directory.ts';
import type { Listener, OutputChannel } from './output-channel.ts';
import { StdinPipe } from './stdin-pipe.ts';
import type { WorkerLink } from './worker-link.ts';
import type { FromWorker, IoKey, Unlogged } from './worker-protocol.ts';

export interface OpenContext {
  readonly key: IoKey;
  readonly directory: string;
  readonly link: WorkerLink;
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
  readonly link: WorkerLink;
  readonly #context: OpenContext;
  readonly #stdin: StdinPipe | undefined;
  #markDrained: () => void = () => undefined;
  #markClosed: () => void = () => undefined;
  #closing: Promise<void> | undefined;

  private constructor(context: OpenContext, stdio: Stdio) {
    this.#context = context;
    this.key = context.key;
    this.link = context.link;
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
    const opened = new OpenContainerIo(context, stdio);
    await opened.#start(io, signal);
    return opened;
  }

  attach(options: AttachOptions): StreamSession {
    return this.#context.attach(options);
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

  async #start(io: OpenIo, signal: AbortSignal): Promise<void> {
    const { link, key, channel, generation } = this.#context;
    const outputs = outputsOf(this.stdio);
    link.listen(key, (message) => this.#receive(message));
    try {
      signal.throwIfAborted();
      await link.call('open', key, { outputs, log: io.log, generation, tap: channel.wanted });
    } catch (err) {
      link.unlisten(key);
      this.#stdin?.close();
      for (const { fd } of outputs) closeSync(fd);
      await removeFifos(this.#context.directory);
      throw err;
    }
    if (io.reopen === true) {
      for (const path of [this.stdio.stdout, this.stdio.stderr]) {
        if (path !== '') hangUpIfDeserted(path);
      }
    }
    channel.open({
      tap: (on) => link.send({ type: 'tap', io: key, on }),
      credit: (bytes) => link.send({ type: 'credit', io: key, bytes }),
      stdin: this.#stdin,
    });
  }

  #receive(message: Exclude<FromWorker, { type: 'answer' | 'refusal' | 'marked' }>): void {
    const { channel, trouble } = this.#context;
    if (message.type === 'output') {
      const { buffer, byteOffset, byteLength } = message.bytes;
      channel.deliver(message.stream, Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength));
    } else if (message.type === 'drained') {
      channel.close();
      this.#markDrained();
    } else trouble(message.message);
  }

  async #close(): Promise<void> {
    try {
      await this.#shut();
    } finally {
      await removeFifos(this.#context.directory);
    }
  }

  async #shut(): Promise<void> {
    const { link, key, channel, closed } = this.#context;
    this.#stdin?.close();
    let { generation } = this.#context;
    try {
      ({ generation } = await link.call('close', key, null));
    } finally {
      link.unlisten(key);
      channel.close();
      this.#markDrained();
      closed(generation);
      this.#markClosed();
    }
  }
}

function outputsOf(stdio: Stdio): { stream: 1 | 2; fd: number }[] {
  const stdout = { stream: STREAMS.stdout, fd: openOutput(stdio.stdout) };
  if (stdio.stderr === '') return [stdout];
  return [stdout, { stream: STREAMS.stderr, fd: openOutput(stdio.stderr) }];
}
