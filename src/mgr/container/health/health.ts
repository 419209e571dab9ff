import type { Health } from '../../../api/schemas.ts';
import { toGoTime } from '../../../lib/go-time.ts';
import type { HealthCheck } from './health-check.ts';

/** What is known of a container's health. It is kept across restarts of the daemon. */
export interface ContainerHealth {
  readonly status: 'starting' | 'healthy' | 'unhealthy';
  readonly failingStreak: number;
  /** The last five probes, oldest first. */
  readonly log: readonly ProbeResult[];
}

export interface ProbeResult {
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** 0 is healthy; -1 for a probe that could not run or took too long. */
  readonly exitCode: number;
  readonly output: string;
}

const LOG_ENTRIES = 5;

export const STARTING: ContainerHealth = { status: 'starting', failingStreak: 0, log: [] };

/** Health after a probe. PURE. moby: daemon/health.go handleProbeResult */
export function afterProbe(
  health: ContainerHealth,
  result: ProbeResult,
  { check, startedAt }: { readonly check: HealthCheck; readonly startedAt: Date },
): ContainerHealth {
  const log = [...health.log, result].slice(-LOG_ENTRIES);
  if (result.exitCode === 0) return { status: 'healthy', failingStreak: 0, log };
  const age = result.startedAt.getTime() - startedAt.getTime();
  if (health.status === 'starting' && age < check.startPeriodMs) return { ...health, log };
  const failingStreak = health.failingStreak + 1;
  const status = failingStreak >= check.retries ? 'unhealthy' : health.status;
  return { status, failingStreak, log };
}

/** A container that does not run is not well, as dockerd says. PURE. */
export const afterExit = (health: ContainerHealth): ContainerHealth => ({
  ...health,
  status: 'unhealthy',
});

/** Milliseconds from the end of one probe, or the start, to the next probe. PURE. */
export function pauseMs(
  check: HealthCheck,
  { health, ageMs }: { readonly health: ContainerHealth; readonly ageMs: number },
): number {
  const isStarting = health.status === 'starting' && ageMs < check.startPeriodMs;
  return isStarting ? check.startIntervalMs : check.intervalMs;
}

/** Docker's document. */
export function healthView(health: ContainerHealth): Health {
  return {
    Status: health.status,
    FailingStreak: health.failingStreak,
    Log: health.log.map(({ startedAt, finishedAt, exitCode, output }) => ({
      Start: toGoTime(startedAt),
      End: toGoTime(finishedAt),
      ExitCode: exitCode,
      Output: output,
    })),
  };
}
