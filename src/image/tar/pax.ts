import { invalidArgument } from '../../lib/errors.ts';
import type { TarHeader } from './tar-header.ts';

/**
 * The records of a pax extended header (`<length> <key>=<value>\n`) that change how a member is read.
 * @throws invalidArgument on a malformed record, or on a sparse file, whose data is not what its size says
 */
export function readPax(bytes: Uint8Array): Partial<TarHeader> {
  const found: { name?: string; linkName?: string; size?: number } = {};
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at < buffer.length) {
    const { key, value, end } = readRecord(buffer, at);
    at = end;
    if (key === 'path') found.name = value;
    else if (key === 'linkpath') found.linkName = value;
    else if (key === 'size') found.size = readSize(value);
    else if (key.startsWith('GNU.sparse.')) {
      throw invalidArgument('archive/tar: sparse members are not supported');
    }
  }
  return found;
}

function readRecord(buffer: Buffer, at: number): { key: string; value: string; end: number } {
  const space = buffer.indexOf(0x20, at);
  const digits = space === -1 ? '' : buffer.toString('latin1', at, Math.min(space, at + 8));
  const end = at + Number(digits);
  const wellFormed = /^\d+$/.test(digits) && end > space && end <= buffer.length;
  if (!wellFormed || buffer[end - 1] !== 0x0a) {
    throw invalidArgument('archive/tar: invalid tar header');
  }
  const record = buffer.toString('utf8', space + 1, end - 1);
  const equals = record.indexOf('=');
  if (equals < 1) throw invalidArgument('archive/tar: invalid tar header');
  return { key: record.slice(0, equals), value: record.slice(equals + 1), end };
}

function readSize(text: string): number {
  const size = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(size)) return size;
  throw invalidArgument('archive/tar: invalid tar header');
}
