const HEADER_SIZE = 12;
const SOA = 6;
/** A pseudo record: its «TTL» holds flags. */
const OPT = 41;
const POINTER = 0xc0;

interface Field {
  readonly offset: number;
  readonly type: number;
  readonly dataOffset: number;
  readonly dataLength: number;
}

/** Where the records of a message have their times. RFC 1035, 4.1.3. @throws RangeError when it is cut short */
function* fields(message: Buffer): Generator<Field> {
  let at = HEADER_SIZE;
  for (let left = message.readUInt16BE(4); left > 0; left -= 1) at = skipName(message, at) + 4;
  const records = [6, 8, 10].reduce((sum, offset) => sum + message.readUInt16BE(offset), 0);
  for (let left = records; left > 0; left -= 1) {
    at = skipName(message, at);
    const dataLength = message.readUInt16BE(at + 8);
    yield { offset: at + 4, type: message.readUInt16BE(at), dataOffset: at + 10, dataLength };
    at += 10 + dataLength;
  }
}

/** A name ends with a null byte or a pointer; it always goes forward, so it always ends. */
function skipName(message: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const length = message.readUInt8(at);
    if (length === 0) return at + 1;
    if ((length & POINTER) === POINTER) return at + 2;
    at += 1 + length;
  }
}

/**
 * For how many seconds an answer may be kept: its shortest time, and for a negative one what its SOA record
 * allows (RFC 2308). 0 for one that cannot be read.
 */
export function secondsToKeep(message: Buffer): number {
  try {
    const found = [...fields(message)].filter(({ type }) => type !== OPT);
    const times = found.map(({ offset }) => message.readUInt32BE(offset));
    const isNegative = message.readUInt16BE(6) === 0;
    const soa = found.find(({ type }) => type === SOA);
    if (isNegative && soa === undefined) return 0;
    const minimum =
      soa === undefined || !isNegative
        ? []
        : [message.readUInt32BE(soa.dataOffset + soa.dataLength - 4)];
    return Math.min(...times, ...minimum);
  } catch {
    return 0;
  }
}

/** A copy whose records have so many seconds less to live. */
export function aged(message: Buffer, seconds: number): Buffer {
  const copy = Buffer.from(message);
  for (const { offset, type } of fields(message)) {
    if (type === OPT) continue;
    copy.writeUInt32BE(Math.max(0, message.readUInt32BE(offset) - seconds), offset);
  }
  return copy;
}
