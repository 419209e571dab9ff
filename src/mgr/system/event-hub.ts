import type { Clock } from '../../lib/clock.ts';
import type { EngineEvent, EventSink } from '../../lib/engine-event.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { type Filters, NO_FILTERS } from '../../lib/filters.ts';
import type { EventRetention, EventStore } from '../../store/event-store.ts';
import { matchesEvent } from './event-filter.ts';

export interface EventHubDeps {
  readonly store: EventStore;
  readonly clock: Clock;
  /** In force now; a reload replaces it. */
  readonly retention: () => EventRetention;
  /** Told of each event after it is on disk; must not throw. */
  readonly observe?: (event: EngineEvent) => void;
}

export interface EventQuery {
  /** milliseconds since 1970, with a fraction */
  readonly sinceMs?: number;
  readonly untilMs?: number;
  readonly filters?: Filters;
}

/** How many events are appended between two looks at the retention. */
const PRUNE_EVERY = 512;
const BATCH = 256;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Writes down what happens and tells it to readers. A reader is nothing but its place in the history:
 * however slow it is, it costs no memory and misses nothing, and history and live are one sequence.
 */
export class EventHub implements EventSink {
  readonly #deps: EventHubDeps;
  readonly #readers = new Set<() => void>();
  #untilPrune = 0;

  constructor(deps: EventHubDeps) {
    this.#deps = deps;
  }

  /** Number of readers that wait for more. */
  get listeners(): number {
    return this.#readers.size;
  }

  publish(event: EngineEvent, write?: () => void): void {
    const { store, clock, retention, observe } = this.#deps;
    store.append(event, write);
    observe?.(event);
    for (const wake of this.#readers) wake();
    this.#untilPrune -= 1;
    if (this.#untilPrune > 0) return;
    this.#untilPrune = PRUNE_EVERY;
    store.prune(retention(), clock.now());
  }

  /**
   * The history from `since` on, then what comes; ends at `until` or with the signal. The place where live
   * begins is taken now, not at the first read.
   *
   * As Docker: with neither bound only what comes; with `until` alone the whole history up to it.
   * @throws invalidArgument when `since` is after `until`
   */
  subscribe(query: EventQuery, signal: AbortSignal): AsyncIterable<EngineEvent> {
    const { sinceMs, untilMs } = query;
    if (sinceMs !== undefined && untilMs !== undefined && sinceMs > untilMs) {
      throw invalidArgument(
        `\`since\` time (${sinceMs / 1000}) cannot be after \`until\` time (${untilMs / 1000})`,
      );
    }
    return this.#read(query, this.#deps.store.lastSeq(), signal);
  }

  async *#read(query: EventQuery, now: number, signal: AbortSignal): AsyncGenerator<EngineEvent> {
    const { untilMs = Infinity } = query;
    const bell = new Bell();
    this.#readers.add(bell.ring);
    try {
      let place = hasBound(query) ? 0 : now;
      while (!signal.aborted) {
        // Asked before the read: what is published later is after `until` anyway.
        const over = this.#msUntil(untilMs) <= 0;
        const slice = this.#slice(query, place, now);
        yield* slice.wanted;
        place = slice.nextPlace;
        if (slice.hasMore) await nextTurn();
        else if (over) return;
        else await bell.wait(this.#msUntil(untilMs), signal);
      }
    } finally {
      this.#readers.delete(bell.ring);
    }
  }

  #msUntil(untilMs: number): number {
    return untilMs - this.#deps.clock.now().getTime();
  }

  /** The next events behind a place. `since` counts for what was there when the reader came, before `now`. */
  #slice(query: EventQuery, place: number, now: number): Slice {
    const { sinceMs = 0, untilMs = Infinity, filters = NO_FILTERS } = query;
    const isPast = place < now;
    const range = isPast ? { toSeq: now, sinceMs } : { toSeq: Number.MAX_SAFE_INTEGER };
    const batch = this.#deps.store.read({ ...range, afterSeq: place, limit: BATCH });
    const isFull = batch.length === BATCH;
    return {
      wanted: batch
        .map(({ event }) => event)
        .filter((event) => event.time.getTime() <= untilMs && matchesEvent(event, filters)),
      nextPlace: isPast && !isFull ? now : (batch.at(-1)?.seq ?? place),
      hasMore: isPast || isFull,
    };
  }
}

interface Slice {
  readonly wanted: readonly EngineEvent[];
  readonly nextPlace: number;
  readonly hasMore: boolean;
}

const hasBound = ({ sinceMs, untilMs }: EventQuery): boolean =>
  sinceMs !== undefined || untilMs !== undefined;

/** A long history is read in slices, with other work between them. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Wakes one waiter; a ring that nobody waits for is kept for the next wait. */
class Bell {
  #rung = false;
  #answer: (() => void) | undefined;

  readonly ring = (): void => {
    this.#rung = true;
    this.#answer?.();
  };

  /** Until rung, the time is over or the signal aborts. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        };
        const timer = Number.isFinite(ms)
          ? setTimeout(done, Math.min(Math.max(ms, 0), LONGEST_TIMER_MS))
          : undefined;
        this.#answer = done;
        signal.addEventListener('abort', done);
      });
      this.#answer = undefined;
    }
    this.#rung = false;
  }
}
