import type { ContainerWaitResponse } from '../../api/schemas.ts';
import type { WaitCondition } from './container-mgr.ts';
import type { ContainerDeps } from './deps.ts';
import { lastExit } from './state.ts';

type WaitDeps = Pick<ContainerDeps, 'registry' | 'waiters'>;

/**
 * Resolves the reference at once, so that a 404 is still possible; the promise is the long wait.
 * A stopped container answers `not-running` immediately with how it ended, a new one with 0.
 */
export function wait(
  deps: WaitDeps,
  ref: string,
  condition: WaitCondition,
  signal: AbortSignal,
): { readonly done: Promise<ContainerWaitResponse> } {
  const { id, state } = deps.registry.resolve(ref);
  const busy = ['running', 'paused', 'restarting'].includes(state.status);
  if (condition === 'not-running' && !busy) {
    return { done: Promise.resolve({ StatusCode: lastExit(state)?.exitCode ?? 0 }) };
  }
  const moment = condition === 'removed' ? 'removal' : 'exit';
  const done = deps.waiters.next(moment, id, signal).then((StatusCode) => ({ StatusCode }));
  return { done };
}
