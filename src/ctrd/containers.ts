import { conflict, isCode } from '../lib/errors.ts';
import { anyOfRuncOptions, anyOfSpec, runcOptionsOfAny, specOfAny } from './any.ts';
import type { ContainerInfo, Containers } from './containerd.ts';
import { type Container, ContainersDefinition } from './gen/containers.ts';
import { TasksDefinition } from './gen/tasks.ts';
import type { Channel } from './grpc/channel.ts';
import { createClient } from './grpc/client.ts';
import { present } from './messages.ts';

export function containersOver(channel: Channel): Containers {
  const client = createClient(ContainersDefinition, channel);
  const tasks = createClient(TasksDefinition, channel);
  return {
    async create(container, signal) {
      await client.create({ container: toMessage(container) }, signal);
    },
    async updateSpec(id, spec, signal) {
      const container = { ...EMPTY, id, spec: anyOfSpec(spec) };
      await client.update({ container, updateMask: ['spec'] }, signal);
    },
    async get(id, signal) {
      return fromMessage((await client.get({ id }, signal)).container);
    },
    async list(signal) {
      const found: ContainerInfo[] = [];
      for await (const { container } of client.listStream({ filters: [] }, signal)) {
        found.push(fromMessage(container));
      }
      return found;
    },
    async delete(id, signal) {
      // containerd would forget the container and leave its task running.
      if (await exists(tasks.get({ containerId: id, execId: '' }, signal))) {
        throw conflict(`container ${id} has a task`);
      }
      await client.delete({ id }, signal);
    },
  };
}

const EMPTY: Container = {
  id: '',
  labels: {},
  image: '',
  runtime: undefined,
  spec: undefined,
  snapshotter: '',
  snapshotKey: '',
};

async function exists(looked: Promise<unknown>): Promise<boolean> {
  try {
    await looked;
    return true;
  } catch (err) {
    if (isCode(err, 'notFound')) return false;
    throw err;
  }
}

function toMessage(container: ContainerInfo): Container {
  return {
    id: container.id,
    labels: { ...container.labels },
    image: container.image ?? '',
    runtime: {
      name: container.runtime.name,
      options: anyOfRuncOptions(container.runtime.options),
    },
    spec: anyOfSpec(container.spec),
    snapshotter: container.snapshotter ?? '',
    snapshotKey: container.snapshotKey ?? '',
  };
}

function fromMessage(message: Container | undefined): ContainerInfo {
  const container = present(message, 'the container');
  const options = runcOptionsOfAny(container.runtime?.options);
  return {
    id: container.id,
    labels: container.labels,
    runtime: { name: container.runtime?.name ?? '', ...(options !== undefined && { options }) },
    spec: specOfAny(container.spec),
    ...(container.image !== '' && { image: container.image }),
    ...(container.snapshotter !== '' && { snapshotter: container.snapshotter }),
    ...(container.snapshotKey !== '' && { snapshotKey: container.snapshotKey }),
  };
}
