import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

import { invalidArgument } from '../../lib/errors.ts';
import { tooLarge } from './json-body.ts';

export interface UpgradeBody {
  readonly body: Buffer;
  /** What the client sent beyond the body: the first bytes of its stream. */
  readonly early: Buffer;
}

const PATIENCE_MS = 30_000;

/**
 * Node parses no body on an upgrade request, but exec start sends one: with Content-Length (CLI) or
 * chunked (docker-modem). Reads exactly that from `head` and the socket.
 *
 * @throws invalidArgument when it is too long, malformed or never completes
 */
export async function takeBody(
  request: IncomingMessage,
  socket: Socket,
  head: Buffer,
  limit: number,
): Promise<UpgradeBody> {
  const chunked = /\bchunked\b/i.test(request.headers['transfer-encoding'] ?? '');
  const length = Number(request.headers['content-length'] ?? 0);
  const parse = chunked ? parseChunked : parseFixed.bind(undefined, length);
  if (length > limit) throw tooLarge();
  let bytes = head;
  for (let found = parse(bytes); ; found = parse(bytes)) {
    if (found !== undefined) return found;
    if (bytes.length > 2 * limit) throw tooLarge();
    bytes = Buffer.concat([bytes, await nextChunk(socket)]);
  }
}

function nextChunk(socket: Socket): Promise<Buffer> {
  const buffered = socket.read() as Buffer | null;
  if (buffered !== null) return Promise.resolve(buffered);
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      socket.off('readable', onReadable).off('end', onGone).off('close', onGone);
      socket.off('timeout', onGone).setTimeout(0);
    };
    const onReadable = (): void => {
      const chunk = socket.read() as Buffer | null;
      if (chunk === null) return;
      settle();
      resolve(chunk);
    };
    const onGone = (): void => {
      settle();
      reject(invalidArgument('unexpected EOF'));
    };
    socket.on('readable', onReadable).once('end', onGone).once('close', onGone);
    socket.setTimeout(PATIENCE_MS).once('timeout', onGone);
  });
}

function parseFixed(length: number, bytes: Buffer): UpgradeBody | undefined {
  if (bytes.length < length) return undefined;
  return { body: bytes.subarray(0, length), early: bytes.subarray(length) };
}

/** RFC 9112 section 7.1. Extensions and trailers are read and dropped. */
export function parseChunked(bytes: Buffer): UpgradeBody | undefined {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd === -1) return undefined;
    const size = chunkSize(bytes.toString('latin1', at, lineEnd));
    const start = lineEnd + 2;
    if (size === 0) return endOfChunks(bytes, start, parts);
    if (bytes.length < start + size + 2) return undefined;
    parts.push(bytes.subarray(start, start + size));
    at = start + size + 2;
  }
}

function chunkSize(line: string): number {
  const size = /^([0-9a-f]{1,8})[ \t]*(?:;.*)?$/i.exec(line)?.[1];
  if (size === undefined) throw invalidArgument('malformed chunked encoding');
  return Number.parseInt(size, 16);
}

function endOfChunks(bytes: Buffer, start: number, parts: Buffer[]): UpgradeBody | undefined {
  let at = start;
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd === -1) return undefined;
    if (lineEnd === at) {
      return { body: Buffer.concat(parts), early: bytes.subarray(lineEnd + 2) };
    }
    at = lineEnd + 2;
  }
}
