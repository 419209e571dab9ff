import { canceled } from '../lib/errors.ts';

/** `signal.throwIfAborted()` with an error of ours. @throws canceled */
export function throwIfCanceled(signal: AbortSignal): void {
  if (signal.aborted) throw canceled('the client left', signal.reason);
}
