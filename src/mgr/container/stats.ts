import type { ContainerStats } from '../../api/schemas.ts';
import type { Clock } from '../../lib/clock.ts';
import { ZERO_TIME } from '../../lib/go-time.ts';
import { HOST_PATHS, type HostPaths } from './stats/cgroup-files.ts';
import { sample, type SampledRecord } from './stats/sample.ts';
import type { Tickers } from './stats/ticker.ts';

export interface StatsDeps {
  readonly tickers: Tickers;
  readonly clock: Clock;
  /** `memTotal` in bytes: the limit of containers without one. */
  readonly host: { readonly memTotal: number };
  readonly paths?: HostPaths;
}

export interface StatsOptions {
  readonly stream: boolean;
  readonly oneShot: boolean;
}

/**
 * What a container uses. `one-shot` answers at once and has nothing before it; a single answer without it
 * waits a second, so that two looks make a rate; a stream gives its first look at once, then one a second.
 * Read from the kernel's files and not from containerd: 0.1 ms instead of 1.5.
 *
 * @param find the container as it is now; undefined when it was removed, which ends the stream
 */
export function stats(
  deps: StatsDeps,
  find: () => SampledRecord | undefined,
  options: StatsOptions,
  signal: AbortSignal,
): AsyncIterable<ContainerStats> {
  const take = (): ContainerStats | undefined => {
    const record = find();
    if (record === undefined) return undefined;
    const { clock, host, paths = HOST_PATHS } = deps;
    return sample(record, { host: paths, hostMemory: host.memTotal, now: clock.now() });
  };
  return options.stream ? streamed(deps, take, signal) : single(deps, take, options, signal);
}

type Take = () => ContainerStats | undefined;

async function* single(
  deps: StatsDeps,
  take: Take,
  { oneShot }: StatsOptions,
  signal: AbortSignal,
): AsyncGenerator<ContainerStats> {
  const first = take();
  if (first === undefined) return;
  if (oneShot || isEmpty(first)) yield first;
  else yield following(first, (await next(deps, first, take, signal)) ?? first);
}

async function* streamed(
  deps: StatsDeps,
  take: Take,
  signal: AbortSignal,
): AsyncGenerator<ContainerStats> {
  let before: ContainerStats | undefined;
  let now = take();
  while (now !== undefined && !signal.aborted) {
    yield before === undefined ? now : following(before, now);
    before = now;
    now = await next(deps, now, take, signal);
  }
}

const next = (
  { tickers }: StatsDeps,
  { id = '' }: ContainerStats,
  take: Take,
  signal: AbortSignal,
): Promise<ContainerStats | undefined> => tickers.next(id, take, signal);

const isEmpty = ({ read }: ContainerStats): boolean => read === ZERO_TIME;

/** A sample with the one before it, from which clients compute rates. */
const following = (before: ContainerStats, now: ContainerStats): ContainerStats => ({
  ...now,
  preread: before.read,
  precpu_stats: before.cpu_stats,
});
