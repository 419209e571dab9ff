import type { OciProcess, OciResources, OciSpec } from '../lib/oci.ts';

/**
 * containerd as the engine needs it: one port a service, domain-shaped, free of gRPC.
 *
 * Every failure is an EngineError whose code is the gRPC status (`notFound`, `conflict` for
 * AlreadyExists, `unavailable` for a dead connection …). Calls are made in the engine's own namespace.
 */
export interface Containerd extends AsyncDisposable {
  readonly containers: Containers;
  readonly tasks: Tasks;
  readonly content: Content;
  readonly images: Images;
  readonly snapshots: Snapshots;
  readonly diff: Diff;
  readonly leases: Leases;
  readonly namespaces: Namespaces;
  readonly events: Events;
  readonly introspection: Introspection;
  version(signal: AbortSignal): Promise<{ version: string; revision: string }>;
}

export type Labels = Readonly<Record<string, string>>;

/** A mount as containerd's snapshotters return it. */
export interface Mount {
  readonly type: string;
  readonly source: string;
  readonly target?: string;
  readonly options: readonly string[];
}

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  /** bytes */
  readonly size: number;
  readonly annotations?: Labels;
}

/** Which OCI runtime executes a container: a shim type and what the shim is told. */
export interface RuntimeChoice {
  /** `io.containerd.runc.v2` */
  readonly name: string;
  readonly options?: RuncOptions;
}

/** `containerd.runc.v1.Options`; absent fields keep the shim's defaults. */
export interface RuncOptions {
  /** Path or name of the OCI runtime binary. */
  readonly binaryName?: string;
  /** Where the runtime keeps its state. */
  readonly root?: string;
  readonly systemdCgroup?: boolean;
  readonly ioUid?: number;
  readonly ioGid?: number;
}

export interface ContainerInfo {
  readonly id: string;
  readonly labels: Labels;
  readonly image?: string;
  readonly runtime: RuntimeChoice;
  readonly spec: OciSpec;
  readonly snapshotter?: string;
  readonly snapshotKey?: string;
}

export interface Containers {
  /** @throws conflict when the id is taken */
  create(container: ContainerInfo, signal: AbortSignal): Promise<void>;
  /** Replaces the spec of a container that has no task. @throws notFound */
  updateSpec(id: string, spec: OciSpec, signal: AbortSignal): Promise<void>;
  /** @throws notFound */
  get(id: string, signal: AbortSignal): Promise<ContainerInfo>;
  list(signal: AbortSignal): Promise<readonly ContainerInfo[]>;
  /** @throws notFound, conflict while a task exists */
  delete(id: string, signal: AbortSignal): Promise<void>;
}

export type TaskStatus = 'created' | 'running' | 'stopped' | 'paused' | 'pausing' | 'unknown';

export interface TaskInfo {
  /** The container's id. */
  readonly id: string;
  readonly pid: number;
  readonly status: TaskStatus;
  readonly exitCode: number;
  readonly exitedAt?: Date;
  readonly stdin: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly terminal: boolean;
}

export interface TaskExit {
  readonly exitCode: number;
  readonly exitedAt: Date;
}

export interface Stdio {
  /** FIFO paths; empty for none. With a terminal, stderr is empty. */
  readonly stdin: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly terminal: boolean;
}

/** A process of a container: its init where `execId` is absent. */
export interface ProcessRef {
  readonly containerId: string;
  readonly execId?: string;
}

