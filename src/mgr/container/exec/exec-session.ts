import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

import type { EngineError } from '../../../lib/errors.ts';
import { endGently } from '../io/attach-session.ts';
import type { Framing, StreamSession } from '../io/container-io.ts';
import { forwardStdin } from '../io/forward-stdin.ts';
import type { Exec } from './exec.ts';
import type { ExecIo } from './exec-io.ts';

/** A process that the exec left behind may hold its outputs; dockerd waits as long. */
const DRAIN_MS = 2_000;

export interface ExecSessionOptions {
  readonly exec: Exec;
  readonly io: ExecIo;
  /** Whether the client reads a terminal's bytes: exec/start says so, whatever exec/create said. */
  readonly tty: boolean;
  /** Fulfilled when the process runs; with the reason when it never will. */
  readonly launched: Promise<EngineError | undefined>;
  readonly detached: () => void;
}

/** The attached run of one exec. */
export class ExecSession implements StreamSession {
  readonly tty: boolean;
  readonly #options: ExecSessionOptions;

  constructor(options: ExecSessionOptions) {
    this.tty = options.tty;
    this.#options = options;
  }

  async run(connection: Duplex, framing: Framing): Promise<'ended' | 'detached' | 'left'> {
    const { io, launched, detached } = this.#options;
    connection.on('error', () => undefined);
    const left = new Promise<'left'>((resolve) => connection.once('close', () => resolve('left')));
    io.read({ connection, framing });
    const typed = this.#forward(connection);
    const failure = await Promise.race([launched, left]);
    if (failure === 'left') return failure;
    if (failure !== undefined) io.say(failure.message);
    const outcome =
      failure === undefined ? await Promise.race([this.#over(), typed, left]) : 'ended';
    if (outcome === 'detached') detached();
    if (outcome === 'detached' || outcome === 'left') io.abandon();
    if (!connection.destroyed) endGently(connection);
    return outcome;
  }

  /** Until the process has exited and what it wrote was handed on. */
  async #over(): Promise<'ended'> {
    const { exec, io } = this.#options;
    await exec.exited;
    await Promise.race([io.drained, delay(DRAIN_MS, undefined, { ref: false })]);
    return 'ended';
  }

  async #forward(connection: Duplex): Promise<'detached' | 'left'> {
    const { exec, io, launched } = this.#options;
    if (io.stdin === undefined) {
      connection.resume();
      return await new Promise<never>(() => undefined);
    }
    const { stdin } = io;
    const outcome = await forwardStdin({
      connection,
      detachKeys: exec.tty ? exec.detachKeys : undefined,
      write: (bytes) => stdin.write(bytes),
    });
    if (outcome !== 'ended') return outcome;
    if (exec.tty) return 'left';
    if ((await launched) === undefined) await stdin.end();
    return await new Promise<never>(() => undefined);
  }
}
