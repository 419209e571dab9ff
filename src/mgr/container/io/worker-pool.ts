import type { Logger } from '../../../lib/logger.ts';
import { WorkerLink } from './worker-link.ts';

/** Log workers, started as they are needed and shared by all containers. */
export class WorkerPool implements AsyncDisposable {
  readonly #size: number;
  readonly #log: Logger;
  #links: WorkerLink[] = [];

  constructor(size: number, log: Logger) {
    this.#size = Math.max(1, size);
    this.#log = log;
  }

  /** The least busy worker; another one while all are busy and more are allowed. */
  take(): WorkerLink {
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

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#links.map((link) => link[Symbol.asyncDispose]()));
    this.#links = [];
  }
}
