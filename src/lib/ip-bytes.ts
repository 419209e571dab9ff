import { isIPv6, SocketAddress } from 'node:net';

/** An address as it is on the wire: 4 or 16 bytes. The text is a valid address without zone. */
export function ipBytes(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail = ''] = withoutDots(shortest(address)).split('::');
  const [first, last] = [wordsOf(head), wordsOf(tail)];
  const bytes = Buffer.alloc(16);
  first.forEach((word, at) => bytes.writeUInt16BE(word, at * 2));
  last.forEach((word, at) => bytes.writeUInt16BE(word, 16 - (last.length - at) * 2));
  return bytes;
}

const shortest = (address: string): string =>
  new SocketAddress({ family: 'ipv6', address }).address;

/** `::ffff:192.0.2.1` → `::ffff:c000:201` */
const withoutDots = (address: string): string =>
  address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });

const wordsOf = (part: string): number[] =>
  part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16));
