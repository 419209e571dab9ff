import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ContainerConfig, HostConfig } from '../../../../src/api/schemas.ts';
import type { Containerd } from '../../../../src/ctrd/containerd.ts';
import type { EngineEvent } from '../../../../src/lib/engine-event.ts';
import { notFound } from '../../../../src/lib/errors.ts';
import { KeyedLock } from '../../../../src/lib/keyed-lock.ts';
import { silentLogger } from '../../../../src/lib/logger.ts';
import type { ContainerMgr } from '../../../../src/mgr/container/container-mgr.ts';
import { BUILT_IN_DEFAULTS } from '../../../../src/mgr/container/create/defaults.ts';
import type { ContainerDeps } from '../../../../src/mgr/container/deps.ts';
import { createContainerMgr } from '../../../../src/mgr/container/engine-container-mgr.ts';
import { withLock } from '../../../../src/mgr/container/locked.ts';
import type { ContainerRecord } from '../../../../src/mgr/container/record.ts';
import { ContainerRegistry } from '../../../../src/mgr/container/registry.ts';
import { unmountRootfs } from '../../../../src/mgr/container/rootfs.ts';
import { Runs } from '../../../../src/mgr/container/run.ts';
import { unmountSharedMemory } from '../../../../src/mgr/container/shared-memory.ts';
import { BUILT_IN_SPEC_CONFIG } from '../../../../src/mgr/container/spec/context.ts';
import { startAgain } from '../../../../src/mgr/container/start.ts';
import { lastExit } from '../../../../src/mgr/container/state.ts';
import { Tickers } from '../../../../src/mgr/container/stats/ticker.ts';
import { Waiters } from '../../../../src/mgr/container/waiters.ts';
import type { ImageMgr, ResolvedImage } from '../../../../src/mgr/image/image-mgr.ts';
import { SqliteContainerStore } from '../../../../src/store/container-store.ts';
import { type Db, openDatabase } from '../../../../src/store/database.ts';
import { FakeClock } from '../../../fakes/fake-clock.ts';
import { FakeContainerd } from '../../../fakes/fake-containerd.ts';
import { FakeExecs } from '../../../fakes/fake-execs.ts';
import { fakeManagers } from '../../../fakes/fake-managers.ts';
import { FakeNetworking } from '../../../fakes/fake-networking.ts';
import { FakeStreamHub } from '../../../fakes/fake-stream-hub.ts';
import { FakeVolumes } from '../../../fakes/fake-volumes.ts';
import { HOST } from '../../../fakes/host-facts.ts';

export const never = new AbortController().signal;

/** The container verbs on fakes, a database in memory and directories of their own. */
export class ContainerFixture implements AsyncDisposable {
  readonly directory = mkdtempSync(join(tmpdir(), 'joey-container-'));
  readonly containersDir = join(this.directory, 'containers');
  readonly execRoot = join(this.directory, 'run');
  readonly containerd = new FakeContainerd();
  readonly networks = new FakeNetworking();
  readonly volumes = new FakeVolumes();
  readonly execs = new FakeExecs();
  readonly clock = new FakeClock();
  readonly db: Db;
  readonly store: SqliteContainerStore;
  readonly events: EngineEvent[] = [];
  hub = new FakeStreamHub();
  deps: ContainerDeps;
  mgr: ContainerMgr;
  #life = new AbortController();

  constructor() {
    this.db = openDatabase(':memory:');
    this.store = new SqliteContainerStore(this.db);
    this.containerd.now = () => this.clock.now();
    mkdirSync(join(this.directory, 'image'));
    mkdirSync(this.containersDir);
    this.deps = this.#newDeps();
    this.mgr = createContainerMgr(this.deps);
  }

  /** Another daemon on the same store and the same containerd: nothing of the old one's memory is left. */
  reborn(): void {
    this.#life.abort();
    this.#life = new AbortController();
    this.hub = new FakeStreamHub();
    this.deps = this.#newDeps();
    this.mgr = createContainerMgr(this.deps);
  }

