import type { ContainerConfig } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';

/** How a container is asked whether it is well. Times in milliseconds. */
export interface HealthCheck {
  readonly command: readonly string[];
  readonly intervalMs: number;
  readonly timeoutMs: number;
  /** So many failures in a row make it unhealthy. */
  readonly retries: number;
  /** From the start of the container; failures in it do not count until the first success. */
  readonly startPeriodMs: number;
  /** Takes the place of the interval during the start period. */
  readonly startIntervalMs: number;
}

const DEFAULT_SHELL = ['/bin/sh', '-c'];
const NS_PER_MS = 1e6;

/**
 * What `Config.Healthcheck` asks for; undefined without a check, or where `NONE` turns the image's off.
 * Durations of 0 are Docker's defaults. moby: daemon/health.go
 */
export function healthCheckOf({
  Healthcheck: health,
  Shell: shell,
}: DeepReadonly<ContainerConfig>): HealthCheck | undefined {
  const command = commandOf(health?.Test ?? [], shell ?? []);
  if (health == null || command === undefined) return undefined;
  return {
    command,
    intervalMs: milliseconds(health.Interval, 30_000),
    timeoutMs: milliseconds(health.Timeout, 30_000),
    retries: health.Retries === undefined || health.Retries === 0 ? 3 : health.Retries,
    startPeriodMs: milliseconds(health.StartPeriod, 0),
    startIntervalMs: milliseconds(health.StartInterval, 5_000),
  };
}

function commandOf(
  [kind, ...words]: readonly string[],
  shell: readonly string[],
): readonly string[] | undefined {
  if (kind === 'CMD') return words;
  if (kind === 'CMD-SHELL') return [...(shell.length === 0 ? DEFAULT_SHELL : shell), ...words];
  return undefined;
}

const milliseconds = (nanoseconds: number | undefined, unset: number): number =>
  nanoseconds === undefined || nanoseconds === 0 ? unset : nanoseconds / NS_PER_MS;
