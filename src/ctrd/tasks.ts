import { anyOfProcess, anyOfResources, anyOfRuncOptions } from './any.ts';
import type { ProcessRef, TaskExit, TaskInfo, Tasks, TaskStatus } from './containerd.ts';
import { type Process, Status } from './gen/process.ts';
import { TasksDefinition } from './gen/tasks.ts';
import type { Channel } from './grpc/channel.ts';
import { type Client, createClient } from './grpc/client.ts';
import { happened, present, toMountMessage } from './messages.ts';

type TasksClient = Client<typeof TasksDefinition>;

/**
 * `wait` fails with `unavailable` when the connection breaks, although the process goes on: the caller then
 * compares the task list and waits again.
 */
export function tasksOver(channel: Channel): Tasks {
  const client = createClient(TasksDefinition, channel);
  return { ...lifecycle(client), ...controls(client), ...views(client) };
}

type Lifecycle = Pick<Tasks, 'create' | 'start' | 'exec' | 'wait' | 'kill' | 'delete'>;

function lifecycle(client: TasksClient): Lifecycle {
  return {
    async create({ containerId, rootfs, stdio, options }, signal) {
      const request = {
        containerId,
        rootfs: rootfs.map(toMountMessage),
        ...stdio,
        options: anyOfRuncOptions(options),
      };
      return (await client.create(request, signal)).pid;
    },
    async start(process, signal) {
      return (await client.start(refOf(process), signal)).pid;
    },
    async exec({ containerId, execId, stdio, process }, signal) {
      await client.exec({ containerId, execId, ...stdio, spec: anyOfProcess(process) }, signal);
    },
    async wait(process, signal) {
      return exitOf(await client.wait(refOf(process), signal));
    },
    async kill(target, signal) {
      const request = { ...refOf(target), signal: target.signal, all: target.all ?? false };
      await client.kill(request, signal);
    },
    async delete({ containerId, execId }, signal) {
      return exitOf(
        execId === undefined
          ? await client.delete({ containerId }, signal)
          : await client.deleteProcess({ containerId, execId }, signal),
      );
    },
  };
}

type Controls = Pick<Tasks, 'resizePty' | 'closeIo' | 'pause' | 'resume' | 'update'>;

function controls(client: TasksClient): Controls {
  return {
    async resizePty(target, signal) {
      const { width, height } = target;
      await client.resizePty({ ...refOf(target), width, height }, signal);
    },
    async closeIo(process, signal) {
      await client.closeIO({ ...refOf(process), stdin: true }, signal);
    },
    async pause(containerId, signal) {
      await client.pause({ containerId }, signal);
    },
    async resume(containerId, signal) {
      await client.resume({ containerId }, signal);
    },
    async update(containerId, resources, signal) {
      await client.update({ containerId, resources: anyOfResources(resources) }, signal);
    },
  };
}

type Views = Pick<Tasks, 'pids' | 'get' | 'list'>;

function views(client: TasksClient): Views {
  return {
    async pids(containerId, signal) {
      return (await client.listPids({ containerId }, signal)).processes.map(({ pid }) => pid);
    },
    async get(process, signal) {
      const answer = await client.get(refOf(process), signal);
      return { ...infoOf(present(answer.process, 'the process')), id: process.containerId };
    },
    async list(signal) {
      return (await client.list({}, signal)).tasks.map(infoOf);
    },
  };
}

const refOf = ({ containerId, execId }: ProcessRef): { containerId: string; execId: string } => ({
  containerId,
  execId: execId ?? '',
});

function exitOf(answer: { exitStatus: number; exitedAt: Date | undefined }): TaskExit {
  return {
    exitCode: answer.exitStatus,
    exitedAt: happened(answer.exitedAt) ? answer.exitedAt : new Date(),
  };
}

const STATUS: Readonly<Record<Status, TaskStatus>> = {
  [Status.UNKNOWN]: 'unknown',
  [Status.CREATED]: 'created',
  [Status.RUNNING]: 'running',
  [Status.STOPPED]: 'stopped',
  [Status.PAUSED]: 'paused',
  [Status.PAUSING]: 'pausing',
};

/** Listed tasks name themselves in `id`; containerd leaves `container_id` empty there. */
function infoOf(process: Process): TaskInfo {
  return {
    id: process.containerId === '' ? process.id : process.containerId,
    pid: process.pid,
    status: STATUS[process.status],
    exitCode: process.exitStatus,
    ...(happened(process.exitedAt) && { exitedAt: process.exitedAt }),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    terminal: process.terminal,
  };
}
