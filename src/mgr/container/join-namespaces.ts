import { conflict, type EngineError } from '../../lib/errors.ts';
import type { ContainerDeps } from './deps.ts';
import type { ContainerRecord } from './record.ts';
import { mountSharedMemory, sharedMemoryPath } from './shared-memory.ts';
import { type ContainerState, isAlive } from './state.ts';

type JoinDeps = Pick<ContainerDeps, 'registry' | 'settings'>;

/** Namespaces of other containers (or of the host) that a container lives in. */
export interface JoinedNamespaces {
  readonly pid?: string;
  readonly ipc?: string;
  /** Host directory of its /dev/shm; absent for one of its own. */
  readonly shmPath?: string;
}

const SHARED = 'container:';

/** @throws conflict when the other container does not run or does not share */
export function joinNamespaces(deps: JoinDeps, record: ContainerRecord): JoinedNamespaces {
  return { ...joinPid(deps, record), ...joinIpc(deps, record) };
}

function joinPid(deps: JoinDeps, { hostConfig }: ContainerRecord): JoinedNamespaces {
  const other = otherOf(deps, hostConfig.PidMode);
  if (other === undefined) return {};
  if (!isAlive(other.state)) throw notRunning('PID', other.id);
  return { pid: `/proc/${other.state.pid}/ns/pid` };
}

function joinIpc(deps: JoinDeps, record: ContainerRecord): JoinedNamespaces {
  const { execRoot } = deps.settings();
  const { IpcMode = '', ShmSize } = record.hostConfig;
  if (IpcMode === 'host') return { shmPath: '/dev/shm' };
  if (IpcMode === 'shareable') {
    return { shmPath: mountSharedMemory(execRoot, record.id, ShmSize ?? 0) };
  }
  const other = otherOf(deps, IpcMode);
  if (other === undefined) return {};
  if (!isAlive(other.state)) throw notRunning('IPC', other.id);
  return { ipc: `/proc/${other.state.pid}/ns/ipc`, ...sharedMemoryOf(other, execRoot) };
}

function sharedMemoryOf(other: ContainerRecord, execRoot: string): { shmPath: string } {
  const mode = other.hostConfig.IpcMode;
  if (mode === 'host') return { shmPath: '/dev/shm' };
  if (mode === 'shareable') return { shmPath: sharedMemoryPath(execRoot, other.id) };
  throw conflict(
    `can't join IPC of container ${other.id}: non-shareable IPC (hint: use IpcMode:shareable for the donor container)`,
  );
}

const notRunning = (what: string, id: string): EngineError =>
  conflict(`cannot join ${what} of a non running container: ${id}`);

function otherOf(
  deps: Pick<ContainerDeps, 'registry'>,
  mode: string | undefined,
): (ContainerRecord & { readonly state: ContainerState }) | undefined {
  if (mode?.startsWith(SHARED) !== true) return undefined;
  return deps.registry.resolve(mode.slice(SHARED.length));
}
