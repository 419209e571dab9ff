import type { TaskExit } from '../../ctrd/containerd.ts';
import type { ContainerIo } from './io/container-io.ts';

/** One life of a container, from the start of its task to the end of its clean-up. In memory only. */
export class Run {
  readonly containerId: string;
  readonly pid: number;
  readonly io: ContainerIo;
  /** Fulfilled by whoever learns of the exit first: the Wait call, the TaskExit event or a comparison of task lists. */
  readonly exited: Promise<TaskExit>;
  /** Fulfilled when the exit is recorded and announced. */
  readonly recorded: Promise<void>;
  /** Fulfilled when containerd's events told of the exit, too: what they told before is known then. */
  readonly toldByEvent: Promise<void>;
  readonly #announcements = new Set<() => void>();
  readonly #signals = new Set<Promise<unknown>>();
  #keepers = 0;
  readonly #settleExit: (exit: TaskExit) => void;
  readonly #settleRecorded: () => void;
  readonly #settleTold: () => void;

  constructor(containerId: string, pid: number, io: ContainerIo) {
    this.containerId = containerId;
    this.pid = pid;
    this.io = io;
    let settleExit: (exit: TaskExit) => void = () => undefined;
    let settleRecorded: () => void = () => undefined;
    let settleTold: () => void = () => undefined;
    this.exited = new Promise((resolve) => (settleExit = resolve));
    this.recorded = new Promise((resolve) => (settleRecorded = resolve));
    this.toldByEvent = new Promise((resolve) => (settleTold = resolve));
    this.#settleExit = settleExit;
    this.#settleRecorded = settleRecorded;
    this.#settleTold = settleTold;
  }

  /** Idempotent: the first report wins. */
  reportExit(exit: TaskExit): void {
    this.#settleExit(exit);
  }

  /** A signal is under way: what comes of it is told after it. */
  async whileSignalled(send: Promise<void>): Promise<void> {
    this.#signals.add(send);
    try {
      await send;
    } finally {
      this.#signals.delete(send);
    }
  }

  /** Fulfilled when every signal that was sent so far has been announced. */
  async signalsAnnounced(): Promise<void> {
    await Promise.allSettled(this.#signals);
  }

  /** Whether the container stays after this run, though it is to be removed: it will start again. */
  get isKept(): boolean {
    return this.#keepers > 0;
  }

  /** An exit during the work does not remove the container. */
  async keepWhile(work: Promise<void>): Promise<void> {
    this.#keepers += 1;
    try {
      await work;
    } finally {
      this.#keepers -= 1;
    }
  }

  markToldByEvent(): void {
    this.#settleTold();
  }

  /** What to tell right after the exit, before anything that follows from it. @returns takes it back */
  announceAfterExit(announcement: () => void): () => void {
    this.#announcements.add(announcement);
    return () => this.#announcements.delete(announcement);
  }

  markRecorded(): void {
    for (const announcement of this.#announcements) announcement();
    this.#settleRecorded();
  }
}

/** The living containers, and the clean-up of those that lived. */
export class Runs {
  readonly #runs = new Map<string, Run>();
  readonly #cleanups = new Map<string, Promise<void>>();

  get(containerId: string): Run | undefined {
    return this.#runs.get(containerId);
  }

  add(run: Run): void {
    this.#runs.set(run.containerId, run);
  }

  delete(run: Run): void {
    if (this.#runs.get(run.containerId) === run) this.#runs.delete(run.containerId);
  }

  all(): Iterable<Run> {
    return this.#runs.values();
  }

  /** Remembers a clean-up in the background, so that the next start or removal waits for it. */
  trackCleanup(containerId: string, work: Promise<void>): void {
    const tracked = work.finally(() => {
      if (this.#cleanups.get(containerId) === tracked) this.#cleanups.delete(containerId);
    });
    this.#cleanups.set(containerId, tracked);
  }

  async cleanedUp(containerId: string): Promise<void> {
    await this.#cleanups.get(containerId);
  }

  async allCleanedUp(): Promise<void> {
    await Promise.all(this.#cleanups.values());
  }
}
