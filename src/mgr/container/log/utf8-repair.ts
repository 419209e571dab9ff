/** U+FFFD as UTF-8. */
const REPLACEMENT = Uint8Array.of(0xef, 0xbf, 0xbd);

/** Least and greatest second byte after the lead bytes that restrict it; RFC 3629 section 4. */
const SECOND: ReadonlyMap<number, readonly [number, number]> = new Map([
  [0xe0, [0xa0, 0xbf]],
  [0xed, [0x80, 0x9f]],
  [0xf0, [0x90, 0xbf]],
  [0xf4, [0x80, 0x8f]],
]);

/** Valid UTF-8: each byte that belongs to no character becomes U+FFFD, as Go's encoders do. */
export function repairUtf8(bytes: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(bytes.length * REPLACEMENT.length);
  let length = 0;
  for (let at = 0; at < bytes.length;) {
    const size = characterSize(bytes, at);
    const from = size === 0 ? REPLACEMENT : bytes;
    const start = size === 0 ? 0 : at;
    const count = size === 0 ? REPLACEMENT.length : size;
    for (let i = 0; i < count; i += 1) out[length++] = from[start + i] ?? 0;
    at += size === 0 ? 1 : size;
  }
  return out.subarray(0, length);
}

/** Bytes of the character at a position; 0 where there is none. */
function characterSize(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const size = sizeByLead(lead);
  if (size === 0 || at + size > bytes.length) return 0;
  const [least, greatest] = SECOND.get(lead) ?? ANY_SECOND;
  const second = bytes[at + 1] ?? 0;
  if (second < least || second > greatest) return 0;
  return continues(bytes, at + 2, at + size) ? size : 0;
}

const ANY_SECOND = [0x80, 0xbf] as const;

function continues(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return false;
  return true;
}

function sizeByLead(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}
