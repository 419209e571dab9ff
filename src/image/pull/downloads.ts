import pLimit, { type LimitFunction } from 'p-limit';

import type { Descriptor, Labels } from '../../ctrd/containerd.ts';
import { canceled } from '../../lib/errors.ts';
import type { Repository } from '../registry/repository.ts';
import { downloadBlob, type DownloadDeps } from './download-blob.ts';

export interface DownloadsDeps extends DownloadDeps {
  /** Downloads at once, of all pulls together. */
  readonly maxConcurrent: () => number;
}

/** How far a download is. */
export type DownloadProgress =
  | { readonly state: 'waiting' | 'verifying' }
  | { readonly state: 'downloading'; readonly current: number }
  | { readonly state: 'retrying'; readonly seconds: number };

export type Watcher = (progress: DownloadProgress) => void;

interface WantedBlob {
  readonly blob: Descriptor;
  readonly labels: Labels;
  readonly repository: Repository;
}

/**
 * Downloads under way: a blob that several pulls want is fetched once, and given up when the last of them is gone.
 */
export class Downloads {
  readonly #deps: DownloadsDeps;
  readonly #running = new Map<string, Download>();
  readonly #limit: LimitFunction;

  constructor(deps: DownloadsDeps) {
    this.#deps = deps;
    this.#limit = pLimit(deps.maxConcurrent());
  }

  /** @throws what downloadBlob throws; canceled as soon as the signal aborts */
  async fetch(wanted: WantedBlob, watcher: Watcher, signal: AbortSignal): Promise<void> {
    const { digest } = wanted.blob;
    const other = this.#running.get(digest);
    if (other !== undefined) {
      try {
        await other.join(watcher, signal);
        return;
      } catch (err) {
        // Another's credentials or mirror may have failed where ours do not.
        if (signal.aborted) throw err;
      }
    }
    await (this.#running.get(digest) ?? this.#start(wanted)).join(watcher, signal);
  }

  #start(wanted: WantedBlob): Download {
    const { digest } = wanted.blob;
    this.#limit.concurrency = this.#deps.maxConcurrent();
    const download = new Download((self) => {
      if (this.#limit.activeCount >= this.#limit.concurrency) self.waiting();
      return this.#limit(() => downloadBlob(this.#deps, wanted, self, self.signal));
    });
    this.#running.set(digest, download);
    const forget = (): void => {
      if (this.#running.get(digest) === download) this.#running.delete(digest);
    };
    download.onEnd(forget);
    return download;
  }
}

class Download {
  readonly #watchers = new Set<Watcher>();
  readonly #abort = new AbortController();
  readonly #done: Promise<void>;
  #last: DownloadProgress | undefined;
  #forget: () => void = () => undefined;

  constructor(work: (self: Download) => Promise<void>) {
    this.#done = Promise.resolve().then(() => work(this));
    this.#done.catch(() => undefined).finally(() => this.#forget());
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  onEnd(forget: () => void): void {
    this.#forget = forget;
  }

  waiting(): void {
    this.#tell({ state: 'waiting' });
  }

  bytes(current: number): void {
    this.#tell({ state: 'downloading', current });
  }

  verifying(): void {
    this.#tell({ state: 'verifying' });
  }

  retrying(seconds: number): void {
    this.#tell({ state: 'retrying', seconds });
  }

  #tell(progress: DownloadProgress): void {
    this.#last = progress;
    for (const watcher of this.#watchers) watcher(progress);
  }

  async join(watcher: Watcher, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw canceled('the client left', signal.reason);
    this.#watchers.add(watcher);
    if (this.#last !== undefined) watcher(this.#last);
    try {
      await untilAborted(this.#done, signal);
    } finally {
      this.#watchers.delete(watcher);
      if (this.#watchers.size === 0) {
        // Whoever comes now begins anew, behind the one that is ending.
        this.#forget();
        this.#abort.abort();
      }
    }
  }
}

async function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const { promise, reject } = deferred();
  const onAbort = (): void => reject(canceled('the client left', signal.reason));
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function deferred(): { promise: Promise<never>; reject: (reason: Error) => void } {
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<never>((_resolve, refuse) => (reject = refuse));
  promise.catch(() => undefined);
  return { promise, reject };
}
