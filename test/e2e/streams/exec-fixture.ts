import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';

import type { ExecCreateBody } from '../../../src/api/schemas.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import type { EngineEvent } from '../../../src/lib/engine-event.ts';
import { isCode, notFound } from '../../../src/lib/errors.ts';
import { newId } from '../../../src/lib/ids.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import {
  createExecMgr,
  type EngineExecMgr,
} from '../../../src/mgr/container/exec/create-exec-mgr.ts';
import type { Framing } from '../../../src/mgr/container/io/container-io.ts';
import type { ContainerRecord } from '../../../src/mgr/container/record.ts';
import type { ContainerState } from '../../../src/mgr/container/state.ts';
import { openRealContainerd, type RealContainerd } from '../ctrd/containerd-target.ts';

export const NEVER = new AbortController().signal;

/** A container that sleeps on a real containerd, and an exec manager for it. */
export class ExecFixture implements AsyncDisposable {
  readonly id = newId();
  readonly events: EngineEvent[] = [];
  readonly target: RealContainerd;
  readonly execs: EngineExecMgr;
  state: ContainerState = { status: 'running', pid: 1, startedAt: new Date(), oomKilled: false };
  #stopped = false;

  private constructor(target: RealContainerd) {
    this.target = target;
    this.execs = createExecMgr({
      lookup: (ref) => {
        if (ref !== this.id && ref !== 'box') throw notFound(`No such container: ${ref}`);
        return {
          id: this.id,
          name: 'box',
          config: { Image: 'img' },
          state: this.state,
        } as ContainerRecord;
      },
      tasks: target.runtime.tasks,
      buildProcess: (_record, body) => ({
        ...target.spec(body.Cmd ?? []).process,
        terminal: body.Tty === true,
        cwd: body.WorkingDir ?? '/',
      }),
      events: { publish: (event) => void this.events.push(event) },
      ioDir: join(target.dir, 'io'),
      log: silentLogger,
      clock: systemClock,
    });
  }

  static async create(): Promise<ExecFixture> {
    const target = await openRealContainerd();
    const fixture = new ExecFixture(target);
    const spec = target.spec(['sleep', '1000']);
    const runtime = { name: 'io.containerd.runc.v2', options: { root: join(target.dir, 'runc') } };
    const { containers, tasks } = target.runtime;
    await containers.create({ id: fixture.id, labels: {}, runtime, spec }, NEVER);
    const stdio = { stdin: '', stdout: '', stderr: '', terminal: false };
    const rootfs = await target.rootfs();
    await tasks.create({ containerId: fixture.id, rootfs, stdio, options: runtime.options }, NEVER);
    await tasks.start({ containerId: fixture.id }, NEVER);
    return fixture;
  }

  async run(
    body: ExecCreateBody,
    talk: (client: Socket) => void = () => undefined,
    framing: Framing = 'raw',
  ): Promise<{ id: string; output: Buffer; outcome: string }> {
    const { Id } = await this.execs.create(
      'box',
      { AttachStdout: true, AttachStderr: true, ...body },
      NEVER,
    );
    const session = await this.execs.start(Id, { detach: false, tty: framing === 'raw' }, NEVER);
    const { server, client } = await connection(this.target.dir);
    talk(client);
    const running = session!.run(server, framing);
    const chunks: Buffer[] = [];
    for await (const chunk of client) chunks.push(chunk as Buffer);
    client.destroy();
    return { id: Id, output: Buffer.concat(chunks), outcome: await running };
  }

  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    const { containers, tasks } = this.target.runtime;
    const exit = tasks.wait({ containerId: this.id }, NEVER);
    await tasks.kill({ containerId: this.id, signal: 9, all: true }, NEVER);
    await exit;
    this.execs.forget(this.id);
    await tasks.delete({ containerId: this.id }, NEVER).catch((err: unknown) => {
      if (!isCode(err, 'notFound')) throw err;
    });
    await containers.delete(this.id, NEVER);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.execs[Symbol.asyncDispose]();
    await this.target[Symbol.asyncDispose]();
  }
}

export async function connection(directory: string): Promise<{ server: Socket; client: Socket }> {
  const path = join(directory, `c${Math.random().toString(36).slice(2)}.s`);
  const listener = createServer({ allowHalfOpen: true, pauseOnConnect: true }).listen(path);
  await once(listener, 'listening');
  const client = connect({ path, allowHalfOpen: true });
  const [server] = (await once(listener, 'connection')) as [Socket];
  listener.close();
  return { server, client };
}
