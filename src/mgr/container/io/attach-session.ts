import type { Duplex } from 'node:stream';

import { encodeHeader, type OutputStream, STREAMS } from '../../../lib/raw-stream.ts';
import { ClientQueue } from './client-queue.ts';
import type { AttachOptions, Framing, StreamSession } from './container-io.ts';
import { forwardStdin } from './forward-stdin.ts';
import type { Listener, OutputChannel } from './output-channel.ts';
import type { Spool } from './spool.ts';

export interface AttachTarget {
  readonly channel: OutputChannel;
  readonly tty: boolean;
  /** OpenStdin */
  readonly stdin: boolean;
  readonly stdinOnce: boolean;
  /** Undefined when the container detaches on no keys. */
  readonly detachKeys: readonly number[] | undefined;
  readonly makeSpool: () => Spool | undefined;
  /**
   * What was logged up to the moment from which on the listener gets what comes: joins it to the channel
   * between the two, without a gap or a repetition.
   */
  readonly replay: (options: ReplayOptions, signal: AbortSignal) => AsyncIterable<Buffer>;
}

export interface ReplayOptions {
  readonly framing: Framing;
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** Undefined when nothing is to follow. */
  readonly listener: Listener | undefined;
}

type Outcome = 'ended' | 'detached' | 'left';

/** One attach: moves bytes between a connection and a container's streams. */
export class AttachSession implements StreamSession {
  readonly tty: boolean;
  readonly #target: AttachTarget;
  readonly #options: AttachOptions;

  constructor(target: AttachTarget, options: AttachOptions) {
    this.tty = target.tty;
    this.#target = target;
    this.#options = options;
  }

  async run(connection: Duplex, framing: Framing): Promise<Outcome> {
    const { channel, makeSpool } = this.#target;
    const { logs, stream, stdin } = this.#options;
    connection.on('error', () => undefined);
    const left = new AbortController();
    connection.once('close', () => left.abort());
    await using spool = stream ? makeSpool() : undefined;
    const queue = new ClientQueue({ connection, spool, room: () => channel.settle() }, logs);
    const { listener, over } = this.#listen(connection, framing, queue);
    if (stream && !logs) channel.join(listener);
    try {
      if (logs) await this.#replay(connection, framing, stream ? listener : undefined, left.signal);
      queue.release();
      if (!stream) return await finish(connection, queue, 'ended');
      const typed = stdin ? this.#forward(connection) : never<Outcome>();
      if (!stdin) connection.resume();
      const outcome = await Promise.race([over, typed, whenAborted(left.signal)]);
      return await finish(connection, queue, outcome);
    } finally {
      channel.leave(listener);
    }
  }

  #listen(
    connection: Duplex,
    framing: Framing,
    queue: ClientQueue,
  ): { listener: Listener; over: Promise<Outcome> } {
    const wants = (stream: OutputStream): boolean =>
      stream === STREAMS.stdout ? this.#options.stdout : this.#options.stderr;
    let end: (outcome: Outcome) => void = () => undefined;
    const over = new Promise<Outcome>((resolve) => (end = resolve));
    const listener: Listener = {
      deliver: (stream, bytes) => {
        if (!wants(stream)) return;
        if (framing === 'raw') queue.push(bytes);
        else queue.push(encodeHeader(stream, bytes.length), bytes);
      },
      get full() {
        return !connection.destroyed && queue.full;
      },
      get stalledMs() {
        return queue.stalledMs;
      },
      end: () => end('ended'),
      drop: () => connection.destroy(),
    };
    return { listener, over };
  }

  async #replay(
    connection: Duplex,
    framing: Framing,
    listener: Listener | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const { stdout, stderr } = this.#options;
    for await (const bytes of this.#target.replay({ framing, stdout, stderr, listener }, signal)) {
      if (signal.aborted) return;
      if (!connection.write(bytes)) await drainOrClose(connection);
    }
  }

  /**
   * Until the client leaves or types the detach keys. As with dockerd, the end of its input is the end of
   * the container's where StdinOnce says so, and else the end of this attach.
   */
  async #forward(connection: Duplex): Promise<Outcome> {
    const { channel, tty, stdin, stdinOnce, detachKeys } = this.#target;
    const outcome = await forwardStdin({
      connection,
      detachKeys,
      write: async (bytes) => {
        const source = await channel.whenOpen();
        if (stdin) await source?.stdin?.write(bytes);
      },
    });
    const closesStdin = stdinOnce && !tty;
    if (closesStdin) await (await channel.whenOpen())?.stdin?.end();
    if (outcome !== 'ended') return outcome;
    return closesStdin || !stdin ? await never<Outcome>() : 'left';
  }
}

/** How long a client may take to close its side after we closed ours. */
const LINGER_MS = 2_000;

async function finish(connection: Duplex, queue: ClientQueue, outcome: Outcome): Promise<Outcome> {
  await queue.flushed();
  if (connection.destroyed) return outcome === 'detached' ? outcome : 'left';
  endGently(connection);
  return outcome;
}

/** Ends a connection so that the other side reads everything before it is gone. */
export function endGently(connection: Duplex): void {
  connection.end();
  connection.resume();
  const linger = setTimeout(() => connection.destroy(), LINGER_MS).unref();
  connection.once('close', () => clearTimeout(linger));
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

async function whenAborted(signal: AbortSignal): Promise<Outcome> {
  if (!signal.aborted) {
    await new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    );
  }
  return 'left';
}

async function drainOrClose(connection: Duplex): Promise<void> {
  if (connection.destroyed) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      connection.off('drain', done).off('close', done);
      resolve();
    };
    connection.on('drain', done).on('close', done);
  });
}
