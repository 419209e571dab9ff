import { request } from 'node:http';

import {
  createContainer,
  elapsedMs,
  type Engine,
  expect,
  type Metric,
  removeContainer,
  startContainer,
} from './bench.ts';

const NAME = 'bench-running';

async function prepare(engine: Engine): Promise<() => Promise<void>> {
  const answer = await expect(
    engine,
    {
      method: 'POST',
      path: `/containers/create?name=${NAME}`,
      body: { Image: 'busybox', Cmd: ['sleep', '3600'] },
    },
    201,
  );
  const { Id } = answer.body as { Id: string };
  await startContainer(engine, Id);
  return async () => {
    await removeContainer(engine, Id);
  };
}

/** exec create, start (hijacked) and inspect, as the CLI does. */
async function execTrue(engine: Engine): Promise<number> {
  return await elapsedMs(async () => {
    const body = { Cmd: ['true'], AttachStdout: true, AttachStderr: true };
    const created = await expect(
      engine,
      { method: 'POST', path: `/containers/${NAME}/exec`, body },
      201,
    );
    const { Id } = created.body as { Id: string };
    await hijack(engine, `/exec/${Id}/start`, JSON.stringify({ Detach: false, Tty: false }));
    const inspected = await expect(engine, { path: `/exec/${Id}/json` }, 200);
    if ((inspected.body as { ExitCode: number | null }).ExitCode !== 0)
      throw new Error(inspected.text);
  });
}

/** Reads a hijacked stream to its end. @returns the number of bytes */
export function hijack(engine: Engine, path: string, body = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request({
      socketPath: engine.socket,
      method: 'POST',
      path,
      agent: false,
      headers: {
        host: 'docker',
        connection: 'Upgrade',
        upgrade: 'tcp',
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    });
    call.on('error', reject);
    call.on('response', (answer) => reject(new Error(`${path}: ${String(answer.statusCode)}`)));
    call.on('upgrade', (_answer, socket, head) => {
      let bytes = head.length;
      socket.on('data', (chunk: Buffer) => (bytes += chunk.length));
      socket.on('end', () => {
        socket.end();
        resolve(bytes);
      });
      socket.on('error', reject);
    });
    call.end(body);
  });
}

const ATTACH_MB = 200;

/** A container writes 200 MB to an attached client that only counts. */
async function attachThroughput(engine: Engine): Promise<number> {
  const script = `head -c ${ATTACH_MB * 1024 * 1024} /dev/zero`;
  const id = await createContainer(engine, {
    Cmd: ['sh', '-c', script],
    AttachStdout: true,
    HostConfig: { LogConfig: { Type: 'none', Config: {} } },
  });
  try {
    const attached = hijack(engine, `/containers/${id}/attach?stream=1&stdout=1`);
    const ms = await elapsedMs(async () => {
      await startContainer(engine, id);
      const bytes = await attached;
      // dockerd 20.10 loses up to 2 MB at the end of some runs, so this asks a little less than all of them.
      if (bytes < ATTACH_MB * 1e6) throw new Error(`only ${bytes} bytes arrived`);
    });
    return (ATTACH_MB * 1000) / ms;
  } finally {
    await removeContainer(engine, id);
  }
}

export const RUNNING: readonly Metric[] = [
  {
    name: 'exec `true` (create, start, inspect)',
    unit: 'ms',
    target: 1,
    runs: 15,
    prepare,
    measure: execTrue,
  },
  {
    name: 'one-shot stats',
    unit: 'ms',
    target: 0.02,
    runs: 3,
    prepare,
    measure: (engine) =>
      elapsedMs(() =>
        expect(engine, { path: `/containers/${NAME}/stats?stream=0&one-shot=1` }, 200),
      ),
  },
  { name: 'attach, 200 MB', unit: 'MB/s', target: 0.8, runs: 5, measure: attachThroughput },
];
