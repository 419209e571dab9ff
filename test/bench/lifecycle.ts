import {
  createContainer,
  elapsedMs,
  type Engine,
  type Metric,
  removeContainer,
  startContainer,
  waitContainer,
} from './bench.ts';

const lifecycle =
  (NetworkMode: string) =>
  (engine: Engine): Promise<number> =>
    elapsedMs(async () => {
      const id = await createContainer(engine, { Cmd: ['true'], HostConfig: { NetworkMode } });
      await startContainer(engine, id);
      await waitContainer(engine, id);
      await removeContainer(engine, id);
    });

type Step = 'create' | 'start' | 'wait' | 'remove';

const step =
  (wanted: Step) =>
  async (engine: Engine): Promise<number> => {
    const times = {} as Record<Step, number>;
    let id = '';
    times.create = await elapsedMs(async () => {
      id = await createContainer(engine, { Cmd: ['true'] });
    });
    times.start = await elapsedMs(() => startContainer(engine, id));
    times.wait = await elapsedMs(() => waitContainer(engine, id));
    times.remove = await elapsedMs(() => removeContainer(engine, id));
    return times[wanted];
  };

const parallel = async (engine: Engine): Promise<number> => {
  const workers = 4;
  const each = 5;
  const once = lifecycle('default');
  const ms = await elapsedMs(() =>
    Promise.all(
      Array.from({ length: workers }, async () => {
        for (let i = 0; i < each; i += 1) await once(engine);
      }),
    ),
  );
  return (workers * each * 1000) / ms;
};

export const LIFECYCLE: readonly Metric[] = [
  {
    name: 'create+start+wait+remove `true`, bridge',
    unit: 'ms',
    target: 0.45,
    runs: 15,
    measure: lifecycle('default'),
  },
  {
    name: 'the same, network none',
    unit: 'ms',
    target: 0.45,
    runs: 15,
    measure: lifecycle('none'),
  },
  { name: 'the same, network host', unit: 'ms', target: 0.9, runs: 15, measure: lifecycle('host') },
  { name: 'create', unit: 'ms', target: 1, runs: 9, measure: step('create') },
  { name: 'start', unit: 'ms', target: 0.6, runs: 9, measure: step('start') },
  { name: 'wait', unit: 'ms', target: 1, runs: 9, measure: step('wait') },
  { name: 'remove', unit: 'ms', target: 1, runs: 9, measure: step('remove') },
  {
    name: 'lifecycles a second, 4 at once, bridge',
    unit: '/s',
    target: 2,
    runs: 3,
    measure: parallel,
  },
  {
    name: '`docker run --rm busybox true`, whole process',
    unit: 'ms',
    target: 0.5,
    runs: 15,
    measure: (engine) =>
      elapsedMs(async () => {
        const { code, stderr } = await engine.docker('run', '--rm', 'busybox', 'true');
        if (code !== 0) throw new Error(stderr);
      }),
  },
];
