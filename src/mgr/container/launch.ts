import { isCode } from '../../lib/errors.ts';
import type { OciSpec } from '../../lib/oci.ts';
import type { Endpoint } from '../network/endpoint.ts';
import type { ContainerDeps } from './deps.ts';
import type { ContainerIo } from './io/container-io.ts';
import { joinNamespaces } from './join-namespaces.ts';
import { type JoinedNetwork, joinNetwork } from './join-network.ts';
import { mountVolumes } from './mount-volumes.ts';
import { openIo } from './open-io.ts';
import type { ContainerRecord } from './record.ts';
import { mountRootfs } from './rootfs.ts';
import { Run } from './run.ts';
import { chooseRuntime } from './runtime-choice.ts';
import { buildSpec } from './spec/build-spec.ts';
import { gather } from './spec/gather.ts';
import { deleteTask } from './teardown.ts';
import { watchExit } from './watch-exit.ts';

export interface Launched {
  readonly run: Run;
  readonly endpoints: Readonly<Record<string, Endpoint>>;
}

/**
 * Brings a container's program to life. Network, streams and root file system are made at once, then the
 * spec, then containerd's container and task. The caller undoes all of it when this fails.
 */
export async function launch(
  deps: ContainerDeps,
  record: ContainerRecord,
  signal: AbortSignal,
): Promise<Launched> {
  const [network, io, mounts] = await allSettledOrThrow([
    joinNetwork(deps, record, signal),
    openIo(deps, record, { reopen: false }, signal),
    deps.runtime.snapshots.mounts(record.snapshotter, record.id, signal),
  ]);
  const rootfs = mountRootfs(deps.settings().execRoot, record.id, mounts);
  const spec = await specOf(deps, record, { network, rootfs }, signal);
  const pid = await createTask(deps, record, { spec, io }, signal);
  const run = new Run(record.id, pid, io);
  watchExit(deps, run);
  await deps.runtime.tasks.start({ containerId: record.id }, signal);
  return { run, endpoints: network.endpoints };
}

/**
 * Waits for all, also when one fails: an effect that is still under way could not be undone.
 * @throws what failed first in the order of the list
 */
async function allSettledOrThrow<T extends readonly unknown[]>(work: {
  [K in keyof T]: Promise<T[K]>;
}): Promise<T> {
  const outcomes = await Promise.allSettled(work);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as never;
}

async function specOf(
  deps: ContainerDeps,
  record: ContainerRecord,
  { network, rootfs }: { readonly network: JoinedNetwork; readonly rootfs: string },
  signal: AbortSignal,
): Promise<OciSpec> {
  const { pid, ipc, shmPath } = joinNamespaces(deps, record);
  const context = await gather({
    container: {
      ...withEnvironment(record, network.environment),
      mounts: await mountVolumes(deps, record, signal),
    },
    host: deps.host,
    engine: deps.settings().spec,
    rootfs,
    namespaces: {
      network: network.netnsPath,
      ...(pid === undefined ? {} : { pid }),
      ...(ipc === undefined ? {} : { ipc }),
    },
    files: network.files,
    ...(shmPath === undefined ? {} : { shmPath }),
  });
  const spec = buildSpec(context);
  return { ...spec, root: { ...spec.root, path: rootfs } };
}

/** Linked containers' variables come behind its own. */
function withEnvironment(record: ContainerRecord, added: readonly string[]): ContainerRecord {
  if (added.length === 0) return record;
  return { ...record, config: { ...record.config, Env: [...added, ...(record.config.Env ?? [])] } };
}

/** @returns the pid of the created, not yet started program */
async function createTask(
  deps: ContainerDeps,
  record: ContainerRecord,
  { spec, io }: { readonly spec: OciSpec; readonly io: ContainerIo },
  signal: AbortSignal,
): Promise<number> {
  const { runtimes, systemdCgroup } = deps.settings();
  const runtime = chooseRuntime(record.hostConfig.Runtime ?? '', runtimes, systemdCgroup);
  const container = { id: record.id, labels: {}, runtime, spec };
  try {
    await deps.runtime.containers.create(container, signal);
  } catch (err) {
    if (!isCode(err, 'conflict')) throw err;
    // What a crash left behind carries our id.
    await deleteTask(deps, record.id, signal);
    await deps.runtime.containers.create(container, signal);
  }
  const { options } = runtime;
  return await deps.runtime.tasks.create(
    {
      containerId: record.id,
      rootfs: [],
      stdio: io.stdio,
      ...(options === undefined ? {} : { options }),
    },
    signal,
  );
}
