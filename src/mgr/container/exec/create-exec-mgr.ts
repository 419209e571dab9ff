import { join } from 'node:path';

import type { ExecCreateBody, ExecInspect } from '../../../api/schemas.ts';
import type { TaskExit } from '../../../ctrd/containerd.ts';
import { DEFAULT_DETACH_KEYS, parseDetachKeys } from '../../../lib/detach-keys.ts';
import { background } from '../../../lib/dispose.ts';
import { isCode } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { containerEvent } from '../announce.ts';
import type { TerminalSize } from '../container-mgr.ts';
import { isPaused, isRestarting, notRunning } from '../errors.ts';
import type { StreamSession } from '../io/container-io.ts';
import type { ContainerRecord } from '../record.ts';
import { validateExec } from '../spec/exec-process.ts';
import { Exec } from './exec.ts';
import type { ExecMgrDeps } from './exec-deps.ts';
import {
  alreadyRunning,
  badEscapeKeys,
  hasRun,
  neverStarted,
  noSuchExec,
  notRunningExec,
} from './exec-errors.ts';
import { ExecIo } from './exec-io.ts';
import type { ExecMgr } from './exec-mgr.ts';
import { ExecRegistry } from './exec-registry.ts';
import { ExecSession } from './exec-session.ts';
import { launch } from './launch.ts';

export interface EngineExecMgr extends ExecMgr, AsyncDisposable {
  /** What the event stream says of an exec's end. The first report wins. */
  onExit(containerId: string, execId: string, exit: TaskExit): void;
  /** The container stopped: its execs are over. Exit codes can be asked for a while longer. */
  forget(containerId: string): void;
  /** Execs that are yet to start or running: what inspect of the container lists. */
  idsOf(containerId: string): string[];
}

export function createExecMgr(deps: ExecMgrDeps): EngineExecMgr {
  return new TaskExecMgr(deps);
}

const RESIZE_PATIENCE_MS = 10_000;
const KILLED = 137;

class TaskExecMgr implements EngineExecMgr {
  readonly #deps: ExecMgrDeps;
  readonly #execs: ExecRegistry;
  readonly #life = new AbortController();

  constructor(deps: ExecMgrDeps) {
    this.#deps = deps;
    this.#execs = new ExecRegistry(deps.clock);
  }

  async create(
    containerRef: string,
    body: ExecCreateBody,
    signal: AbortSignal,
  ): Promise<{ Id: string }> {
    signal.throwIfAborted();
    validateExec(body);
    const record = this.#deps.lookup(containerRef);
    assertCanExec(record, containerRef);
    const keys = body.DetachKeys ? parseDetachKeys(body.DetachKeys) : DEFAULT_DETACH_KEYS;
    if (keys === undefined) throw badEscapeKeys(body.DetachKeys ?? '');
    const exec = new Exec({ id: newId(), containerId: record.id }, body, keys);
    this.#execs.add(exec);
    this.#announce(exec, `exec_create: ${exec.commandLine}`);
    return await Promise.resolve({ Id: exec.id });
  }

  async start(
    id: string,
    options: Parameters<ExecMgr['start']>[1],
    signal: AbortSignal,
  ): Promise<StreamSession | undefined> {
    signal.throwIfAborted();
    const exec = this.#exec(id);
    const record = this.#container(exec);
    assertCanExec(record, record.id);
    assertFresh(exec);
    exec.starting();
    this.#announce(exec, `exec_start: ${exec.commandLine}`);
    const io = this.#openIo(exec, options.detach);
    const launched = launch({ ...this.#deps, onExit: this.#finish }, exec, {
      record,
      io,
      consoleSize: options.consoleSize,
      life: this.#life.signal,
    });
    if (!options.detach) {
      const detached = (): void => this.#announce(exec, 'exec_detach');
      return new ExecSession({ exec, io, tty: options.tty, launched, detached });
    }
    io.read();
    const failure = await launched;
    if (failure !== undefined) throw failure;
    return undefined;
  }

