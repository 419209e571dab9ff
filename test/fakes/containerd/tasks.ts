/* eslint-disable @typescript-eslint/require-await -- the port promises, as a server's client does */
import { closeSync, constants, openSync, writeSync } from 'node:fs';

import type {
  ProcessRef,
  RuntimeEvent,
  Stdio,
  TaskExit,
  TaskInfo,
  Tasks,
  TaskStatus,
} from '../../../src/ctrd/containerd.ts';
import { conflict, invalidArgument, isErrno, notFound } from '../../../src/lib/errors.ts';
import type { OciProcess, OciResources } from '../../../src/lib/oci.ts';
import type { Gate } from './gate.ts';
import type { Memory } from './memory.ts';
import { found } from './stores.ts';

/** What a started process does; without an exit code it runs until it is killed or told to exit. */
export interface Behaviour {
  readonly exitCode?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** Signals that do not end it; SIGKILL always does. */
  readonly ignores?: readonly number[];
}

export type Program = (process: OciProcess, ref: ProcessRef) => Behaviour;

const SIGKILL = 9;
/** Signals whose default is not to end a process: SIGCHLD, SIGCONT, SIGURG, SIGWINCH; 0 asks whether it is there. */
const HARMLESS = [0, 17, 18, 23, 28];

class FakeProcess {
  status: TaskStatus = 'created';
  exit: TaskExit | undefined;
  behaviour: Behaviour = {};
  readonly pid: number;
  readonly ref: ProcessRef;
  readonly stdio: Stdio;
  readonly oci: OciProcess;
  readonly exited: Promise<TaskExit>;
  /** As the shim does: the write ends are open from creation to exit. */
  readonly #outputs: { stdout: number | undefined; stderr: number | undefined };
  #resolve!: (exit: TaskExit) => void;

