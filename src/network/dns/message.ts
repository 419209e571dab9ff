import packet from 'dns-packet';

/** What a client asks. */
export interface Question {
  /** In lower case, without the dot at its end. */
  readonly name: string;
  /** `A`, `AAAA`, `PTR` … */
  readonly type: string;
}

export interface Query extends Question {
  readonly id: number;
  /** As it came. */
  readonly bytes: Buffer;
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

/** A query with one question; undefined for anything else that may come. */
export function decodeQuery(bytes: Buffer): Query | undefined {
  if (bytes.length < HEADER_SIZE) return undefined;
  const flags = bytes.readUInt16BE(2);
  if ((flags & (RESPONSE | OPCODE)) !== 0 || bytes.readUInt16BE(4) !== 1) return undefined;
  const question = decodeQuestion(bytes);
  if (question === undefined) return undefined;
  const recursionDesired = (flags & RECURSION_DESIRED) !== 0;
  return { ...question, id: bytes.readUInt16BE(0), bytes, recursionDesired };
}

function decodeQuestion(bytes: Buffer): Question | undefined {
  try {
    const [question] = packet.decode(bytes).questions ?? [];
    if (question === undefined) return undefined;
    return { name: question.name.toLowerCase().replace(/\.$/, ''), type: question.type };
  } catch {
    // Malformed: nobody who is to be answered sends that.
    return undefined;
  }
}

/** An answer of our own. Names are answered as they were written. */
export function encodeReply(query: Query, code: number, answers: readonly Answer[] = []): Buffer {
  const asked = packet.decode(query.bytes).questions ?? [];
  const name = asked[0]?.name ?? query.name;
  return packet.encode({
    type: 'response',
    id: query.id,
    flags: RECURSION_AVAILABLE | (query.recursionDesired ? RECURSION_DESIRED : 0) | code,
    questions: asked,
    answers: answers.map((answer) => ({
      type: answer.type,
      name,
      ttl: TTL,
      data: answer.type === 'PTR' ? answer.name : answer.address,
    })),
  });
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
