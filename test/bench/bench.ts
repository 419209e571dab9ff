import type { ApiAnswer, ApiRequest } from '../helpers/api-client.ts';
import type { CommandResult } from '../helpers/command.ts';

/** What a measurement may use of an engine, ours or dockerd. */
export interface Engine {
  readonly socket: string;
  readonly root: string;
  readonly pid: number;
  api(request: ApiRequest): Promise<ApiAnswer>;
  docker(...args: readonly string[]): Promise<CommandResult>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface Metric {
  readonly name: string;
  readonly unit: 'ms' | 'MB/s' | 'MB' | '/s';
  /** Joey's figure divided by dockerd's must not be above (for times and sizes) or below (for rates) this. */
  readonly target: number;
  /** Counted runs, after one that is not counted. */
  readonly runs: number;
  /** What both engines need before; its clean-up afterwards. */
  readonly prepare?: (engine: Engine) => Promise<() => Promise<void>>;
  readonly measure: (engine: Engine) => Promise<number>;
}

export async function elapsedMs(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** @throws when the engine does not answer one of the statuses: a fast error is no result */
export async function expect(
  engine: Engine,
  request: ApiRequest,
  ...statuses: readonly number[]
): Promise<ApiAnswer> {
  const answer = await engine.api(request);
  if (statuses.includes(answer.status)) return answer;
  throw new Error(`${request.method ?? 'GET'} ${request.path}: ${answer.status} ${answer.text}`);
}

export async function createContainer(engine: Engine, body: object): Promise<string> {
  const answer = await expect(
    engine,
    { method: 'POST', path: '/containers/create', body: { Image: 'busybox', ...body } },
    201,
  );
  return (answer.body as { Id: string }).Id;
}

export const startContainer = (engine: Engine, id: string): Promise<ApiAnswer> =>
  expect(engine, { method: 'POST', path: `/containers/${id}/start` }, 204);

export const waitContainer = (engine: Engine, id: string): Promise<ApiAnswer> =>
  expect(engine, { method: 'POST', path: `/containers/${id}/wait` }, 200);

export const removeContainer = (engine: Engine, id: string): Promise<ApiAnswer> =>
  expect(engine, { method: 'DELETE', path: `/containers/${id}?force=1` }, 204);

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
