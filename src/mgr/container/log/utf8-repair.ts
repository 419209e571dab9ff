/** U+FFFD as UTF-8. */
const REPLACEMENT = [0xef, 0xbf, 0xbd] as const;

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
  for (let at = 0; at < bytes.length; ) {
    const size = characterSize(bytes, at);
    if (size === 0) {
      out.set(REPLACEMENT, length);
      length += REPLACEMENT.length;
      at += 1;
    } else {
      for (let i = 0; i < size; i += 1) out[length + i] = bytes[at + i] ?? 0;
      length += size;
      at += size;
    }
  }
  return out.subarray(0, length);
}

/** Bytes of the character at a position; 0 where there is none. */
function characterSize(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const size = sizeByLead(lead);
  if (size === 0 || at + size > bytes.length) return 0;
  const [least, greatest] = SECOND.get(lead) ?? [0x80, 0xbf];
  const second = bytes[at + 1] ?? 0;
  if (second < least || second > greatest) return 0;
  for (let i = 2; i < size; i += 1) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return size;
}

function sizeByLead(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}