export interface Tasks {
  /** The read ends of the FIFOs must be open, else this blocks. @returns the pid of the init process */
  create(
    task: {
      readonly containerId: string;
      readonly rootfs: readonly Mount[];
      readonly stdio: Stdio;
      readonly options?: RuncOptions;
    },
    signal: AbortSignal,
  ): Promise<number>;
  /** Starts the created init process or exec. @returns its pid */
  start(process: ProcessRef, signal: AbortSignal): Promise<number>;
  /** Registers an exec; `start` runs it. */
  exec(
    exec: {
      readonly containerId: string;
      readonly execId: string;
      readonly stdio: Stdio;
      readonly process: OciProcess;
    },
    signal: AbortSignal,
  ): Promise<void>;
  /**
   * Answers when the process has exited. Call it before `start`.
   *
   * @throws unavailable when the connection breaks, whatever the process does: compare `list`, then wait again
   */
  wait(process: ProcessRef, signal: AbortSignal): Promise<TaskExit>;
  /** @throws notFound when the process is gone */
  kill(
    process: ProcessRef & { readonly signal: number; readonly all?: boolean },
    signal: AbortSignal,
  ): Promise<void>;
  /** Removes a stopped process, or the whole task with its shim. @throws notFound, invalidArgument or internal while it runs */
  delete(process: ProcessRef, signal: AbortSignal): Promise<TaskExit>;
  resizePty(
    process: ProcessRef & { readonly width: number; readonly height: number },
    signal: AbortSignal,
  ): Promise<void>;
  /** Ends the process's stdin. */
  closeIo(process: ProcessRef, signal: AbortSignal): Promise<void>;
  pause(containerId: string, signal: AbortSignal): Promise<void>;
  resume(containerId: string, signal: AbortSignal): Promise<void>;
  update(containerId: string, resources: OciResources, signal: AbortSignal): Promise<void>;
  /** Host pids of all processes. */
  pids(containerId: string, signal: AbortSignal): Promise<readonly number[]>;
  /** @throws notFound */
  get(process: ProcessRef, signal: AbortSignal): Promise<TaskInfo>;
  list(signal: AbortSignal): Promise<readonly TaskInfo[]>;
}

export interface ContentInfo {
  readonly digest: string;
  readonly size: number;
  readonly createdAt: Date;
  readonly labels: Labels;
}

export interface WriteTarget {
  /** Names the ingest; the same name resumes. */
  readonly ref: string;
  /** Where in the blob the given bytes begin, 0 by default; what the ingest already has is skipped. */
  readonly offset?: number;
  /** Known in advance, checked at commit. */
  readonly expected?: { readonly digest: string; readonly size: number };
  readonly labels?: Labels;
  /** Under which lease the blob is held. */
  readonly lease?: string;
}

export interface Content {
  /** @throws notFound */
  info(digest: string, signal: AbortSignal): Promise<ContentInfo>;
  list(filters: readonly string[], signal: AbortSignal): Promise<readonly ContentInfo[]>;
  /** Merges; an empty value removes its label. @throws notFound */
  updateLabels(digest: string, labels: Labels, signal: AbortSignal): Promise<void>;
  delete(digest: string, signal: AbortSignal): Promise<void>;
  /** Streams a blob in chunks of up to 1 MiB. @throws notFound */
  read(
    digest: string,
    signal: AbortSignal,
    range?: { readonly offset: number; readonly size?: number },
  ): AsyncIterable<Uint8Array>;
  /**
   * Streams bytes into the store; an existing blob of that digest is not an error. The blob appears only
   * when it is whole. @returns its digest and size @throws invalidArgument when it is not what was expected
   */
  write(
    target: WriteTarget,
    bytes: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): Promise<{ digest: string; size: number }>;
  /** Bytes already written under a ref, if any; a write that ended badly can be aborted or resumed. */
  status(ref: string, signal: AbortSignal): Promise<{ offset: number; total: number } | undefined>;
  abort(ref: string, signal: AbortSignal): Promise<void>;
}

