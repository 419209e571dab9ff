import { fstatSync } from 'node:fs';

import { canceled, isCode, notImplemented } from '../../../lib/errors.ts';
import { DIALECTS } from '../log/dialects.ts';
import type { LogDialect } from '../log/log-dialect.ts';
import { type LogFile, openLogFiles, openRotated } from '../log/log-files.ts';
import { parseLogSettings } from '../log/log-options.ts';
import type { LogPosition } from '../log/log-writer.ts';
import type { LogGrowth, LogSource } from '../log/read-log.ts';
import type { LogLiveness, LogTarget } from './container-io.ts';
import type { OpenContainerIo } from './open-container-io.ts';
import type { OutputChannel } from './output-channel.ts';

/** What the readers of one container's log need of the hub. */
export interface LogOwner {
  readonly channel: OutputChannel;
  /** The open streams; they own the log while they are. */
  readonly io: () => OpenContainerIo | undefined;
  /** The generation of the current file, as of the last run. */
  readonly generation: () => number;
}

/** @throws notImplemented for a driver that keeps nothing */
export function dialectOf(target: LogTarget): { dialect: LogDialect; maxFiles: number } {
  const { driver, maxFiles } = parseLogSettings(target.driver, target.options);
  if (driver === 'none') {
    throw notImplemented('configured logging driver does not support reading');
  }
  return { dialect: DIALECTS[driver], maxFiles };
}

/** @throws notImplemented for a driver that keeps nothing; invalidArgument on bad options */
export function assertReadable(target: LogTarget): void {
  dialectOf(target);
}

/** The log as it is now: all that the container has written so far. */
export async function logSource(target: LogTarget, owner: LogOwner): Promise<LogSource> {
  const { dialect } = dialectOf(target);
  const io = owner.io();
  if (io === undefined) return closedSource(target, owner);
  try {
    return { dialect, ...(await io.link.call('files', io.key, null)) };
  } catch (err) {
    if (isCode(err, 'notFound') || isCode(err, 'unavailable')) return closedSource(target, owner);
    throw err;
  }
}

/** The log of a container that does not run. Synchronous: nobody writes it in between. */
export function closedSource(target: LogTarget, owner: LogOwner): LogSource {
  const { dialect, maxFiles } = dialectOf(target);
  const generation = owner.generation();
  const files = openLogFiles(target.path, maxFiles, generation);
  const last = files.at(-1);
  const offset = last === undefined || last.compressed ? 0 : fstatSync(last.fd).size;
  return { dialect, files, end: { generation: last?.generation ?? generation, offset } };
}

/** How a log goes on until the container has ended or the signal aborts. */
export class HubLogGrowth implements LogGrowth {
  readonly #target: LogTarget;
  readonly #owner: LogOwner;
  readonly #signal: AbortSignal;
  readonly #over = new AbortController();
  #ended = false;

  constructor(target: LogTarget, owner: LogOwner, live: LogLiveness, signal: AbortSignal) {
    this.#target = target;
    this.#owner = owner;
    this.#signal = signal;
    const end = (): void => {
      this.#ended = true;
      this.#over.abort();
    };
    live.ended.then(end, end);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  }

  async grown(position: LogPosition): Promise<boolean> {
    while (!this.#ended) {
      const io = this.#owner.io();
      if (io === undefined) {
        await Promise.race([this.#owner.channel.whenOpen(), aborted(this.#over.signal)]);
      } else {
        const { signal } = this.#over;
        if (await told(io.link.call('grown', io.key, position, { signal }))) break;
        await Promise.race([io.closed, aborted(signal)]);
      }
    }
    if (this.#signal.aborted) throw canceled('the reader of the log left', this.#signal.reason);
    return !this.#ended;
  }

  async after(generation: number): Promise<LogFile | undefined> {
    const io = this.#owner.io();
    try {
      if (io !== undefined) return await io.link.call('after', io.key, { generation });
    } catch (err) {
      if (!isCode(err, 'notFound') && !isCode(err, 'unavailable')) throw err;
    }
    const n = this.#owner.generation() - generation - 1;
    return n < 0 ? undefined : openRotated(this.#target.path, n, generation + 1);
  }
}

/** False when nobody is there to tell: the streams are being closed, or the wait was given up. */
async function told(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch {
    return false;
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  );
}
