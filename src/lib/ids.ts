import { randomBytes } from 'node:crypto';

const FULL = /^[0-9a-f]{64}$/;
const HEX = /^[0-9a-f]{1,64}$/;

/** A new 64-digit object id. Never all decimal in its first 12 digits: those could be taken for a number. */
export function newId(): string {
  for (;;) {
    const id = randomBytes(32).toString('hex');
    if (!/^[0-9]{12}/.test(id)) return id;
  }
}

export const shortId = (id: string): string => id.slice(0, 12);

export const isFullId = (text: string): boolean => FULL.test(text);

/** Whether the text may be the beginning of an id. */
export const isIdPrefix = (text: string): boolean => HEX.test(text);
