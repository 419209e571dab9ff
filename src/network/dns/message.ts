import { toBigInt } from '../cidr.ts';

/** What a client asks. */
export interface Question {
  /** In lower case, without the dot at its end. */
  readonly name: string;
  /** `A`, `AAAA`, `PTR`; others as `TYPE15`. RFC 3597, 5 */
  readonly type: string;
}

export interface Query extends Question {
  readonly id: number;
  /** As it came. */
  readonly bytes: Buffer;
  /** Where in them the question ends. */
  readonly end: number;
  readonly recursionDesired: boolean;
}

export type Answer =
  | { readonly type: 'A' | 'AAAA'; readonly address: string }
  | { readonly type: 'PTR'; readonly name: string };

export const RCODE = { ok: 0, formatError: 1, serverFailure: 2, nameError: 3, refused: 5 } as const;

/** Header bits. RFC 1035, 4.1.1 */
const RESPONSE = 0x8000;
const TRUNCATED = 0x0200;
const RECURSION_DESIRED = 0x0100;
const RECURSION_AVAILABLE = 0x0080;
const OPCODE = 0x7800;
const HEADER_SIZE = 12;
/** Seconds. Docker's. */
const TTL = 600;

const TYPE_NUMBERS = { A: 1, PTR: 12, AAAA: 28 } as const;
const TYPES: ReadonlyMap<number, string> = new Map(
  Object.entries(TYPE_NUMBERS).map(([name, number]) => [number, name]),
);
const INTERNET = 1;
/** RFC 1035, 2.3.4 */
export const LONGEST_LABEL = 63;
const LONGEST_NAME = 255;
/** Stands for the name in the question, which follows the header. RFC 1035, 4.1.4 */
const ASKED_NAME = 0xc000 | HEADER_SIZE;

/** A query with one question; undefined for anything else that may come. */
export function decodeQuery(bytes: Buffer): Query | undefined {
  if (bytes.length < HEADER_SIZE) return undefined;
  const flags = bytes.readUInt16BE(2);
  if ((flags & (RESPONSE | OPCODE)) !== 0 || bytes.readUInt16BE(4) !== 1) return undefined;
  const question = decodeQuestion(bytes);
  if (question === undefined) return undefined;
  const { name, type, end } = question;
  const recursionDesired = (flags & RECURSION_DESIRED) !== 0;
  return { name, type, end, id: bytes.readUInt16BE(0), bytes, recursionDesired };
}

/**
 * By hand: a library reads all sections, and writing an answer with one takes ten times as long as here.
 * Undefined when it is malformed: nobody who is to be answered sends that.
 */
function decodeQuestion(bytes: Buffer): (Question & { readonly end: number }) | undefined {
  const labels: string[] = [];
  let at = HEADER_SIZE;
  for (;;) {
    const length = bytes[at++];
    if (length === undefined || length > LONGEST_LABEL) return undefined;
    if (length === 0) break;
    labels.push(bytes.toString('utf8', at, at + length));
    at += length;
    if (at - HEADER_SIZE > LONGEST_NAME) return undefined;
  }
  if (at + 4 > bytes.length) return undefined;
  const number = bytes.readUInt16BE(at);
  const type = TYPES.get(number) ?? `TYPE${number}`;
  return { name: labels.join('.').toLowerCase(), type, end: at + 4 };
}

/** An answer of our own. Names are answered as they were written. */
export function encodeReply(query: Query, code: number, answers: readonly Answer[] = []): Buffer {
  const header = Buffer.alloc(HEADER_SIZE);
  header.writeUInt16BE(query.id, 0);
  const desired = query.recursionDesired ? RECURSION_DESIRED : 0;
  header.writeUInt16BE(RESPONSE | RECURSION_AVAILABLE | desired | code, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(answers.length, 6);
  return Buffer.concat([
    header,
    query.bytes.subarray(HEADER_SIZE, query.end),
    ...answers.map(encodeAnswer),
  ]);
}

/** A resource record of the name that was asked. RFC 1035, 4.1.3 */
function encodeAnswer(answer: Answer): Buffer {
  const data = dataOf(answer);
  const record = Buffer.allocUnsafe(12 + data.length);
  record.writeUInt16BE(ASKED_NAME, 0);
  record.writeUInt16BE(TYPE_NUMBERS[answer.type], 2);
  record.writeUInt16BE(INTERNET, 4);
  record.writeUInt32BE(TTL, 6);
  record.writeUInt16BE(data.length, 10);
  record.set(data, 12);
  return record;
}

function dataOf(answer: Answer): Buffer {
  switch (answer.type) {
    case 'A':
      return Buffer.from(answer.address.split('.').map(Number));
    case 'AAAA':
      return Buffer.from(toBigInt(answer.address).toString(16).padStart(32, '0'), 'hex');
    case 'PTR':
      return encodeName(answer.name);
  }
}

function encodeName(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from(label));
  return Buffer.concat([
    ...labels.flatMap((label) => [Buffer.from([label.length]), label]),
    Buffer.alloc(1),
  ]);
}

/** Whether a server's answer is one to this question: same id and question. RFC 5452 */
export function answersTo(reply: Buffer, id: number, { name, type }: Question): boolean {
  if (reply.length < HEADER_SIZE || reply.readUInt16BE(0) !== id) return false;
  if ((reply.readUInt16BE(2) & RESPONSE) === 0) return false;
  const question = decodeQuestion(reply);
  return question?.name === name && question.type === type;
}

export const codeOf = (reply: Buffer): number => reply.readUInt16BE(2) & 0x0f;

export const isTruncated = (reply: Buffer): boolean => (reply.readUInt16BE(2) & TRUNCATED) !== 0;

/** A copy with another id. */
export function withId(message: Buffer, id: number): Buffer {
  const copy = Buffer.from(message);
  copy.writeUInt16BE(id, 0);
  return copy;
}

/** The beginning of an answer that is too long for UDP: the client asks again by TCP. */
export function truncated(query: Query): Buffer {
  const reply = encodeReply(query, RCODE.ok);
  reply.writeUInt16BE(reply.readUInt16BE(2) | TRUNCATED, 2);
  return reply;
}
