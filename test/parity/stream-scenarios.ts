import { setTimeout as sleep } from 'node:timers/promises';

import type { Allowance } from './difference.ts';
import { type Engine, framesOf, parseBody } from './engine-actions.ts';
import type { Call, Exchange } from './exchange.ts';

/** What an engine does, as a value that can be compared. */
export type Scenario = (engine: Engine) => Promise<unknown>;

const SPEAK = ['sh', '-c', 'echo one; sleep 0.05; echo two >&2; sleep 0.05; printf "three\\nfour"'];
const LOG_QUERIES: readonly string[] = [
  'stdout=1&stderr=1',
  'stdout=1',
  'stderr=1',
  '',
  'follow=1',
  'stdout=0&stderr=0',
  'stdout=1&stderr=1&follow=1',
  ...['0', '1', '2', '3', '100', 'all', '-1', 'x', ''].map((n) => `stdout=1&stderr=1&tail=${n}`),
  'stdout=1&tail=1',
  'stdout=1&stderr=1&timestamps=1',
  'stdout=1&stderr=1&timestamps=1&details=1',
  'stdout=1&stderr=1&details=1',
  'stdout=1&stderr=1&since=4000000000',
  'stdout=1&stderr=1&since=1',
  'stdout=1&stderr=1&since=x',
  'stdout=1&stderr=1&until=1',
  'stdout=1&stderr=1&until=4000000000',
  'stdout=1&stderr=1&until=x',
  'stdout=1&stderr=1&since=1.5&until=4000000000.000000001&tail=1',
  'stdout=1&stderr=1&follow=1&until=1',
  'stdout=1&stderr=1&follow=1&tail=0',
];

const shown = ({ status, headers, bytes }: Exchange, isTty = false): object => ({
  status,
  type: headers['content-type'],
  connection: headers.connection,
  upgrade: headers.upgrade,
  body: !isTty && status < 300 ? framesOf(bytes) : bytes.toString(),
});

const post = (path: string, more: Partial<Call> = {}): Call => ({ method: 'POST', path, ...more });

async function logs(engine: Engine, more: object, isTty: boolean): Promise<unknown> {
  await engine.run('logger', SPEAK, more);
  await engine.post('/containers/logger/wait');
  const seen: Record<string, unknown> = {};
  for (const query of LOG_QUERIES) {
    seen[query.replaceAll('.', ',')] = shown(
      await engine.call({ path: `/containers/logger/logs?${query}` }),
      isTty,
    );
  }
  await engine.remove('logger');
  return seen;
}

const waitHead: Scenario = async (engine) => {
  await engine.run('waited', ['sleep', '100']);
  const early = await engine.call(post('/containers/waited/wait', { cutAfterMs: 300 }));
  const next = engine.call(post('/containers/waited/wait?condition=next-exit'));
  const removed = engine.call(post('/containers/waited/wait?condition=removed'));
  await engine.post('/containers/waited/kill');
  const code = async (answer: Promise<Exchange>): Promise<unknown> =>
    (parseBody(await answer) as { StatusCode: number }).StatusCode;
  const nextCode = await code(next);
  await engine.remove('waited');
  return {
    early: [early.status, early.headers['content-type'], early.headers['transfer-encoding']],
    body: early.bytes.toString(),
    nextCode,
    removedCode: await code(removed),
  };
};

const ATTACH = '/containers/attached/attach';

async function untilSaid(engine: Engine, word: string): Promise<void> {
  for (;;) {
    const said = await engine.call({ path: '/containers/attached/logs?stdout=1' });
    if (said.bytes.includes(word)) return;
    await sleep(10);
  }
}

/** A container that runs `cat`, or says something and waits. */
async function attached(
  engine: Engine,
  body: object,
  work: () => Promise<unknown>,
): Promise<unknown> {
  await engine.run('attached', ['sh', '-c', 'echo first; cat; echo last >&2'], body);
  try {
    await untilSaid(engine, 'first');
    return await work();
  } finally {
    await engine.remove('attached');
  }
}

const STDIN = { OpenStdin: true, AttachStdin: true, AttachStdout: true, AttachStderr: true };
const ALL = 'logs=1&stream=1&stdin=1&stdout=1&stderr=1';

const attachUpgraded =
  (query: string, body: object, isTty = false): Scenario =>
  (engine) =>
    attached(engine, body, async () =>
      shown(
        await engine.call(
          post(`${ATTACH}?${query}`, { upgrade: true, input: 'typed\n', cutAfterMs: 1000 }),
        ),
        isTty,
      ),
    );

const attachPlain =
  (query: string): Scenario =>
  (engine) =>
    attached(engine, STDIN, async () =>
      shown(await engine.call(post(`${ATTACH}?${query}`, { cutAfterMs: 500 }))),
    );

/** dockerd sends the bare sentence; ours is the JSON that all clients read. */
const attachRefused: Scenario = (engine) =>
  attached(engine, STDIN, async () => {
    const ask = async (path: string): Promise<unknown> => {
      const answer = await engine.call(post(path, { upgrade: true, cutAfterMs: 500 }));
      const body = parseBody(answer) as { message?: string } | string;
      return [answer.status, typeof body === 'string' ? body.trim() : body.message];
    };
    const running = [
      await ask('/containers/nosuch/attach?stream=1'),
      await ask(`${ATTACH}?stream=1&detachKeys=bad!`),
    ];
    await engine.post('/containers/attached/pause');
    return [...running, await ask(`${ATTACH}?stream=1&stdout=1`)];
  });

async function execOf(engine: Engine, body: object): Promise<string> {
  const answer = await engine.post('/containers/host/exec', body);
  return (parseBody(answer) as { Id: string }).Id;
}

