import { setTimeout as delay } from 'node:timers/promises';

import { canceled } from '../lib/errors.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/**
 * The pause before the next attempt: longer each time, and never at the same moment as others.
 * @throws canceled
 */
export async function pauseBeforeRetry(
  attempt: number,
  tell: (seconds: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const longest = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
  const wait = longest / 2 + (Math.random() * longest) / 2;
  tell(Math.max(1, Math.round(wait / 1000)));
  await delay(wait, undefined, { signal }).catch((err: unknown) => {
    throw canceled('the wait was given up', err);
  });
}
