import { humanDuration } from '../../../lib/human-duration.ts';
import type { ContainerHealth } from '../health/health.ts';
import type { ContainerRecord } from '../record.ts';
import type { Exit } from '../state.ts';
import { isNever } from './state.ts';

/** `Up 5 minutes`, `Exited (0) 3 seconds ago`: what `docker ps` shows. moby: State.String */
export function statusPhrase(
  { state, health }: Pick<ContainerRecord, 'state' | 'health'>,
  now: Date,
): string {
  const since = (time: Date): string => humanDuration(now.getTime() - time.getTime());
  switch (state.status) {
    case 'created':
      return 'Created';
    case 'running':
      return `Up ${since(state.startedAt)}${healthSuffix(health)}`;
    case 'paused':
      return `Up ${since(state.startedAt)} (Paused)`;
    case 'restarting':
      return `Restarting (${state.last.exitCode}) ${since(state.last.finishedAt)} ago`;
    case 'removing':
      return 'Removal In Progress';
    case 'dead':
      return 'Dead';
    case 'exited':
      return exitedPhrase(state.last, since);
  }
}

function exitedPhrase(last: Exit, since: (time: Date) => string): string {
  if (isNever(last.finishedAt)) return 'Created';
  return `Exited (${last.exitCode}) ${since(last.finishedAt)} ago`;
}

function healthSuffix(health: ContainerHealth | undefined): string {
  if (health === undefined) return '';
  return health.status === 'starting' ? ' (health: starting)' : ` (${health.status})`;
}
