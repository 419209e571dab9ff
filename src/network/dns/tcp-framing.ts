const LENGTH_SIZE = 2;

/** A message as TCP carries it: its length first. RFC 1035, 4.2.2 */
export function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(LENGTH_SIZE);
  length.writeUInt16BE(message.length, 0);
  return Buffer.concat([length, message]);
}

/** Takes messages out of a stream, however its bytes were cut. Holds less than one message. */
export class MessageSplitter {
  #pending: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): Buffer[] {
    const messages: Buffer[] = [];
    let bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    while (bytes.length >= LENGTH_SIZE) {
      const end = LENGTH_SIZE + bytes.readUInt16BE(0);
      if (bytes.length < end) break;
      messages.push(bytes.subarray(LENGTH_SIZE, end));
      bytes = bytes.subarray(end);
    }
    // A copy: the stream may use its buffer again.
    this.#pending = Buffer.from(bytes);
    return messages;
  }
}
