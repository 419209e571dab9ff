import { randomBytes } from 'node:crypto';

/** 16 networks that hardly any other engine on this machine has: engines that run at once must not share any. */
export function privatePool(): string {
  const [a = 0, b = 0] = randomBytes(2);
  return `base=100.${64 + (a % 64)}.${b & 0xf0}.0/20,size=24`;
}
