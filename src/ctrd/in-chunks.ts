/**
 * Evens out chunks: all but the last have `size` bytes, and the first `skip` bytes are left out. Chunks of that size
 * pass through without a copy. A chunk handed out is not touched again. What a failing source gave is handed out first.
 */
export async function* inChunks(
  source: AsyncIterable<Uint8Array>,
  size: number,
  skip = 0,
): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let held = 0;
  let toSkip = skip;
  try {
    for await (const arrived of source) {
      let rest = arrived.subarray(Math.min(toSkip, arrived.length));
      toSkip -= arrived.length - rest.length;
      while (held + rest.length >= size) {
        const part = rest.subarray(0, size - held);
        yield joined([...parts, part]);
        rest = rest.subarray(part.length);
        parts = [];
        held = 0;
      }
      if (rest.length > 0) parts.push(rest);
      held += rest.length;
    }
  } catch (err) {
    if (held > 0) yield joined(parts);
    throw err;
  }
  if (held > 0) yield joined(parts);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
}
