import { elapsedMs, type Engine, expect, type Metric } from './bench.ts';

const COUNT = 1000;

/** A thousand created containers. They are removed with the engine's root. */
async function prepare(engine: Engine): Promise<() => Promise<void>> {
  const body = { Image: 'busybox', Cmd: ['true'], Labels: { purpose: 'bench' } };
  const queue = Array.from({ length: COUNT }, (_, index) => index);
  const create = async (): Promise<void> => {
    for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
      await expect(
        engine,
        { method: 'POST', path: `/containers/create?name=many-${index}`, body },
        201,
      );
    }
  };
  await Promise.all(Array.from({ length: 8 }, create));
  return async () => {
    await expect(engine, { method: 'POST', path: '/containers/prune' }, 200);
  };
}

export const LISTING: readonly Metric[] = [
  {
    name: `list of ${COUNT} containers`,
    unit: 'ms',
    target: 0.2,
    runs: 15,
    prepare,
    measure: (engine) => elapsedMs(() => expect(engine, { path: '/containers/json?all=1' }, 200)),
  },
  {
    name: `inspect one of ${COUNT}`,
    unit: 'ms',
    target: 1,
    runs: 15,
    prepare,
    measure: (engine) =>
      elapsedMs(() => expect(engine, { path: '/containers/many-500/json' }, 200)),
  },
];
