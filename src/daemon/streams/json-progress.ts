import type { ServerResponse } from 'node:http';

import { messageOf } from '../../lib/errors.ts';
import type { ProgressSink } from '../../mgr/image/image-mgr.ts';
import { beginStream, type StreamCall } from './reply-stream.ts';

/**
 * A long operation's answer: JSON records separated by CRLF, each flushed as it comes. The 200 goes out
 * with the first record; what fails before is an ordinary refusal, what fails after is told in a last
 * record. moby: pkg/streamformatter
 */
export async function streamProgress(
  call: StreamCall,
  work: (progress: ProgressSink) => Promise<void>,
  options: { readonly failInBand?: boolean } = {},
): Promise<void> {
  // Before the first record, too: who asked for a pull and is gone wants it no more.
  call.request.departure?.streams();
  const stream = new ProgressStream(call);
  try {
    await work((record) => stream.send(record));
  } catch (err) {
    if (!stream.begun && options.failInBand !== true) throw err;
    stream.fail(err);
  }
  stream.end();
}

class ProgressStream {
  readonly #call: StreamCall;
  #raw: ServerResponse | undefined;

  constructor(call: StreamCall) {
    this.#call = call;
  }

  get begun(): boolean {
    return this.#raw !== undefined;
  }

  send(record: Readonly<Record<string, unknown>>): void {
    const raw = this.#begin();
    if (raw.destroyed) return;
    // A client that does not read misses how far things are, not what has happened.
    if (raw.writableNeedDrain && 'progressDetail' in record) return;
    raw.write(`${JSON.stringify(record)}\r\n`);
  }

  fail(err: unknown): void {
    if (this.#call.signal.aborted) return;
    this.#call.request.log.debug({ err }, 'told in band');
    const message = messageOf(err);
    this.send({ errorDetail: { message }, error: message });
  }

  end(): void {
    this.#begin().end();
  }

  #begin(): ServerResponse {
    this.#raw ??= beginStream(this.#call, 'application/json');
    return this.#raw;
  }
}
