/**
 * Bytes of netlink messages, as netlink(7) and rtnetlink(7) lay them out. Pure.
 * Numbers are in host order; every machine that Node runs on today is little-endian.
 */
const HEADER_SIZE = 16;
const ATTRIBUTE_HEADER_SIZE = 4;
/** The two upper bits of an attribute's type are flags. */
const ATTRIBUTE_TYPE_MASK = 0x3fff;
const NESTED = 0x8000;

export const NLM_F = {
  request: 0x1,
  ack: 0x4,
  excl: 0x200,
  replace: 0x100,
  create: 0x400,
  dump: 0x300,
} as const;

export const NLMSG = { error: 2, done: 3 } as const;

/** What is asked of the kernel; the sequence number is the sender's business. */
export interface Request {
  readonly type: number;
  /** Of `NLM_F`, besides request and ack. */
  readonly flags: number;
  readonly body: Buffer;
}

export interface Reply {
  readonly type: number;
  readonly flags: number;
  readonly sequence: number;
  readonly body: Buffer;
}

const padded = (length: number): number => (length + 3) & ~3;

export function encodeMessage(request: Request, flags: number, sequence: number): Buffer {
  const length = HEADER_SIZE + request.body.length;
  const message = Buffer.alloc(padded(length));
  message.writeUInt32LE(length, 0);
  message.writeUInt16LE(request.type, 4);
  message.writeUInt16LE(request.flags | flags, 6);
  message.writeUInt32LE(sequence, 8);
  request.body.copy(message, HEADER_SIZE);
  return message;
}

/** The messages of one datagram. Their bodies are views of it. */
export function* decodeMessages(datagram: Buffer): Generator<Reply> {
  let at = 0;
  while (at + HEADER_SIZE <= datagram.length) {
    const length = datagram.readUInt32LE(at);
    if (length < HEADER_SIZE || at + length > datagram.length) return;
    yield {
      type: datagram.readUInt16LE(at + 4),
      flags: datagram.readUInt16LE(at + 6),
      sequence: datagram.readUInt32LE(at + 8),
      body: datagram.subarray(at + HEADER_SIZE, at + length),
    };
    at += padded(length);
  }
}

export function attribute(type: number, payload: Buffer): Buffer {
  const length = ATTRIBUTE_HEADER_SIZE + payload.length;
  const bytes = Buffer.alloc(padded(length));
  bytes.writeUInt16LE(length, 0);
  bytes.writeUInt16LE(type, 2);
  payload.copy(bytes, ATTRIBUTE_HEADER_SIZE);
  return bytes;
}

export const nested = (type: number, ...members: readonly Buffer[]): Buffer =>
  attribute(type | NESTED, Buffer.concat(members));

export const stringAttribute = (type: number, text: string): Buffer =>
  attribute(type, Buffer.from(`${text}\0`));

export function u16Attribute(type: number, value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value, 0);
  return attribute(type, bytes);
}

export function u32Attribute(type: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return attribute(type, bytes);
}

/** Attribute type → payload; of equal types the last one. */
export function decodeAttributes(body: Buffer, from: number): Map<number, Buffer> {
  const found = new Map<number, Buffer>();
  let at = from;
  while (at + ATTRIBUTE_HEADER_SIZE <= body.length) {
    const length = body.readUInt16LE(at);
    if (length < ATTRIBUTE_HEADER_SIZE || at + length > body.length) break;
    const type = body.readUInt16LE(at + 2) & ATTRIBUTE_TYPE_MASK;
    found.set(type, body.subarray(at + ATTRIBUTE_HEADER_SIZE, at + length));
    at += padded(length);
  }
  return found;
}

export const decodeString = (payload: Buffer): string =>
  payload.toString('utf8').replace(/\0$/, '');

export function encodeMac(mac: string): Buffer {
  return Buffer.from(mac.replaceAll(':', ''), 'hex');
}

export const decodeMac = (payload: Buffer): string =>
  [...payload].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
