import { isUtf8 } from 'node:buffer';

import { type OutputStream, STREAMS } from '../../../lib/raw-stream.ts';
import type { Segment } from './line-cutter.ts';
import { formatLogTime, type LogTime } from './log-clock.ts';
import type { LogFormat } from './log-format.ts';
import { repairUtf8 } from './utf8-repair.ts';

/** What every record begins with. */
export const RECORD_HEAD = '{"log":"';

const NEWLINE = 10;
/** As a latin1 character it cannot occur in UTF-8: a place holder for line ends. */
const LINE_END = '\xff';
const SPECIAL = [
  '"',
  '\\',
  ...Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).filter((c) => c !== '\n'),
];

/**
 * Docker's json-file: a line of JSON a record, `{"log":"text\n","stream":"stdout","attrs":{…},"time":"…"}`.
 * moby: daemon/logger/jsonfilelog/jsonlog
 *
 * Text is handled as latin1, a character a byte, because that is several times faster; its UTF-8 passes
 * through unchanged. All lines of a segment get one time.
 */
export class JsonFileFormat implements LogFormat {
  readonly preamble = undefined;
  readonly #attributes: string;

  constructor(attributes: Readonly<Record<string, string>> = {}) {
    const some = Object.keys(attributes).length > 0;
    const json = Buffer.from(JSON.stringify(attributes)).toString('latin1');
    this.#attributes = some ? `"attrs":${json},` : '';
  }

  encode(stream: OutputStream, chunk: Buffer, segment: Segment, time: LogTime): Buffer {
    const name = stream === STREAMS.stdout ? 'stdout' : 'stderr';
    const tail = `","stream":"${name}",${this.#attributes}"time":"${formatLogTime(time)}"}\n`;
    const { start, end, whole } = segment;
    if (!whole) return latin1(RECORD_HEAD + escape(chunk.subarray(start, end), '\\n') + tail);
    const text = escape(chunk.subarray(start, end - 1), `\\n${tail}${RECORD_HEAD}`);
    return latin1(`${RECORD_HEAD}${text}\\n${tail}`);
  }

  cut(records: Buffer, least: number): number {
    return records.indexOf(NEWLINE, Math.max(0, least - 1)) + 1 || records.length;
  }

  torn(file: { readonly size: number; read(position: number, length: number): Buffer }): number {
    const block = 64 * 1024;
    for (let end = file.size; end > 0; end -= block) {
      const start = Math.max(0, end - block);
      const newline = file.read(start, end - start).lastIndexOf(NEWLINE);
      if (newline !== -1) return file.size - (start + newline + 1);
    }
    return file.size;
  }
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** JSON string content; each newline becomes `lineEnd`. */
function escape(bytes: Buffer, lineEnd: string): string {
  const text = (isUtf8(bytes) ? bytes : repairUtf8(bytes)).toString('latin1');
  if (!SPECIAL.some((char) => text.includes(char))) return text.replaceAll('\n', lineEnd);
  const escaped = JSON.stringify(text.replaceAll('\n', LINE_END)).slice(1, -1);
  return escaped.replaceAll(LINE_END, lineEnd);
}
