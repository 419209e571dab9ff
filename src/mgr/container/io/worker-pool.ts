import { background } from '../../../lib/dispose.ts';
import type { Logger } from '../../../lib/logger.ts';
import { WorkerLink } from './worker-link.ts';

/** A worker that has had nothing to do for so long is ended: it holds 9 MB and starts in 35 ms. */
const IDLE_MS = 10_000;

/** Log workers, started as they are needed and shared by all containers. */
export class WorkerPool implements AsyncDisposable {
  readonly #size: number;
  readonly #log: Logger;
  #links: WorkerLink[] = [];
  #idle: NodeJS.Timeout | undefined;

  constructor(size: number, log: Logger) {
    this.#size = Math.max(1, size);
    this.#log = log;
  }

  /** The least busy worker; another one while all are busy and more are allowed. */
  take(): WorkerLink {
    clearTimeout(this.#idle);
    const [idlest] = [...this.#links].sort((a, b) => a.load - b.load);
    if (idlest !== undefined && (idlest.load === 0 || this.#links.length >= this.#size)) {
      return idlest;
    }
    const link: WorkerLink = new WorkerLink((err) => {
      this.#log.error({ err }, 'a log worker ended');
      this.#links = this.#links.filter((other) => other !== link);
    });
    this.#links.push(link);
    return link;
  }

  /** A worker may have less to do now. */
  released(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#endIdle(), IDLE_MS).unref();
  }

  #endIdle(): void {
    const idle = this.#links.filter(({ load }) => load === 0);
    this.#links = this.#links.filter((link) => !idle.includes(link));
    for (const link of idle)
      background(this.#log, 'end of a log worker', link[Symbol.asyncDispose]());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#idle);
    await Promise.all(this.#links.map((link) => link[Symbol.asyncDispose]()));
    this.#links = [];
  }
}