  inspect(id: string): ExecInspect {
    const exec = this.#exec(id);
    this.#container(exec);
    return exec.inspect();
  }

  async resize(id: string, size: TerminalSize, signal: AbortSignal): Promise<void> {
    const exec = this.#exec(id);
    if (exec.state.status === 'created' || exec.state.status === 'starting') {
      await this.#whenStarted(exec, signal);
    }
    if (exec.state.status !== 'running') throw notRunningExec(id);
    const process = { containerId: exec.containerId, execId: id };
    await this.#deps.tasks.resizePty({ ...process, ...size }, signal);
  }

  onExit(containerId: string, execId: string, exit: TaskExit): void {
    const exec = this.#execs.get(execId);
    if (exec?.containerId === containerId) this.#finish(exec, exit);
  }

  forget(containerId: string): void {
    for (const exec of this.#execs.of(containerId)) {
      if (exec.state.status === 'created') this.#execs.delete(exec);
      else this.#finish(exec, { exitCode: KILLED, exitedAt: this.#deps.clock.now() });
    }
  }

  idsOf(containerId: string): string[] {
    const isOver = (exec: Exec): boolean => exec.state.status === 'exited';
    return this.#execs.of(containerId).flatMap((exec) => (isOver(exec) ? [] : [exec.id]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#life.abort();
    await Promise.resolve();
  }

  readonly #finish = (exec: Exec, exit: TaskExit): void => {
    if (!exec.exit(exit)) return;
    this.#announce(exec, 'exec_die', { exitCode: String(exit.exitCode) });
  };

  async #whenStarted(exec: Exec, signal: AbortSignal): Promise<void> {
    const patience = new AbortController();
    const limit = AbortSignal.any([signal, patience.signal]);
    const tooLate = this.#deps.clock.sleep(RESIZE_PATIENCE_MS, limit).then(
      () => true,
      () => signal.aborted,
    );
    const late = await Promise.race([exec.started.then(() => false), tooLate]);
    patience.abort();
    if (late) throw neverStarted();
  }

  #openIo(exec: Exec, detach: boolean): ExecIo {
    const { body, containerId, id, tty } = exec;
    const { ioDir, tasks } = this.#deps;
    return new ExecIo({
      directory: join(ioDir, containerId, id),
      terminal: tty,
      // A terminal needs somewhere to write to even if nobody reads.
      pipes: tty || !detach,
      stdin: body.AttachStdin === true && !detach,
      stdout: body.AttachStdout === true,
      stderr: body.AttachStderr === true,
      closeStdin: async () => {
        try {
          await tasks.closeIo({ containerId, execId: id }, this.#life.signal);
        } catch (err) {
          if (!isCode(err, 'notFound')) throw err;
        }
      },
    });
  }

  #exec(id: string): Exec {
    const exec = this.#execs.get(id);
    if (exec === undefined) throw noSuchExec(id);
    return exec;
  }

  /** An exec whose container was removed is gone too. */
  #container(exec: Exec): ContainerRecord {
    try {
      return this.#deps.lookup(exec.containerId);
    } catch (err) {
      if (isCode(err, 'notFound')) throw noSuchExec(exec.id);
      throw err;
    }
  }

  #announce(exec: Exec, action: string, extra: Readonly<Record<string, string>> = {}): void {
    const { clock, events, log } = this.#deps;
    const publish = async (): Promise<void> => {
      const record = this.#deps.lookup(exec.containerId);
      const facts = { execID: exec.id, ...extra };
      events.publish(containerEvent(record, action, clock.now(), facts));
      await Promise.resolve();
    };
    background(log, 'exec event', publish());
  }
}

function assertCanExec(record: ContainerRecord, ref: string): void {
  if (record.state.status === 'paused') throw isPaused(ref);
  if (record.state.status === 'restarting') throw isRestarting(record.id);
  if (record.state.status !== 'running') throw notRunning(record.id);
}

function assertFresh(exec: Exec): void {
  if (exec.state.status === 'exited') throw hasRun(exec.id);
  if (exec.state.status !== 'created') throw alreadyRunning(exec.id);
}
