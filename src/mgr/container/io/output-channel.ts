import type { OutputStream } from '../../../lib/raw-stream.ts';
import type { StdinPipe } from './stdin-pipe.ts';

/** An attached client, as the channel sees it. */
export interface Listener {
  deliver(stream: OutputStream, bytes: Buffer): void;
  /** Whether it can take no more for now. */
  readonly full: boolean;
  /** Milliseconds since it took anything, while something waits for it. */
  readonly stalledMs: number;
  /** No more output comes. */
  end(): void;
  /** It held up the others too long. */
  drop(): void;
}

/** A running container's end of the channel. */
export interface OutputSource {
  tap(on: boolean): void;
  /** So many bytes were delivered. */
  credit(bytes: number): void;
  readonly stdin: StdinPipe | undefined;
}

/** A client that takes nothing for so long while the container waits for it is dropped. */
const PATIENCE_MS = 10_000;
const CHECK_MS = 1_000;

/**
 * Joins a container's outputs with the attached clients. It outlives the container's process: clients
 * attach before a start, and stay until the end of the run that follows.
 */
export class OutputChannel {
  readonly #listeners = new Set<Listener>();
  #source: OutputSource | undefined;
  /** Listeners that are about to join: output is sent for them already. */
  #expected = 0;
  #owed = 0;
  #check: NodeJS.Timeout | undefined;
  #waiting: ((source: OutputSource | undefined) => void)[] = [];

  get idle(): boolean {
    return this.#listeners.size === 0 && this.#source === undefined;
  }

  get wanted(): boolean {
    return this.#listeners.size > 0;
  }

  get source(): OutputSource | undefined {
    return this.#source;
  }

  /** The running container's end; waits for a start. Undefined when the channel ends instead. */
  async whenOpen(): Promise<OutputSource | undefined> {
    if (this.#source !== undefined) return this.#source;
    return await new Promise((resolve) => this.#waiting.push(resolve));
  }

  open(source: OutputSource): void {
    this.#source = source;
    this.#owed = 0;
    if (this.wanted) source.tap(true);
    for (const resolve of this.#waiting.splice(0)) resolve(source);
  }

  join(listener: Listener): void {
    if (this.#listeners.size === 0) this.#source?.tap(true);
    this.#listeners.add(listener);
  }

  /** Keeps output coming until `work` has settled, so that a listener can join without a gap. */
  async expecting<T>(work: () => Promise<T>): Promise<T> {
    this.#expected += 1;
    try {
      return await work();
    } finally {
      this.#expected -= 1;
      this.#untapIfUnwanted();
    }
  }

  leave(listener: Listener): void {
    if (!this.#listeners.delete(listener)) return;
    this.#untapIfUnwanted();
    this.settle();
  }

  deliver(stream: OutputStream, bytes: Buffer): void {
    for (const listener of this.#listeners) listener.deliver(stream, bytes);
    this.#owed += bytes.length;
    this.settle();
  }

  /** Gives credit for more output unless a client is full. */
  settle(): void {
    if ([...this.#listeners].some((listener) => listener.full)) {
      this.#check ??= setInterval(() => this.#dropStalled(), CHECK_MS).unref();
      return;
    }
    clearInterval(this.#check);
    this.#check = undefined;
    if (this.#owed > 0) this.#source?.credit(this.#owed);
    this.#owed = 0;
  }

  /** The run is over, or will never be: every client gets what is left and goes. */
  close(): void {
    this.#source = undefined;
    clearInterval(this.#check);
    this.#check = undefined;
    for (const resolve of this.#waiting.splice(0)) resolve(undefined);
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener.end();
  }

  #untapIfUnwanted(): void {
    if (this.#listeners.size > 0 || this.#expected > 0) return;
    this.#source?.tap(false);
    this.#owed = 0;
  }

  #dropStalled(): void {
    for (const listener of this.#listeners) {
      if (listener.full && listener.stalledMs > PATIENCE_MS) listener.drop();
    }
    this.settle();
  }
}