const withHost =
  (work: (engine: Engine) => Promise<unknown>): Scenario =>
  async (engine) => {
    await engine.run('host', ['sleep', '1000']);
    try {
      return await work(engine);
    } finally {
      await engine.remove('host');
    }
  };

const OUT = { AttachStdout: true, AttachStderr: true };

const execLife: Scenario = async (engine) => {
  const id = await execOf(engine, {
    ...OUT,
    Cmd: ['sh', '-c', 'echo out; sleep 0.1; echo err >&2; exit 4'],
  });
  const before = await engine.get(`/exec/${id}/json`);
  const start = await engine.call(post(`/exec/${id}/start`, { json: {}, upgrade: true }));
  const after = await engine.get(`/exec/${id}/json`);
  const again = await engine.call(post(`/exec/${id}/start`, { json: {} }));
  return { before, start: shown(start), after, again: shown(again) };
};

const execPlain: Scenario = async (engine) => {
  const id = await execOf(engine, { ...OUT, Cmd: ['echo', 'out'] });
  return shown(await engine.call(post(`/exec/${id}/start`, { json: {} })));
};

const execDetached: Scenario = async (engine) => {
  const id = await execOf(engine, { Cmd: ['sleep', '100'] });
  const start = await engine.post(`/exec/${id}/start`, { Detach: true });
  const during = await engine.get(`/exec/${id}/json`);
  const container = (await engine.get('/containers/host/json')) as { ExecIDs: string[] | null };
  const again = await engine.post(`/exec/${id}/start`, { Detach: true });
  const resize = await engine.post(`/exec/${id}/resize?h=10&w=20`);
  return {
    start: shown(start),
    during,
    execs: container.ExecIDs?.length,
    again: shown(again),
    resize: resize.status,
  };
};

const execTty: Scenario = async (engine) => {
  const id = await execOf(engine, { ...OUT, AttachStdin: true, Tty: true, Cmd: ['tty'] });
  const start = await engine.call(
    post(`/exec/${id}/start`, { json: { Tty: true }, upgrade: true }),
  );
  return { start: shown(start, true), after: await engine.get(`/exec/${id}/json`) };
};

const execStdin: Scenario = async (engine) => {
  const id = await execOf(engine, { ...OUT, AttachStdin: true, Cmd: ['cat'] });
  return shown(
    await engine.call(post(`/exec/${id}/start`, { json: {}, upgrade: true, input: 'typed\n' })),
  );
};

const execMissing: Scenario = async (engine) => {
  const id = await execOf(engine, { ...OUT, Cmd: ['nosuch'] });
  const start = await engine.call(post(`/exec/${id}/start`, { json: {}, upgrade: true }));
  const after = (await engine.get(`/exec/${id}/json`)) as { ExitCode: number; Running: boolean };
  const detached = await execOf(engine, { Cmd: ['nosuch'] });
  const second = await engine.post(`/exec/${detached}/start`, { Detach: true });
  return {
    start: shown(start, true),
    exitCode: after.ExitCode,
    running: after.Running,
    second: shown(second),
  };
};

const execs = withHost(async (engine) => ({
  life: await execLife(engine),
  plain: await execPlain(engine),
  detached: await execDetached(engine),
  terminal: await execTty(engine),
  stdin: await execStdin(engine),
  missing: await execMissing(engine),
}));

export const STREAM_ALLOWANCES: readonly Allowance[] = [
  { at: /\.(stdout|stderr)=[^.]*\.type$/, why: 'newer daemons name the type of logs' },
  {
    at: /(since|until)=x\.(status|body)$/,
    why: 'newer daemons answer 400, whatever the driver',
  },
  { at: /\.Pid$/, why: 'each has its own' },
  {
    at: /\.again\b/,
    why: 'we refuse before the stream begins: clients see an error instead of output',
  },
  { at: /\.missing\.exitCode$/, why: 'newer daemons tell a missing program by 127' },
  { at: /\.execDuration$/, why: 'newer daemons tell how long it ran' },
];

export const STREAMS: Readonly<Record<string, Scenario>> = {
  'logs of two streams': (engine) => logs(engine, { Labels: { a: 'b' } }, false),
  'logs with details': (engine) =>
    logs(
      engine,
      {
        Labels: { a: 'b c', d: 'e' },
        Env: ['X=y'],
        HostConfig: { LogConfig: { Type: 'json-file', Config: { labels: 'a,d', env: 'X' } } },
      },
      false,
    ),
  'logs of a terminal': (engine) => logs(engine, { Tty: true }, true),
  'logs of the local driver': (engine) =>
    logs(engine, { HostConfig: { LogConfig: { Type: 'local' } } }, false),
  'logs of no driver': (engine) =>
    logs(engine, { HostConfig: { LogConfig: { Type: 'none' } } }, true),
  'wait answers its head before the exit': waitHead,
  'attach upgraded': attachUpgraded(ALL, STDIN),
  'attach upgraded, StdinOnce': attachUpgraded(ALL, { ...STDIN, StdinOnce: true }),
  'attach upgraded, terminal': attachUpgraded(
    'logs=1&stream=1&stdout=1',
    { ...STDIN, Tty: true },
    true,
  ),
  'attach to nothing': attachUpgraded('', STDIN),
  'attach logs only': attachUpgraded('logs=1&stdout=1&stderr=1', STDIN),
  'attach logs of stderr only': attachUpgraded('logs=1&stderr=1', STDIN),
  'attach stdout only': attachUpgraded('stream=1&stdin=1&stdout=1', { ...STDIN, StdinOnce: true }),
  'attach refused': attachRefused,
  'attach without upgrade': attachPlain('logs=1&stream=1&stdout=1'),
  execs,
};
