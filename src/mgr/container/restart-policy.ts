import type { ContainerDeps } from './deps.ts';
import type { ContainerRecord } from './record.ts';
import type { Exit } from './state.ts';

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 60_000;
/** A run of this length counts as healthy: the delay starts from the beginning. */
const HEALTHY_RUN_MS = 10_000;

/** Whether the delays start from the beginning after this run. PURE. */
export const wasHealthy = ({ startedAt, finishedAt }: Exit): boolean =>
  finishedAt.getTime() - startedAt.getTime() >= HEALTHY_RUN_MS;

/**
 * Whether the policy starts the container again after this exit, and when: 100 ms, doubling up to a
 * minute. PURE.
 * @param attempt how many restarts came before without a healthy run
 */
export function restartDelayMs(
  record: Pick<ContainerRecord, 'hostConfig' | 'manuallyStopped' | 'restartCount'>,
  exit: Exit,
  attempt: number,
): number | undefined {
  const policy = record.hostConfig.RestartPolicy;
  if (record.manuallyStopped || !wantsRestart(policy, record.restartCount, exit)) return undefined;
  return Math.min(FIRST_DELAY_MS * 2 ** attempt, LONGEST_DELAY_MS);
}

function wantsRestart(
  policy: ContainerRecord['hostConfig']['RestartPolicy'],
  restarts: number,
  exit: Exit,
): boolean {
  const { Name: name = 'no', MaximumRetryCount: limit = 0 } = policy ?? {};
  switch (name) {
    case 'always':
    case 'unless-stopped':
      return true;
    case 'on-failure':
      return exit.exitCode !== 0 && (limit === 0 || restarts < limit);
    default:
      return false;
  }
}

/** Whether the policy starts a stopped container when the daemon finds it at its start. PURE. */
export function startsAtBoot(record: ContainerRecord): boolean {
  const name = record.hostConfig.RestartPolicy?.Name;
  return name === 'always' || (name === 'unless-stopped' && !record.manuallyStopped);
}

/** Ends a wait between two starts: the container counts as exited. */
export function cancelBackOff(
  deps: Pick<ContainerDeps, 'registry' | 'backOffs'>,
  id: string,
): void {
  deps.backOffs.get(id)?.abort();
  deps.backOffs.delete(id);
}