  constructor(ref: ProcessRef, pid: number, stdio: Stdio, oci: OciProcess) {
    this.ref = ref;
    this.pid = pid;
    this.stdio = stdio;
    this.oci = oci;
    this.exited = new Promise((resolve) => (this.#resolve = resolve));
    this.#outputs = { stdout: openWriter(stdio.stdout), stderr: openWriter(stdio.stderr) };
  }

  write(stream: 'stdout' | 'stderr', text: string): void {
    const fd = this.#outputs[stream];
    if (fd !== undefined) writeSync(fd, text);
  }

  end(exitCode: number, exitedAt: Date): TaskExit {
    this.status = 'stopped';
    this.exit = { exitCode, exitedAt };
    for (const fd of Object.values(this.#outputs)) if (fd !== undefined) closeSync(fd);
    this.#resolve(this.exit);
    return this.exit;
  }
}

function openWriter(path: string): number | undefined {
  if (path === '') return undefined;
  try {
    return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (err) {
    // Nobody reads, or there is no FIFO in this test.
    if (isErrno(err, 'ENXIO') || isErrno(err, 'ENOENT')) return undefined;
    throw err;
  }
}

export class FakeTasks {
  program: Program = () => ({});
  /** What time exits are told to have happened. */
  now: () => Date = () => new Date();
  /** What `update` was told last, by container. */
  readonly resources = new Map<string, OciResources>();
  readonly #memory: Memory;
  readonly #gate: Gate;
  readonly #publish: (event: RuntimeEvent) => void;
  readonly #tasks = new Map<string, FakeProcess>();
  readonly #execs = new Map<string, FakeProcess>();
  #nextPid = 100_000;

  constructor(memory: Memory, gate: Gate, publish: (event: RuntimeEvent) => void) {
    this.#memory = memory;
    this.#gate = gate;
    this.#publish = publish;
  }

  has(containerId: string): boolean {
    return this.#tasks.has(containerId);
  }

  /** A process ends by itself. */
  exit(ref: ProcessRef, exitCode: number): void {
    const process = this.#process(ref);
    if (process.status === 'stopped') return;
    const { exitedAt } = process.end(exitCode, this.now());
    this.#publish({ type: 'exit', ...ref, pid: process.pid, exitCode, exitedAt });
    if (ref.execId !== undefined) return;
    for (const exec of this.#execs.values()) {
      if (exec.ref.containerId === ref.containerId) this.exit(exec.ref, 137);
    }
  }

  service(): Tasks {
    return { ...this.#lifecycle(), ...this.#controls(), ...this.#views() };
  }

  #lifecycle(): Pick<Tasks, 'create' | 'start' | 'exec' | 'wait' | 'kill' | 'delete'> {
    return {
      create: async ({ containerId, stdio }) => {
        const { containers } = this.#memory;
        const { spec } = found(containers.get(containerId), `container "${containerId}"`);
        if (this.has(containerId)) throw conflict(`task ${containerId}: already exists`);
        const task = new FakeProcess({ containerId }, this.#nextPid++, stdio, spec.process);
        this.#tasks.set(containerId, task);
        this.#publish({ type: 'other', topic: '/tasks/create' });
        return task.pid;
      },
      start: async (ref) => this.#start(this.#process(ref)),
      exec: async ({ containerId, execId, stdio, process }) => {
        const ref = { containerId, execId };
        if (this.#process({ containerId }).status !== 'running') {
          throw invalidArgument(`container ${containerId} is not running: failed precondition`);
        }
        if (this.#execs.has(keyOf(ref))) throw conflict(`id ${execId}: already exists`);
        this.#execs.set(keyOf(ref), new FakeProcess(ref, this.#nextPid++, stdio, process));
      },
      wait: async (ref, signal) =>
        await this.#gate.whileConnected(this.#process(ref).exited, signal),
      kill: async (target) => this.#kill(this.#process(target), target.signal),
      delete: async (ref) => {
        const process = this.#process(ref);
        if (process.status !== 'stopped' && process.status !== 'created') {
          throw invalidArgument('task must be stopped before deletion: failed precondition');
        }
        const exit = process.exit ?? process.end(0, this.now());
        if (ref.execId === undefined) this.#forget(ref.containerId);
        else this.#execs.delete(keyOf(ref));
        return exit;
      },
    };
  }

  #controls(): Pick<Tasks, 'resizePty' | 'closeIo' | 'pause' | 'resume' | 'update'> {
    return {
      resizePty: async (ref) => void this.#process(ref),
      closeIo: async (ref) => void this.#process(ref),
      pause: async (containerId) => {
        this.#process({ containerId }).status = 'paused';
        this.#publish({ type: 'other', topic: '/tasks/paused' });
      },
      resume: async (containerId) => {
        this.#process({ containerId }).status = 'running';
        this.#publish({ type: 'other', topic: '/tasks/resumed' });
      },
      update: async (containerId, resources) => {
        this.#process({ containerId });
        this.resources.set(containerId, resources);
      },
    };
  }

  #views(): Pick<Tasks, 'pids' | 'get' | 'list'> {
    return {
      pids: async (containerId) => {
        const init = this.#process({ containerId });
        const execs = [...this.#execs.values()].filter((e) => e.ref.containerId === containerId);
        return [init, ...execs].filter((p) => p.status === 'running').map(({ pid }) => pid);
      },
      get: async (ref) => infoOf(this.#process(ref)),
      list: async () => [...this.#tasks.values()].map(infoOf),
    };
  }

  #start(process: FakeProcess): number {
    if (process.status !== 'created') throw invalidArgument('cannot start twice');
    process.status = 'running';
    const { ref, pid } = process;
    process.behaviour = this.program(process.oci, ref);
    const { exitCode, stdout = '', stderr = '' } = process.behaviour;
    process.write('stdout', stdout);
    process.write('stderr', stderr);
    this.#publish({ type: 'other', topic: '/tasks/start' });
    // After the answer to start, as a quick process does.
    if (exitCode !== undefined) setImmediate(() => setImmediate(() => this.exit(ref, exitCode)));
    return pid;
  }

  #kill(process: FakeProcess, signal: number): void {
    if (process.status === 'stopped') throw notFound('process already finished: not found');
    const ignored = [...HARMLESS, ...(process.behaviour.ignores ?? [])];
    if (signal !== SIGKILL && ignored.includes(signal)) return;
    setImmediate(() => this.exit(process.ref, 128 + signal));
  }

  #forget(containerId: string): void {
    this.#tasks.delete(containerId);
    for (const [key, exec] of this.#execs) {
      if (exec.ref.containerId === containerId) this.#execs.delete(key);
    }
    this.#publish({ type: 'other', topic: '/tasks/delete' });
  }

  #process(ref: ProcessRef): FakeProcess {
    const process =
      ref.execId === undefined ? this.#tasks.get(ref.containerId) : this.#execs.get(keyOf(ref));
    return found(process, `process ${keyOf(ref)}`);
  }
}

const keyOf = ({ containerId, execId = '' }: ProcessRef): string => `${containerId}/${execId}`;

function infoOf(process: FakeProcess): TaskInfo {
  return {
    id: process.ref.containerId,
    pid: process.pid,
    status: process.status,
    exitCode: process.exit?.exitCode ?? 0,
    ...(process.exit !== undefined && { exitedAt: process.exit.exitedAt }),
    ...process.stdio,
  };
}
