import { aged, secondsToKeep } from './ttl.ts';

interface Kept {
  readonly reply: Buffer;
  readonly atMs: number;
  readonly untilMs: number;
}

/** Seconds. A server's mistake is not kept for days. */
const LONGEST = 300;
const MOST_ENTRIES = 4096;
const LARGEST_REPLY = 4096;

/** Answers of servers, by question and the servers that were asked. The oldest goes when it is full. */
export class AnswerCache {
  readonly #kept = new Map<string, Kept>();

  /** @returns a copy whose times have gone on */
  get(key: string, nowMs: number): Buffer | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    if (nowMs < kept.untilMs) return aged(kept.reply, Math.trunc((nowMs - kept.atMs) / 1000));
    this.#kept.delete(key);
    return undefined;
  }

  put(key: string, reply: Buffer, nowMs: number): void {
    const seconds = Math.min(secondsToKeep(reply), LONGEST);
    if (seconds <= 0 || reply.length > LARGEST_REPLY) return;
    this.#kept.delete(key);
    this.#kept.set(key, { reply, atMs: nowMs, untilMs: nowMs + seconds * 1000 });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_ENTRIES && oldest !== undefined) this.#kept.delete(oldest);
  }

  get size(): number {
    return this.#kept.size;
  }
}
