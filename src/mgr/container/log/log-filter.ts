import type { OutputStream } from '../../../lib/raw-stream.ts';
import type { FrameBuilder } from './frame-builder.ts';
import { formatBound } from './log-clock.ts';

export interface FilterOptions {
  readonly sinceMs?: number;
  readonly untilMs?: number;
  readonly timestamps: boolean;
  readonly details: boolean;
}

/** What one record shows besides its text. */
export interface RecordFacts {
  readonly stream: OutputStream;
  /** With nine digits: log-clock.ts */
  readonly time: string;
  readonly attributes: Readonly<Record<string, string>> | undefined;
}

/** Decides record by record what is shown and with which prefix. */
export class LogFilter {
  readonly frames: FrameBuilder;
  readonly #since: string;
  readonly #until: string | undefined;
  readonly #timestamps: boolean;
  readonly #details: boolean;
  #over = false;

  constructor(frames: FrameBuilder, options: FilterOptions) {
    this.frames = frames;
    this.#since = options.sinceMs === undefined ? '' : formatBound(options.sinceMs);
    this.#until = options.untilMs === undefined ? undefined : formatBound(options.untilMs);
    this.#timestamps = options.timestamps;
    this.#details = options.details;
  }

  /** A record later than the upper bound was seen: nothing more is of interest. */
  get over(): boolean {
    return this.#over;
  }

  /** Whether records need no prefix, so that several can be taken as one text. */
  get bare(): boolean {
    return !this.#timestamps && !this.#details;
  }

  admits(stream: OutputStream, time: string): boolean {
    if (this.#until !== undefined && time > this.#until) this.#over = true;
    return !this.#over && time >= this.#since && this.frames.wants(stream);
  }

  /** ASCII without anything that JSON would escape. */
  prefix({ time, attributes }: RecordFacts): string {
    const stamp = this.#timestamps ? `${time} ` : '';
    return this.#details ? `${stamp}${formatDetails(attributes ?? {})} ` : stamp;
  }
}

/** `a=1,b=2`, sorted, both sides percent-encoded. moby: api/server/httputils/write_log_stream.go */
function formatDetails(attributes: Readonly<Record<string, string>>): string {
  return Object.keys(attributes)
    .sort()
    .map((key) => `${queryEscape(key)}=${queryEscape(attributes[key] ?? '')}`)
    .join(',');
}

/** Go's url.QueryEscape. */
const queryEscape = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
