/** ctrl-p, ctrl-q */
export const DEFAULT_DETACH_KEYS: readonly number[] = [16, 17];

const CONTROL = 'ctrl-';
/** ctrl-@ is 0, ctrl-a 1 … ctrl-_ 31. */
const CONTROL_KEYS = '@abcdefghijklmnopqrstuvwxyz[\\]^_';

/**
 * `ctrl-p,ctrl-q` or `a,b` → the bytes that a terminal sends for these keys; undefined when a key is
 * neither one ASCII character nor `ctrl-` with a letter or one of `@[\]^_`. moby: term ToBytes
 */
export function parseDetachKeys(text: string): readonly number[] | undefined {
  const bytes = text.split(',').map(toByte);
  return bytes.every((byte) => byte !== undefined) ? bytes : undefined;
}

function toByte(key: string): number | undefined {
  if (key.length === 1) return key.charCodeAt(0) < 128 ? key.charCodeAt(0) : undefined;
  if (key.length !== CONTROL.length + 1 || !key.startsWith(CONTROL)) return undefined;
  const byte = CONTROL_KEYS.indexOf(key.charAt(CONTROL.length));
  return byte === -1 ? undefined : byte;
}

/** How many of the keys were typed at the end of what was seen. */
export type Typed = number;

export interface Scanned {
  /** What goes on to the process: the input without the keys that are still open. */
  readonly forward: Buffer;
  readonly typed: Typed;
  readonly detached: boolean;
}

/**
 * Looks for the key sequence in typed input, however it is cut into chunks. Keys that may begin the
 * sequence are held back until it is complete or broken off; what follows a complete one is dropped.
 */
export function scanDetachKeys(keys: readonly number[], typed: Typed, chunk: Buffer): Scanned {
  if (keys.length === 0) return { forward: chunk, typed: 0, detached: false };
  if (typed === 0 && !chunk.includes(keys[0] ?? 0)) {
    return { forward: chunk, typed, detached: false };
  }
  const out: number[] = [];
  let matched = typed;
  for (const byte of chunk) {
    if (byte === keys[matched]) {
      matched += 1;
      if (matched === keys.length) {
        return { forward: Buffer.from(out), typed: 0, detached: true };
      }
    } else {
      const rest = restart(keys, matched, byte);
      out.push(...[...keys.slice(0, matched), byte].slice(0, matched + 1 - rest));
      matched = rest;
    }
  }
  return { forward: Buffer.from(out), typed: matched, detached: false };
}

/** The longest beginning of the keys that the held-back keys and this byte end with. */
function restart(keys: readonly number[], matched: number, byte: number): number {
  const seen = [...keys.slice(0, matched), byte];
  for (let length = matched; length > 0; length -= 1) {
    if (keys.slice(0, length).every((key, i) => key === seen[seen.length - length + i])) {
      return length;
    }
  }
  return 0;
}
