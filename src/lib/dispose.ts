import 'disposablestack/auto';

import type { Logger } from './logger.ts';

/**
 * Runs undo steps after a failure. A step that fails is logged and never replaces the first error.
 */
export async function undoQuietly(
  log: Logger,
  what: string,
  step: () => Promise<void> | void,
): Promise<void> {
  try {
    await step();
  } catch (err) {
    log.warn({ err, what }, 'undo step failed');
  }
}

/** A promise nobody awaits: its failure is logged under a name instead of ending the process. */
export function background(log: Logger, what: string, work: Promise<unknown>): void {
  work.catch((err: unknown) => log.error({ err, what }, 'background work failed'));
}
