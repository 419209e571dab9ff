/** A moment in a log: milliseconds since 1970 and the nanoseconds within that millisecond. */
export interface LogTime {
  readonly ms: number;
  readonly ns: number;
}

const NS_PER_MS = 1_000_000;
/** How far the monotonic clock may run away from the wall clock before it is set again. */
const DRIFT_MS = 2;

/**
 * Times that only grow and differ from one another, with digits below the millisecond. The last digit is
 * never 0: Go prints such a time (RFC3339Nano) with all nine digits, so that every record that we write
 * has the same layout.
 */
export class LogClock {
  #offsetMs = Date.now() - performance.now();
  #last: LogTime = { ms: 0, ns: 0 };

  now(): LogTime {
    const wall = Date.now();
    let exact = this.#offsetMs + performance.now();
    if (Math.abs(exact - wall) > DRIFT_MS) {
      this.#offsetMs += wall - exact;
      exact = wall;
    }
    const ms = Math.floor(exact);
    const ns = Math.min(NS_PER_MS - 1, Math.floor((exact - ms) * NS_PER_MS));
    this.#last = after(this.#last, { ms, ns: ns % 10 === 0 ? ns + 1 : ns });
    return this.#last;
  }
}

function after(last: LogTime, time: LogTime): LogTime {
  if (time.ms > last.ms || (time.ms === last.ms && time.ns > last.ns)) return time;
  if (last.ns + 2 >= NS_PER_MS) return { ms: last.ms + 1, ns: 1 };
  return { ms: last.ms, ns: (last.ns + 1) % 10 === 0 ? last.ns + 2 : last.ns + 1 };
}

/** Length of a time as text: `2006-01-02T15:04:05.123456789Z`. */
export const TIME_LENGTH = 30;

export function formatLogTime({ ms, ns }: LogTime): string {
  return `${new Date(ms).toISOString().slice(0, -1)}${String(ns).padStart(6, '0')}Z`;
}

/** A bound given in fractional milliseconds as text that compares with formatted times. */
export function formatBound(timeMs: number): string {
  const ms = Math.floor(timeMs);
  return formatLogTime({ ms, ns: Math.floor((timeMs - ms) * NS_PER_MS) });
}

/** Any RFC 3339 time in UTC with nine digits; undefined for other text. */
export function toFixedTime(text: string): string | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(text);
  if (match !== null) return `${match[1] ?? ''}.${(match[2] ?? '').padEnd(9, '0')}Z`;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : formatLogTime({ ms, ns: 0 });
}
