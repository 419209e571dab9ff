import { randomBytes } from 'node:crypto';

import { EngineError, type ErrorCode } from '../../src/lib/errors.ts';

/** A name that no other test has. */
export const unique = (what: string): string => `${what}-${randomBytes(6).toString('hex')}`;

/** How a promise fails: an engine error's code; anything else is thrown on. */
export async function codeOf(work: Promise<unknown>): Promise<ErrorCode | 'fulfilled'> {
  try {
    await work;
    return 'fulfilled';
  } catch (err) {
    if (err instanceof EngineError) return err.code;
    throw err;
  }
}