export interface ImageInfo {
  /** `docker.io/library/busybox:latest` */
  readonly name: string;
  readonly labels: Labels;
  readonly target: Descriptor;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface Images {
  /** @throws notFound */
  get(name: string, signal: AbortSignal): Promise<ImageInfo>;
  list(filters: readonly string[], signal: AbortSignal): Promise<readonly ImageInfo[]>;
  /** Creates the name or moves it to another target. */
  put(image: Pick<ImageInfo, 'name' | 'labels' | 'target'>, signal: AbortSignal): Promise<void>;
  /** `sync` waits for the garbage collection. @throws notFound */
  delete(name: string, signal: AbortSignal, options?: { readonly sync?: boolean }): Promise<void>;
}

export type SnapshotKind = 'view' | 'active' | 'committed';

export interface SnapshotInfo {
  readonly key: string;
  readonly parent: string;
  readonly kind: SnapshotKind;
  readonly labels: Labels;
  readonly createdAt: Date;
}

export interface SnapshotOptions {
  readonly labels?: Labels;
  readonly lease?: string;
}

/** All calls take the snapshotter's name, e.g. `overlayfs`. */
export interface Snapshots {
  /** A writable layer over `parent` (empty for none). @throws conflict, notFound (parent) */
  prepare(
    snapshotter: string,
    key: string,
    parent: string,
    signal: AbortSignal,
    options?: SnapshotOptions,
  ): Promise<readonly Mount[]>;
  view(
    snapshotter: string,
    key: string,
    parent: string,
    signal: AbortSignal,
    options?: SnapshotOptions,
  ): Promise<readonly Mount[]>;
  mounts(snapshotter: string, key: string, signal: AbortSignal): Promise<readonly Mount[]>;
  commit(
    snapshotter: string,
    name: string,
    key: string,
    signal: AbortSignal,
    options?: SnapshotOptions,
  ): Promise<void>;
  stat(snapshotter: string, key: string, signal: AbortSignal): Promise<SnapshotInfo>;
  usage(
    snapshotter: string,
    key: string,
    signal: AbortSignal,
  ): Promise<{ size: number; inodes: number }>;
  list(snapshotter: string, signal: AbortSignal): Promise<readonly SnapshotInfo[]>;
  /** @throws notFound, invalidArgument while other snapshots are based on it */
  remove(snapshotter: string, key: string, signal: AbortSignal): Promise<void>;
  /** Removes what earlier removals left for later; nothing where the snapshotter leaves nothing. */
  cleanup(snapshotter: string, signal: AbortSignal): Promise<void>;
}

export interface Diff {
  /** Unpacks a layer blob onto mounts. @returns the descriptor of the uncompressed tar (its digest is the DiffID) */
  apply(
    layer: Descriptor,
    mounts: readonly Mount[],
    signal: AbortSignal,
    lease?: string,
  ): Promise<Descriptor>;
  /** Writes what changed from left to right as a layer blob. */
  diff(
    left: readonly Mount[],
    right: readonly Mount[],
    options: {
      readonly mediaType: string;
      readonly ref: string;
      readonly labels?: Labels;
      readonly lease?: string;
    },
    signal: AbortSignal,
  ): Promise<Descriptor>;
}

/** A lease keeps what is made under it from garbage collection. */
export interface Leases {
  create(id: string, labels: Labels, signal: AbortSignal): Promise<void>;
  list(signal: AbortSignal): Promise<readonly { id: string; createdAt: Date; labels: Labels }[]>;
  /** Content and snapshots that nobody else references may vanish. Missing is not an error. */
  delete(id: string, signal: AbortSignal, options?: { readonly sync?: boolean }): Promise<void>;
  /** Type `content` or `snapshots/overlayfs`. */
  addResource(
    id: string,
    resource: { readonly type: string; readonly id: string },
    signal: AbortSignal,
  ): Promise<void>;
}

export interface Namespaces {
  /** Creates a namespace; one that exists is not an error. */
  ensure(name: string, signal: AbortSignal): Promise<void>;
  list(signal: AbortSignal): Promise<readonly string[]>;
}

export type RuntimeEvent =
  | {
      readonly type: 'exit';
      readonly containerId: string;
      readonly execId?: string;
      readonly pid: number;
      readonly exitCode: number;
      readonly exitedAt: Date;
    }
  | { readonly type: 'oom'; readonly containerId: string }
  | { readonly type: 'other'; readonly topic: string };

export interface Events {
  /** Ends with an `unavailable` error when the connection does; the caller subscribes again and compares task lists. */
  subscribe(signal: AbortSignal): AsyncIterable<RuntimeEvent>;
}

export interface Introspection {
  plugins(signal: AbortSignal): Promise<
    readonly {
      type: string;
      id: string;
      platforms: readonly string[];
      ok: boolean;
      exports: Labels;
    }[]
  >;
}
