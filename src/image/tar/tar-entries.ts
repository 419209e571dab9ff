import { invalidArgument } from '../../lib/errors.ts';
import type { TarHeader } from './tar-header.ts';
import { TarParser, type TarToken } from './tar-parser.ts';

export interface TarEntry {
  readonly header: TarHeader;
  /** The member's bytes, once. What is left unread is skipped. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * The members of a tar stream, one after the other; the source is read to its end.
 * @throws invalidArgument on malformed input or more than `maxEntries` members
 */
export async function* tarEntries(
  source: AsyncIterable<Uint8Array>,
  maxEntries: number,
): AsyncGenerator<TarEntry, void, undefined> {
  const tokens = readTokens(source);
  let count = 0;
  for (;;) {
    const next = await tokens.next();
    if (next.done === true) return;
    if (next.value.kind !== 'header') continue;
    count += 1;
    if (count > maxEntries) {
      throw invalidArgument(`the archive has more than ${maxEntries} members`);
    }
    const body = readBody(tokens);
    yield { header: next.value.header, body };
    await skip(body);
  }
}

async function* readTokens(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<TarToken, void, undefined> {
  const parser = new TarParser();
  for await (const chunk of source) yield* parser.push(chunk);
  parser.finish();
}

/** An iterable that keeps its place when a consumer stops early, unlike a generator. */
function readBody(
  tokens: AsyncGenerator<TarToken, void, undefined>,
): AsyncIterable<Uint8Array> & AsyncIterator<Uint8Array> {
  let ended = false;
  const iterator = {
    async next(): Promise<IteratorResult<Uint8Array>> {
      if (ended) return { done: true, value: undefined };
      const token = await tokens.next();
      if (token.done !== true && token.value.kind === 'data') {
        return { done: false, value: token.value.bytes };
      }
      ended = true;
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

/** Reads to the end and keeps nothing. */
export async function skip(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const iterator = bytes[Symbol.asyncIterator]();
  let next = await iterator.next();
  while (next.done !== true) next = await iterator.next();
}
