import type { ContainerStats } from '../../api/schemas.ts';
import type { ContainerDeps } from './deps.ts';
import { stats, type StatsOptions } from './stats.ts';

/** Stats of a container by reference: 404 at once, then the samples; a removal ends them. */
export function statsOf(
  deps: Pick<ContainerDeps, 'registry' | 'tickers' | 'clock' | 'host'>,
  ref: string,
  options: StatsOptions,
  signal: AbortSignal,
): AsyncIterable<ContainerStats> {
  const { id } = deps.registry.resolve(ref);
  const find = () => (deps.registry.has(id) ? deps.registry.byId(id) : undefined);
  return stats(deps, find, options, signal);
}
