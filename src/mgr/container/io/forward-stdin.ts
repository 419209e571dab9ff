import type { Duplex } from 'node:stream';

import { scanDetachKeys } from '../../../lib/detach-keys.ts';

export interface ForwardOptions {
  readonly connection: Duplex;
  /** Undefined where no keys detach. */
  readonly detachKeys: readonly number[] | undefined;
  /** Fulfilled when more may come. */
  readonly write: (bytes: Buffer) => Promise<void>;
}

/**
 * Passes on what a client sends until it sends no more, types the detach keys or is gone. Reads on only
 * when the process has taken what came before.
 */
export async function forwardStdin(
  options: ForwardOptions,
): Promise<'ended' | 'detached' | 'left'> {
  const { connection, detachKeys = [], write } = options;
  let typed = 0;
  try {
    for await (const chunk of connection.iterator({ destroyOnReturn: false })) {
      const scanned = scanDetachKeys(detachKeys, typed, chunk as Buffer);
      typed = scanned.typed;
      await write(scanned.forward);
      if (scanned.detached) return 'detached';
    }
  } catch {
    return 'left';
  }
  if (typed > 0) await write(Buffer.from(detachKeys.slice(0, typed)));
  return connection.destroyed ? 'left' : 'ended';
}
