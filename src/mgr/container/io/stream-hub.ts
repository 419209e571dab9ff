import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

import { DEFAULT_DETACH_KEYS, parseDetachKeys } from '../../../lib/detach-keys.ts';
import { background } from '../../../lib/dispose.ts';
import { invalidArgument } from '../../../lib/errors.ts';
import type { Logger } from '../../../lib/logger.ts';
import { readLog } from '../log/read-log.ts';
import { AttachSession } from './attach-session.ts';
import type {
  AttachableIo,
  AttachOptions,
  ContainerIo,
  OpenIo,
  StreamHub,
  StreamSession,
} from './container-io.ts';
import { FifoKeeper } from './fifo-keeper.ts';
import { dialectOf, HubLogGrowth, type LogOwner, logSource } from './hub-logs.ts';
import { toReadable } from './log-stream.ts';
import { OpenContainerIo } from './open-container-io.ts';
import { OutputChannel } from './output-channel.ts';
import { replay } from './replay.ts';
import { Spool } from './spool.ts';
import { WorkerPool } from './worker-pool.ts';

export interface StreamHubDeps {
  /** Named pipes live in `<stateDir>/io/<container id>`. */
  readonly stateDir: string;
  readonly log: Logger;
  /** Greatest number of log workers; each is started when it is needed. */
  readonly workers: number;
  /** Tells the shim to close its end of a container's stdin: Tasks.closeIo. */
  readonly closeStdin?: (containerId: string) => Promise<void>;
  /** Bytes on disk that may wait for one slow client before the container is made to wait. */
  readonly spoolBytes?: number;
}

export function createStreamHub(deps: StreamHubDeps): StreamHub {
  return new WorkerStreamHub(deps);
}

const SPOOL_BYTES = 256 * 1024 * 1024;

/** What the hub keeps of one container. */
interface Entry {
  readonly channel: OutputChannel;
  io: OpenContainerIo | undefined;
  generation: number;
}

class WorkerStreamHub implements StreamHub {
  readonly #deps: StreamHubDeps;
  readonly #pool: WorkerPool;
  readonly #entries = new Map<string, Entry>();
  readonly #keeper: FifoKeeper;
  #lastKey = 0;

  constructor(deps: StreamHubDeps) {
    this.#deps = deps;
    this.#pool = new WorkerPool(deps.workers, deps.log);
    this.#keeper = new FifoKeeper({ ...deps, paths: () => this.#outputPaths() });
  }

  async open(io: OpenIo, signal: AbortSignal): Promise<ContainerIo> {
    const { containerId } = io;
    const entry = this.#entry(containerId);
    await entry.io?.close();
    const { log, stateDir, closeStdin } = this.#deps;
    const opened = await OpenContainerIo.open(
      io,
      {
        key: (this.#lastKey += 1),
        directory: join(stateDir, 'io', containerId),
        takeLink: () => this.#pool.take(),
        channel: entry.channel,
        generation: entry.generation,
        closeStdin: async () => {
          try {
            await closeStdin?.(containerId);
          } catch (err) {
            log.debug({ err, container: containerId }, 'stdin was closed already');
          }
        },
        trouble: (message) =>
          log.error({ container: containerId, message }, 'container log failed'),
        attach: (options) => this.attach(io, options),
        closed: (generation) => {
          entry.generation = generation;
          if (entry.io === opened) entry.io = undefined;
          this.#keeper.changed();
          this.#pool.released();
        },
      },
      signal,
    );
    entry.io = opened;
    this.#keeper.changed();
    return opened;
  }

  get(containerId: string): ContainerIo | undefined {
    return this.#entries.get(containerId)?.io;
  }

  attach(io: AttachableIo, options: AttachOptions): StreamSession {
    const keys = detachKeysOf(options);
    if (options.logs) dialectOf(io.log);
    const entry = this.#entry(io.containerId);
    const { spoolBytes = SPOOL_BYTES } = this.#deps;
    return new AttachSession(
      {
        channel: entry.channel,
        tty: io.tty,
        stdin: io.stdin,
        stdinOnce: io.stdinOnce,
        detachKeys: io.tty ? keys : undefined,
        makeSpool: () => new Spool(dirname(io.log.path), spoolBytes),
        replay: (choice, signal) => replay(io.log, ownerOf(entry), choice, signal),
      },
      options,
    );
  }

  forget(containerId: string): void {
    const entry = this.#entries.get(containerId);
    if (entry === undefined) return;
    this.#entries.delete(containerId);
    entry.channel.close();
    if (entry.io !== undefined) background(this.#deps.log, 'streams close', entry.io.close());
  }

  readLog(...asked: Parameters<StreamHub['readLog']>): Readable {
    const [target, query, framing, live, signal] = asked;
    dialectOf(target);
    const owner = ownerOf(this.#entry(live.containerId));
    const options = { ...query, framed: framing === 'multiplexed' };
    return toReadable(async function* (gone) {
      const source = await logSource(target, owner);
      if (!query.follow) yield* readLog(source, options);
      else {
        const growth = new HubLogGrowth(target, owner, live, gone);
        yield* readLog({ ...source, growth }, options);
      }
    }, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#keeper[Symbol.dispose]();
    await Promise.all([...this.#entries.values()].map(async ({ io }) => io?.release()));
    await this.#pool[Symbol.asyncDispose]();
  }

  #outputPaths(): string[] {
    return [...this.#entries.values()].flatMap(({ io }) =>
      io === undefined ? [] : [io.stdio.stdout, io.stdio.stderr].filter((path) => path !== ''),
    );
  }

  #entry(containerId: string): Entry {
    const entry = this.#entries.get(containerId) ?? {
      channel: new OutputChannel(),
      io: undefined,
      generation: 0,
    };
    this.#entries.set(containerId, entry);
    return entry;
  }
}

function ownerOf(entry: Entry): LogOwner {
  return {
    channel: entry.channel,
    io: () => entry.io,
    generation: () => entry.generation,
  };
}

/** @throws invalidArgument with Docker's sentence */
function detachKeysOf({ detachKeys }: AttachOptions): readonly number[] {
  if (detachKeys === undefined || detachKeys === '') return DEFAULT_DETACH_KEYS;
  const keys = parseDetachKeys(detachKeys);
  if (keys === undefined) throw invalidArgument(`Invalid detach keys (${detachKeys}) provided`);
  return keys;
}
