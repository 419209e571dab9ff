import type { Duplex } from 'node:stream';

import type { Spool } from './spool.ts';

/** Kept in memory for a client that reads slower than the container writes; more goes to the spool. */
const MAX_MEMORY = 1024 * 1024;
const SPOOL_READ = 256 * 1024;

export interface ClientQueueOptions {
  readonly connection: Duplex;
  /** Undefined: nothing but memory. */
  readonly spool: Spool | undefined;
  /** Called when a full queue has room again. */
  readonly room: () => void;
}

/**
 * Bytes on their way to one client: straight to the connection while it keeps up, else through a little
 * memory and then a file. Bounded by both; when both are full, `full` asks the source to wait.
 */
export class ClientQueue {
  readonly #options: ClientQueueOptions;
  #memory: Buffer[] = [];
  #memoryBytes = 0;
  #held: boolean;
  #pumping = false;
  #idle: (() => void) | undefined;
  #wasFull = false;
  /** When the client last took something, by the monotonic clock. */
  #progressAt = performance.now();

  /** @param held nothing is sent before `release` */
  constructor(options: ClientQueueOptions, held: boolean) {
    this.#options = options;
    this.#held = held;
  }

  get full(): boolean {
    const { spool } = this.#options;
    this.#wasFull = spool === undefined ? this.#memoryBytes > MAX_MEMORY : spool.full;
    return this.#wasFull;
  }

  /** Milliseconds since the client took something, while something waits for it. */
  get stalledMs(): number {
    return this.#empty ? 0 : performance.now() - this.#progressAt;
  }

  push(...parts: Buffer[]): void {
    if (this.#direct) {
      this.#write(parts);
      return;
    }
    for (const part of parts) this.#keep(part);
    this.#start();
  }

  /** Ends the time in which bytes were only collected. */
  release(): void {
    this.#held = false;
    this.#start();
  }

  /** Fulfilled when everything was handed to the connection, or it is gone. */
  async flushed(): Promise<void> {
    if (this.#empty || this.#options.connection.destroyed) return;
    await new Promise<void>((resolve) => (this.#idle = resolve));
  }

  get #empty(): boolean {
    return this.#memoryBytes === 0 && (this.#options.spool?.empty ?? true);
  }

  get #direct(): boolean {
    const { connection } = this.#options;
    return !this.#held && !this.#pumping && this.#empty && !connection.writableNeedDrain;
  }

  #keep(part: Buffer): void {
    const { spool } = this.#options;
    const spools = spool !== undefined && (!spool.empty || this.#memoryBytes > MAX_MEMORY);
    if (spools) spool.append(part);
    else {
      this.#memory.push(part);
      this.#memoryBytes += part.length;
    }
  }

  #write(parts: readonly Buffer[]): void {
    const { connection } = this.#options;
    if (connection.destroyed || connection.writableEnded) return;
    connection.cork();
    for (const part of parts) connection.write(part);
    connection.uncork();
    this.#progressAt = performance.now();
  }

  #start(): void {
    if (this.#pumping || this.#held) return;
    this.#pumping = true;
    const { connection } = this.#options;
    this.#pump(connection).catch((err: unknown) => connection.destroy(err as Error));
  }

  /** One at a time. */
  async #pump(connection: Duplex): Promise<void> {
    while (!this.#empty && !connection.destroyed) {
      if (connection.writableNeedDrain) await drained(connection);
      else this.#write(await this.#takeSome());
      if (this.#wasFull && !this.full) this.#options.room();
    }
    this.#pumping = false;
    this.#idle?.();
  }

  async #takeSome(): Promise<readonly Buffer[]> {
    if (this.#memoryBytes === 0) return [await (this.#options.spool?.take(SPOOL_READ) ?? EMPTY)];
    const parts: Buffer[] = [];
    for (let bytes = 0; bytes < SPOOL_READ;) {
      const part = this.#memory.shift();
      if (part === undefined) break;
      parts.push(part);
      bytes += part.length;
      this.#memoryBytes -= part.length;
    }
    return parts;
  }
}

const EMPTY = Promise.resolve(Buffer.alloc(0));

/** Fulfilled when the connection takes more, or is gone. */
async function drained(connection: Duplex): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      connection.off('drain', done).off('close', done);
      resolve();
    };
    connection.on('drain', done).on('close', done);
  });
}
