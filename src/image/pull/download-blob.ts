import type { Content, Descriptor, Labels } from '../../ctrd/containerd.ts';
import { canceled, invalidArgument, isCode, messageOf } from '../../lib/errors.ts';
import { bodyFailure } from '../registry/http/http-client.ts';
import { NetworkFailure } from '../registry/http/network-failure.ts';
import { RegistryError } from '../registry/registry-error.ts';
import type { OpenBlob, Repository } from '../registry/repository.ts';
import { pauseBeforeRetry } from '../retry.ts';

export interface DownloadDeps {
  readonly content: Content;
  /** Attempts for each download. */
  readonly maxAttempts: () => number;
}

export interface DownloadEvents {
  /** Bytes of the blob that are there. */
  bytes(current: number): void;
  /** Everything has arrived and is compared with its digest. */
  verifying(): void;
  retrying(seconds: number): void;
}

/** The same for all pulls and for a daemon that follows one that died: it goes on where it stopped. */
const ingestRef = (digest: string): string => `joey-pull/${digest}`;

/** An attempt that brought so many bytes does not count as failed. */
const WORTHWHILE = 8 << 20;

/**
 * Fetches a blob into the content store, which compares it with its digest. What a broken attempt left is kept and
 * continued by the next one.
 * @throws invalidArgument when it is not what its descriptor says; RegistryError, NetworkFailure, canceled
 */
export async function downloadBlob(
  deps: DownloadDeps,
  what: { readonly blob: Descriptor; readonly labels: Labels; readonly repository: Repository },
  events: DownloadEvents,
  signal: AbortSignal,
): Promise<void> {
  let reached = 0;
  for (let attempt = 1; ; attempt += 1) {
    const attemptOf = new Attempt(deps, what, events, signal);
    try {
      await attemptOf.run();
      return;
    } catch (err) {
      if (signal.aborted) throw canceled('the download was given up', err);
      if (attemptOf.reached - reached >= WORTHWHILE) attempt = 1;
      reached = Math.max(reached, attemptOf.reached);
      if (!(await attemptOf.canGoOn(err))) throw readable(err, what.blob);
      if (attempt >= deps.maxAttempts()) throw exhausted(err, attempt);
      await pauseBeforeRetry(attempt, (seconds) => events.retrying(seconds), signal);
    }
  }
}

class Attempt {
  readonly #deps: DownloadDeps;
  readonly #what: Parameters<typeof downloadBlob>[1];
  readonly #events: DownloadEvents;
  readonly #signal: AbortSignal;
  /** How far into the blob it came. */
  reached = 0;
  #source: OpenBlob | undefined;

  constructor(
    deps: DownloadDeps,
    what: Parameters<typeof downloadBlob>[1],
    events: DownloadEvents,
    signal: AbortSignal,
  ) {
    this.#deps = deps;
    this.#what = what;
    this.#events = events;
    this.#signal = signal;
  }

  async run(): Promise<void> {
    const { blob, labels } = this.#what;
    const ref = ingestRef(blob.digest);
    const have = await this.#alreadyThere(ref);
    this.reached = have;
    const expected = { digest: blob.digest, size: blob.size };
    const offset = have === blob.size ? have : await this.#open(have);
    const bytes = have === blob.size ? nothing() : this.#bytes(offset);
    await this.#deps.content.write({ ref, offset, expected, labels }, bytes, this.#signal);
  }

  /** Bytes of an earlier attempt. */
  async #alreadyThere(ref: string): Promise<number> {
    const { content } = this.#deps;
    const status = await content.status(ref, this.#signal);
    if (status === undefined) return 0;
    if (status.offset <= this.#what.blob.size) return status.offset;
    await content.abort(ref, this.#signal);
    return 0;
  }

  /** @returns where the answer begins */
  async #open(offset: number): Promise<number> {
    const { blob, repository } = this.#what;
    this.#source = await repository.blob(blob, offset, this.#signal);
    return this.#source.offset;
  }

  /** Exactly as many as the descriptor says, or a failure. */
  async *#bytes(offset: number): AsyncGenerator<Uint8Array> {
    const source = this.#source;
    if (source === undefined) return;
    const { size, digest } = this.#what.blob;
    let at = offset;
    try {
      for await (const chunk of source.body as AsyncIterable<Uint8Array>) {
        at += chunk.length;
        if (at > size) throw invalidArgument(`blob ${digest} is larger than its ${size} bytes`);
        this.reached = Math.max(this.reached, at);
        this.#events.bytes(at);
        yield chunk;
      }
    } catch (err) {
      throw isCode(err, 'invalidArgument') ? err : bodyFailure(err, source.url, this.#signal);
    }
    if (at < size) throw new NetworkFailure(`Get "${source.url.href}": unexpected EOF`);
    this.#events.verifying();
  }

  /** After a failure of the connection; after wrong bytes only with another host. */
  async canGoOn(err: unknown): Promise<boolean> {
    if (err instanceof NetworkFailure || isCode(err, 'unavailable')) return true;
    if (err instanceof RegistryError) return await this.#afterRefusal(err);
    if (!isCode(err, 'invalidArgument') || this.#source === undefined) return false;
    await this.#forget();
    return this.#what.repository.avoid(this.#source.host);
  }

  async #afterRefusal({ status }: RegistryError): Promise<boolean> {
    // It has no such range: what is there was never a part of this blob.
    if (status === 416) await this.#forget();
    return status === 416 || status === 408 || status >= 500;
  }

  async #forget(): Promise<void> {
    const ref = ingestRef(this.#what.blob.digest);
    await this.#deps.content.abort(ref, this.#signal).catch((err: unknown) => {
      if (!isCode(err, 'notFound')) throw err;
    });
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield* [];
}

/** moby: distribution/pull_v2.go */
function readable(err: unknown, { digest }: Descriptor): unknown {
  if (err instanceof RegistryError && err.reason === 'BLOB_UNKNOWN') {
    return new RegistryError(err.status, err.reason, 'unknown blob');
  }
  if (!isCode(err, 'invalidArgument') || err instanceof RegistryError) return err;
  return invalidArgument(
    `filesystem layer verification failed for digest ${digest}: ${messageOf(err)}`,
    err,
  );
}

const exhausted = (err: unknown, attempts: number): Error =>
  new NetworkFailure(`download failed after attempts=${attempts}: ${messageOf(err)}`, err);
