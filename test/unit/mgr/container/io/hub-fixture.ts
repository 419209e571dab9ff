import '../../../../../src/lib/dispose.ts';

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';

import { newId } from '../../../../../src/lib/ids.ts';
import { silentLogger } from '../../../../../src/lib/logger.ts';
import { RawStreamDecoder } from '../../../../../src/lib/raw-stream.ts';
import type {
  ContainerIo,
  LogQuery,
  OpenIo,
  StreamHub,
} from '../../../../../src/mgr/container/io/container-io.ts';
import {
  createStreamHub,
  type StreamHubDeps,
} from '../../../../../src/mgr/container/io/stream-hub.ts';

export const NEVER = new AbortController().signal;

export const ALL: LogQuery = {
  stdout: true,
  stderr: true,
  follow: false,
  timestamps: false,
  details: false,
};

/** A hub in a directory of its own, and processes that write into its pipes as a shim would. */
export class HubFixture implements AsyncDisposable {
  readonly directory = mkdtempSync(join(tmpdir(), 'joey-hub-'));
  readonly hub: StreamHub;
  readonly closedStdin: string[] = [];
  readonly #children: ChildProcess[] = [];

  constructor(deps: Partial<StreamHubDeps> = {}) {
    this.hub = createStreamHub({
      stateDir: this.directory,
      log: silentLogger,
      workers: 1,
      closeStdin: (id) => {
        this.closedStdin.push(id);
        return Promise.resolve();
      },
      ...deps,
    });
  }

  spec(over: Partial<OpenIo> = {}): OpenIo {
    const containerId = over.containerId ?? newId();
    return {
      containerId,
      tty: false,
      stdin: false,
      stdinOnce: false,
      log: {
        driver: 'json-file',
        options: {},
        path: join(this.directory, 'logs', containerId, `${containerId}-json.log`),
      },
      ...over,
    };
  }

  async open(over: Partial<OpenIo> = {}): Promise<{ spec: OpenIo; io: ContainerIo }> {
    const spec = this.spec(over);
    return { spec, io: await this.hub.open(spec, NEVER) };
  }

  /** Runs a shell script on the container's pipes; stdin only where there is one. */
  run(io: ContainerIo, script: string): ChildProcess {
    const { stdin, stdout, stderr } = io.stdio;
    const redirect = `${stdin === '' ? '' : `<${stdin} `}>${stdout} 2>${stderr === '' ? '&1' : stderr}`;
    const child = spawn('sh', ['-c', `exec ${redirect}; ${script}`], { stdio: 'ignore' });
    this.#children.push(child);
    io.started();
    return child;
  }

  async read(spec: OpenIo, query: Partial<LogQuery> = {}, framed = false): Promise<Buffer> {
    const chunks: Buffer[] = [];
    const live = { containerId: spec.containerId, ended: Promise.resolve() };
    const framing = framed ? 'multiplexed' : 'raw';
    for await (const chunk of this.hub.readLog(
      spec.log,
      { ...ALL, ...query },
      framing,
      live,
      NEVER,
    )) {
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#children) child.kill('SIGKILL');
    await this.hub[Symbol.asyncDispose]();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Both ends of a connection, half-open allowed as on the daemon's socket. */
export async function connectionPair(
  directory: string,
): Promise<{ server: Duplex; client: Socket; close: () => void }> {
  const { connect } = await import('node:net');
  const path = join(directory, `s${Math.random().toString(36).slice(2)}`);
  const listener = createServer({ allowHalfOpen: true, pauseOnConnect: true }).listen(path);
  await once(listener, 'listening');
  const client = connect({ path, allowHalfOpen: true });
  const [server] = (await once(listener, 'connection')) as [Socket];
  listener.close();
  return { server, client, close: () => client.destroy() };
}

export async function collect(client: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of client) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Payload by stream number. */
export function unframe(bytes: Buffer): Record<number, string> {
  const out: Record<number, string> = {};
  for (const { stream, payload } of new RawStreamDecoder().push(bytes)) {
    out[stream] = (out[stream] ?? '') + payload.toString('latin1');
  }
  return out;
}
