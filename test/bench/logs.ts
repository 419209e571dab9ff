import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';

import {
  createContainer,
  elapsedMs,
  type Engine,
  expect,
  type Metric,
  removeContainer,
  startContainer,
  waitContainer,
} from './bench.ts';

const MB = 200;
/** Lines of 100 bytes with their newline. */
const LINES = Buffer.from(`${'x'.repeat(99)}\n`.repeat(10_000));
const LOG = { Type: 'json-file', Config: { 'max-size': '1g', 'max-file': '1' } };

/** A container that copies a file of the host to its output: reading it costs next to nothing. */
const logging = (engine: Engine): Promise<string> => {
  const file = join(engine.root, 'lines');
  if (!existsSync(file)) writeLines(file);
  const HostConfig = { LogConfig: LOG, Binds: [`${file}:/lines:ro`] };
  return createContainer(engine, { Cmd: ['cat', '/lines'], HostConfig });
};

function writeLines(file: string): void {
  const fd = openSync(file, 'w');
  for (let bytes = 0; bytes < MB * 1024 * 1024; bytes += LINES.length) writeSync(fd, LINES);
  closeSync(fd);
}

async function write(engine: Engine): Promise<number> {
  const id = await logging(engine);
  try {
    const ms = await elapsedMs(async () => {
      await startContainer(engine, id);
      await waitContainer(engine, id);
    });
    return (MB * 1000) / ms;
  } finally {
    await removeContainer(engine, id);
  }
}

const NAME = 'bench-logs';

async function prepareRead(engine: Engine): Promise<() => Promise<void>> {
  const id = await logging(engine);
  await expect(engine, { method: 'POST', path: `/containers/${id}/rename?name=${NAME}` }, 204);
  await startContainer(engine, id);
  await waitContainer(engine, id);
  return async () => {
    await removeContainer(engine, id);
  };
}

async function read(engine: Engine): Promise<number> {
  let bytes = 0;
  const ms = await elapsedMs(async () => {
    bytes = await drain(engine, `/containers/${NAME}/logs?stdout=1&stderr=1`);
  });
  if (bytes < MB * 1024 * 1024) throw new Error(`only ${bytes} bytes of log`);
  return (MB * 1000) / ms;
}

function drain(engine: Engine, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request({
      socketPath: engine.socket,
      path,
      agent: false,
      headers: { host: 'docker' },
    });
    call.on('error', reject);
    call.on('response', (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('end', () => resolve(bytes));
      answer.on('error', reject);
    });
    call.end();
  });
}

export const LOGS: readonly Metric[] = [
  {
    name: `log written, ${MB} MB of 100-byte lines`,
    unit: 'MB/s',
    target: 3,
    runs: 3,
    measure: write,
  },
  {
    name: `log read, ${MB} MB`,
    unit: 'MB/s',
    target: 6,
    runs: 3,
    prepare: prepareRead,
    measure: read,
  },
];
