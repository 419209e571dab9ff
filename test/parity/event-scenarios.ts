import { setTimeout as sleep } from 'node:timers/promises';

import { type Engine, eventsOf, parseBody } from './engine-actions.ts';
import type { Scenario } from './stream-scenarios.ts';

const OUT = { AttachStdout: true, AttachStderr: true };

async function untilExited(engine: Engine): Promise<void> {
  for (;;) {
    const found = (await engine.get('/containers/ev/json')) as { State: { Status: string } };
    if (found.State.Status === 'exited') return;
    await sleep(50);
  }
}

async function exec(engine: Engine, body: object, start: object): Promise<void> {
  const { Id } = parseBody(await engine.post('/containers/ev/exec', body)) as { Id: string };
  await engine.call({ method: 'POST', path: `/exec/${Id}/start`, ...start });
}

const during = (work: (engine: Engine) => Promise<unknown>, more = {}): Scenario => {
  return async (engine) => {
    const seen = await eventsOf(engine, async () => {
      await engine.run('ev', ['sleep', '1000'], { Labels: { a: 'b' }, ...more });
      await work(engine);
    });
    await engine.remove('ev');
    return seen;
  };
};

const TRAPS = ['sh', '-c', 'trap "exit 5" TERM; while :; do sleep 0.02; done'];

export const EVENTS: Readonly<Record<string, Scenario>> = {
  'start and end': during((engine) => engine.post('/containers/ev/wait'), {
    Cmd: ['sh', '-c', 'exit 3'],
  }),
  'failing start': during(() => Promise.resolve(), { Cmd: ['nosuch'] }),
  'AutoRemove end': during((engine) => engine.post('/containers/ev/wait?condition=removed'), {
    Cmd: ['true'],
    HostConfig: { AutoRemove: true },
  }),
  'AutoRemove stop': during((engine) => engine.post('/containers/ev/stop?t=0'), {
    HostConfig: { AutoRemove: true },
  }),
  'AutoRemove failing start': during(() => Promise.resolve(), {
    Cmd: ['nosuch'],
    HostConfig: { AutoRemove: true },
  }),
  'stop of the stubborn': during((engine) => engine.post('/containers/ev/stop?t=1')),
  'stop of the docile': during((engine) => engine.post('/containers/ev/stop'), { Cmd: TRAPS }),
  'stop without patience': during((engine) => engine.post('/containers/ev/stop?t=0')),
  kill: during((engine) => engine.post('/containers/ev/kill')),
  'kill TERM': during(
    async (engine) => {
      await engine.post('/containers/ev/kill?signal=TERM');
      await engine.post('/containers/ev/wait');
    },
    { Cmd: TRAPS },
  ),
  'kill with a harmless signal': during((engine) => engine.post('/containers/ev/kill?signal=CONT')),
  restart: during((engine) => engine.post('/containers/ev/restart?t=0')),
  'restart of a stopped one': during(async (engine) => {
    await engine.post('/containers/ev/kill');
    await engine.post('/containers/ev/restart?t=0');
  }),
  'remove by force': during((engine) => engine.remove('ev')),
  'remove stopped': during(async (engine) => {
    await engine.post('/containers/ev/kill');
    await engine.remove('ev');
  }),
  'kill of a paused one': during(async (engine) => {
    await engine.post('/containers/ev/pause');
    await engine.post('/containers/ev/kill');
  }),
  'what a living one goes through': during(
    async (engine) => {
      await engine.post('/containers/ev/pause');
      await engine.post('/containers/ev/unpause');
      await engine.post('/containers/ev/rename?name=ev2');
      await engine.post('/containers/ev2/rename?name=ev');
      await engine.post('/containers/ev/update', { PidsLimit: 100 });
      await engine.post('/containers/ev/resize?h=11&w=22');
      await engine.get('/containers/ev/top');
      await engine.post('/containers/ev/kill?signal=CONT');
      await exec(engine, { ...OUT, Cmd: ['sh', '-c', 'exit 4'] }, { json: {}, upgrade: true });
      await exec(engine, { ...OUT, Cmd: ['nosuch'] }, { json: {}, upgrade: true });
      await engine.call({
        method: 'POST',
        path: '/containers/ev/attach?stream=1&stdout=1',
        upgrade: true,
        cutAfterMs: 100,
      });
      await exec(engine, { Cmd: ['true'] }, { json: { Detach: true } });
    },
    { Tty: true },
  ),
  'out of memory': during((engine) => engine.post('/containers/ev/wait'), {
    Cmd: ['sh', '-c', 'tail /dev/zero'],
    HostConfig: { Memory: 16 << 20, MemorySwap: 16 << 20 },
  }),
  'restart policy': during(
    async (engine) => {
      await engine.post('/containers/ev/wait?condition=next-exit');
      await untilExited(engine);
    },
    {
      Cmd: ['sh', '-c', 'sleep 0.3; exit 2'],
      HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 1 } },
    },
  ),
  'tag and untag': (engine) =>
    eventsOf(engine, async () => {
      await engine.post('/images/busybox/tag?repo=evtag&tag=x');
      await engine.call({ method: 'DELETE', path: '/images/evtag:x' });
    }),
  prune: (engine) => eventsOf(engine, () => engine.post('/containers/prune')),
};
