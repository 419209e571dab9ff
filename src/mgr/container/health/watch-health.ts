import { background } from '../../../lib/dispose.ts';
import { isCode } from '../../../lib/errors.ts';
import { containerEvent } from '../announce.ts';
import type { ContainerDeps } from '../deps.ts';
import type { ContainerRecord } from '../record.ts';
import { afterProbe, pauseMs, type ProbeResult, STARTING } from './health.ts';
import { type HealthCheck, healthCheckOf } from './health-check.ts';
import { probe } from './probe.ts';

type WatchDeps = Pick<
  ContainerDeps,
  'registry' | 'execs' | 'runtime' | 'clock' | 'log' | 'healthWatches' | 'lifetime'
>;

/** Begins to probe a running container, if it has a health check; once however often it is called. */
export function watchHealth(deps: WatchDeps, id: string): void {
  const check = healthCheckOf(deps.registry.byId(id).config);
  if (check === undefined || deps.healthWatches.has(id)) return;
  const end = new AbortController();
  deps.healthWatches.set(id, end);
  const signal = AbortSignal.any([end.signal, deps.lifetime]);
  background(deps.log, 'health check', watch(deps, id, check, signal));
}

/** The container has ended: no more probes. */
export function stopWatching(
  { healthWatches }: Pick<WatchDeps, 'healthWatches'>,
  id: string,
): void {
  healthWatches.get(id)?.abort();
  healthWatches.delete(id);
}

async function watch(
  deps: WatchDeps,
  id: string,
  check: HealthCheck,
  signal: AbortSignal,
): Promise<void> {
  try {
    for (;;) {
      await deps.clock.sleep(nextPauseMs(deps, id, check), signal);
      // A paused container cannot answer: it keeps the health that it had.
      if (deps.registry.byId(id).state.status !== 'running') continue;
      const result = await probe(deps, id, check, signal);
      if (signal.aborted) return;
      note(deps, id, check, result);
    }
  } catch (err) {
    if (!isCode(err, 'canceled') && !isCode(err, 'notFound')) throw err;
  }
}

function nextPauseMs(deps: WatchDeps, id: string, check: HealthCheck): number {
  const record = deps.registry.byId(id);
  const ageMs = deps.clock.now().getTime() - startOf(record).getTime();
  return pauseMs(check, { health: record.health ?? STARTING, ageMs });
}

/** Keeps the result; tells of it when it changes how the container is. */
function note(deps: WatchDeps, id: string, check: HealthCheck, result: ProbeResult): void {
  const record = deps.registry.byId(id);
  const before = record.health ?? STARTING;
  const health = afterProbe(before, result, { check, startedAt: startOf(record) });
  const event = containerEvent(record, `health_status: ${health.status}`, deps.clock.now());
  deps.registry.save({ ...record, health }, health.status === before.status ? undefined : event);
}

const startOf = ({ state, createdAt }: ContainerRecord): Date =>
  'startedAt' in state ? state.startedAt : createdAt;
