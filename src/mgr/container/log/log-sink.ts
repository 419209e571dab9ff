import type { OutputStream } from '../../../lib/raw-stream.ts';
import { JsonFileFormat } from './json-file-format.ts';
import type { Segment } from './line-cutter.ts';
import { LocalFormat } from './local-format.ts';
import { LogClock } from './log-clock.ts';
import type { LogFormat } from './log-format.ts';
import { type LogSettings, parseLogSettings } from './log-options.ts';
import { LogWriter } from './log-writer.ts';

/** Where to log and with what; `LogTarget` of io/container-io.ts. */
export interface LogSinkTarget {
  readonly driver: string;
  readonly options: Readonly<Record<string, string>>;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly path: string;
}

export interface LogSinkOptions {
  readonly generation: number;
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

/** Output on its way into a log: formatted when it comes, or dropped where the log may not hold it up. */
export class LogSink {
  /** Undefined for the driver `none`. */
  readonly writer: LogWriter | undefined;
  readonly #format: LogFormat;
  readonly #dropAbove: number;
  readonly #clock = new LogClock();
  #dropped = 0;

  /** @throws invalidArgument on bad options */
  constructor(target: LogSinkTarget, options: LogSinkOptions) {
    const settings = parseLogSettings(target.driver, target.options);
    this.#dropAbove = settings.dropAbove ?? Infinity;
    this.#format = logFormat(settings.driver, target.attributes);
    this.writer =
      settings.driver === 'none'
        ? undefined
        : new LogWriter({ ...options, path: target.path, settings, format: this.#format });
  }

  get queued(): number {
    return this.writer?.queued ?? 0;
  }

  /** Bytes of output that were not logged because of `mode=non-blocking`. */
  get dropped(): number {
    return this.#dropped;
  }

  write(stream: OutputStream, chunk: Buffer, segment: Segment): void {
    if (this.writer === undefined) return;
    if (this.writer.queued >= this.#dropAbove) this.#dropped += segment.end - segment.start;
    else this.writer.append(this.#format.encode(stream, chunk, segment, this.#clock.now()));
  }
}

function logFormat(
  driver: LogSettings['driver'],
  attributes: Readonly<Record<string, string>> | undefined,
): LogFormat {
  return driver === 'local' ? new LocalFormat(attributes) : new JsonFileFormat(attributes);
}
