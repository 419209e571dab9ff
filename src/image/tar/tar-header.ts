import { invalidArgument } from '../../lib/errors.ts';

export const BLOCK = 512;

export type TarType =
  | 'file'
  | 'link'
  | 'symlink'
  | 'device'
  | 'directory'
  | 'fifo'
  | 'pax'
  | 'global-pax'
  | 'long-name'
  | 'long-link'
  | 'other';

export interface TarHeader {
  readonly name: string;
  readonly type: TarType;
  /** bytes of data that follow */
  readonly size: number;
  readonly linkName: string;
}

const TYPES: Readonly<Record<string, TarType>> = {
  '\0': 'file',
  '0': 'file',
  '7': 'file',
  '1': 'link',
  '2': 'symlink',
  '3': 'device',
  '4': 'device',
  '5': 'directory',
  '6': 'fifo',
  x: 'pax',
  g: 'global-pax',
  L: 'long-name',
  K: 'long-link',
};

const invalid = (): Error => invalidArgument('archive/tar: invalid tar header');

export function isZeroBlock(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/**
 * Reads one 512-byte header block. POSIX.1-2001 (ustar) with GNU's base-256 numbers.
 * @throws invalidArgument when the checksum or a number is wrong, or on GNU's sparse type
 */
export function readHeader(block: Uint8Array): TarHeader {
  const buffer = Buffer.from(block.buffer, block.byteOffset, BLOCK);
  checkSum(buffer);
  const flag = String.fromCharCode(buffer[156] ?? 0);
  if (flag === 'S') throw invalidArgument('archive/tar: sparse members are not supported');
  const name = readName(buffer);
  const type = TYPES[flag] ?? 'other';
  return {
    name,
    type: type === 'file' && name.endsWith('/') ? 'directory' : type,
    size: readNumber(buffer.subarray(124, 136)),
    linkName: readText(buffer.subarray(157, 257)),
  };
}

/** The sum of all bytes with the checksum's own field as blanks; old tars summed signed bytes. */
function checkSum(buffer: Buffer): void {
  let unsigned = 8 * 0x20;
  let signed = unsigned;
  for (let at = 0; at < BLOCK; at += 1) {
    if (at >= 148 && at < 156) continue;
    const byte = buffer[at] ?? 0;
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  const said = readNumber(buffer.subarray(148, 156));
  if (said !== unsigned && said !== signed) throw invalid();
}

function readName(buffer: Buffer): string {
  const name = readText(buffer.subarray(0, 100));
  const isPosix = buffer.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isPosix ? readText(buffer.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function readText(field: Buffer): string {
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? field.length : end);
}

function readNumber(field: Buffer): number {
  const value = ((field[0] ?? 0) & 0x80) === 0 ? readOctal(field) : readBase256(field);
  if (!Number.isSafeInteger(value) || value < 0) throw invalid();
  return value;
}

function readOctal(field: Buffer): number {
  const text = field.toString('latin1').replace(/^[ \0]+|[ \0]+$/g, '');
  if (text === '') return 0;
  return /^[0-7]+$/.test(text) ? parseInt(text, 8) : Number.NaN;
}

/** Big-endian with the top bit as marker; the next bit would make it negative. */
function readBase256(field: Buffer): number {
  let value = BigInt((field[0] ?? 0) & 0x7f);
  if (value >= 0x40n) return Number.NaN;
  for (const byte of field.subarray(1)) value = value * 256n + BigInt(byte);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.NaN : Number(value);
}
