import { type OutputStream, STREAMS } from '../../../lib/raw-stream.ts';
import { RECORD_HEAD } from './json-file-format.ts';
import { TIME_LENGTH, toFixedTime } from './log-clock.ts';
import type { BlockParser } from './log-dialect.ts';
import type { LogFilter } from './log-filter.ts';

const STREAM_PART = '","stream":"std';
const TIME_PART = '","time":"';
const TIME_END = 'Z"}';
/** Length of what follows the text in a record of ours without attributes; both streams' names have six letters. */
const TAIL = STREAM_PART.length + 3 + TIME_PART.length + TIME_LENGTH + 2;

const NEWLINE = 10;

/** Shows records of json-file, after leaving out as many as asked for. */
export class JsonFileParser implements BlockParser {
  #skip = 0;

  skip(lines: number): void {
    this.#skip = lines;
  }

  parse(block: Buffer, filter: LogFilter): void {
    let start = 0;
    for (; this.#skip > 0 && start < block.length; this.#skip -= 1) {
      start = block.indexOf(NEWLINE, start) + 1 || block.length;
    }
    parseJsonBlock(start === 0 ? block : block.subarray(start), filter);
  }
}

export const lastJsonBoundary = (bytes: Buffer): number => bytes.lastIndexOf(NEWLINE) + 1;

/**
 * Shows the records of a block, which begins and ends between records. Our own layout is recognised by
 * its fixed tail; anything else is parsed as JSON, and skipped when that fails.
 */
function parseJsonBlock(block: Buffer, filter: LogFilter): void {
  const text = block.toString('latin1');
  for (let start = 0; start < text.length && !filter.over;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (isOurs(text, start, end)) showOurs(text, start, end, filter);
    else showAny(text.slice(start, end), filter);
    start = end + 1;
  }
}

function isOurs(text: string, start: number, end: number): boolean {
  return (
    end - start >= RECORD_HEAD.length + TAIL &&
    text.startsWith(RECORD_HEAD, start) &&
    text.startsWith(STREAM_PART, end - TAIL) &&
    text.startsWith(TIME_PART, end - TIME_LENGTH - 2 - TIME_PART.length) &&
    text.startsWith(TIME_END, end - TIME_END.length)
  );
}

function showOurs(text: string, start: number, end: number, filter: LogFilter): void {
  const tail = end - TAIL;
  const name = text[tail + STREAM_PART.length];
  const stream = name === 'o' ? STREAMS.stdout : STREAMS.stderr;
  const time = text.slice(end - TIME_LENGTH - 2, end - 2);
  if (!filter.admits(stream, time)) return;
  const prefix = filter.bare ? '' : filter.prefix({ stream, time, attributes: undefined });
  filter.frames.addEscaped(stream, prefix, text.slice(start + RECORD_HEAD.length, tail));
}

interface AnyRecord {
  readonly log: string;
  readonly stream: OutputStream;
  readonly time: string;
  readonly attributes: Readonly<Record<string, string>> | undefined;
}

function showAny(line: string, filter: LogFilter): void {
  const record = parseAny(line);
  if (record === undefined || !filter.admits(record.stream, record.time)) return;
  filter.frames.addPlain(record.stream, Buffer.from(filter.prefix(record) + record.log));
}

function parseAny(line: string): AnyRecord | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return toRecord(JSON.parse(Buffer.from(line, 'latin1').toString()));
  } catch {
    return undefined;
  }
}

function toRecord(parsed: unknown): AnyRecord | undefined {
  const { log = '', stream, time, attrs } = parsed as Record<string, unknown>;
  const fixed = typeof time === 'string' ? toFixedTime(time) : undefined;
  if (typeof log !== 'string' || fixed === undefined) return undefined;
  return {
    log,
    stream: stream === 'stderr' ? STREAMS.stderr : STREAMS.stdout,
    time: fixed,
    attributes: isStrings(attrs) ? attrs : undefined,
  };
}

function isStrings(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((member) => typeof member === 'string')
  );
}