  #newDeps(): ContainerDeps {
    const deps: ContainerDeps = {
      registry: new ContainerRegistry(this.store, { publish: (...args) => this.#publish(...args) }),
      events: { publish: (...args) => this.#publish(...args) },
      runtime: withRealMounts(this.containerd, join(this.directory, 'image')),
      images: fakeImages(),
      networks: this.networks,
      volumes: this.volumes,
      hub: this.hub,
      execs: this.execs,
      locks: new KeyedLock(),
      runs: new Runs(),
      waiters: new Waiters(),
      tickers: new Tickers(),
      backOffs: new Map(),
      healthWatches: new Map(),
      attempts: new Map(),
      clock: this.clock,
      startAgain: (id, signal) => withLock(deps, id, signal, (c) => startAgain(deps, c, signal)),
      log: silentLogger,
      lifetime: this.#life.signal,
      host: HOST,
      settings: () => ({
        dataRoot: this.directory,
        containersDir: this.containersDir,
        execRoot: this.execRoot,
        snapshotter: 'overlayfs',
        runtimes: { runc: {} },
        systemdCgroup: false,
        stopTimeoutSeconds: 10,
        defaults: BUILT_IN_DEFAULTS,
        spec: BUILT_IN_SPEC_CONFIG,
      }),
    };
    return deps;
  }

  #publish(event: EngineEvent, write?: () => void): void {
    write?.();
    this.events.push(event);
  }

  /** Actions announced so far, in order. */
  get actions(): string[] {
    return this.events.map(({ action }) => action);
  }

  async create(
    name: string,
    HostConfig: Partial<HostConfig> = {},
    config: Partial<ContainerConfig> = {},
  ): Promise<string> {
    const body = { Image: 'busybox', Cmd: ['sleep', '1000'], ...config, HostConfig };
    const { Id } = await this.mgr.create({ name, body }, never);
    return Id;
  }

  async run(...args: Parameters<ContainerFixture['create']>): Promise<string> {
    const id = await this.create(...args);
    await this.mgr.start(id, never);
    return id;
  }

  record(ref: string): ContainerRecord {
    return this.deps.registry.resolve(ref);
  }

  status(ref: string): string {
    return this.record(ref).state.status;
  }

  exitCode(ref: string): number | undefined {
    const { state } = this.record(ref);
    return lastExit(state)?.exitCode;
  }

  /** What the store says, by name. */
  rows(): Record<string, string> {
    return Object.fromEntries(this.store.all().map(({ name, status }) => [name, status]));
  }

  snapshots(): string[] {
    return [...this.containerd.memory.snapshots.values()].map(({ key }) => key);
  }

  /** What is mounted below the fixture's directory. */
  mounted(): string[] {
    return readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .map((line) => line.split(' ')[4] ?? '')
      .filter((target) => target.startsWith(this.directory));
  }

  async tasks(): Promise<string[]> {
    return (await this.containerd.tasks.list(never)).map(({ id }) => id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#life.abort();
    for (const timer of this.deps.backOffs.values()) timer.abort();
    await this.deps.runs.allCleanedUp();
    for (const id of namesIn(join(this.execRoot, 'rootfs'))) unmountRootfs(this.execRoot, id);
    for (const id of namesIn(join(this.execRoot, 'shm'))) unmountSharedMemory(this.execRoot, id);
    await this.containerd[Symbol.asyncDispose]();
    this.db.close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Waits for something that comes by itself, in turns of the event loop, never in time. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  for (let turn = 0; turn < 500; turn += 1) {
    if (condition()) return;
    await turns(1);
  }
  throw new Error(`${what} did not happen`);
}

export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** The rejection of something that must fail. */
export async function failureOf(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (err) {
    return err as Error;
  }
  throw new Error('it did not fail');
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** Snapshots are directories that exist, so that mount(2) takes them. */
function withRealMounts(containerd: FakeContainerd, source: string): Containerd {
  const { containers, tasks, content, images, snapshots, diff } = containerd;
  const { leases, namespaces, events, introspection } = containerd;
  return {
    ...{ containers, tasks, content, images, diff, leases, namespaces, events, introspection },
    snapshots: {
      ...snapshots,
      mounts: async (snapshotter, key, signal) => {
        await snapshots.mounts(snapshotter, key, signal);
        return [{ type: 'bind', source, options: ['rbind', 'rw'] }];
      },
    },
    version: (signal) => containerd.version(signal),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

export const IMAGE: ResolvedImage = {
  id: `sha256:${'1a'.repeat(32)}`,
  manifest: {
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    digest: `sha256:${'2b'.repeat(32)}`,
    size: 7,
  },
  platform: { os: 'linux', architecture: 'amd64' },
  config: { Cmd: ['sh'], Env: ['PATH=/bin'] },
  chainId: '',
  references: ['busybox:latest'],
};

function fakeImages(): ImageMgr {
  const resolve: ImageMgr['resolve'] = (ref) =>
    ref === 'busybox'
      ? Promise.resolve(IMAGE)
      : Promise.reject(notFound(`No such image: ${ref}:latest`));
  return fakeManagers({ images: { resolve } }).images;
}
