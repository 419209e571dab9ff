import { invalidArgument } from './errors.ts';

const SIZE = /^(\d+(?:\.\d+)?) ?([kmgtp])?(?:i?b)?$/i;
const POWERS = ['k', 'm', 'g', 't', 'p'];

/**
 * `10m`, `64MiB`, `1.5g`, `2048` → bytes, in units of 1024 as docker/go-units RAMInBytes.
 * @throws invalidArgument `invalid size: 'x'`
 */
export function parseByteSize(text: string): number {
  const match = SIZE.exec(text.trim());
  const power = POWERS.indexOf(match?.[2]?.toLowerCase() ?? '') + 1;
  const size = Math.floor(Number(match?.[1]) * 1024 ** power);
  if (!Number.isSafeInteger(size)) throw invalidArgument(`invalid size: '${text}'`);
  return size;
}
