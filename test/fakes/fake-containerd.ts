/* eslint-disable @typescript-eslint/require-await -- the port promises, as a server's client does */
import type {
  Containerd,
  Containers,
  Content,
  Diff,
  Events,
  Images,
  Introspection,
  Leases,
  Namespaces,
  ProcessRef,
  RuntimeEvent,
  Snapshots,
  Tasks,
} from '../../src/ctrd/containerd.ts';
import { Gate } from './containerd/gate.ts';
import { Memory } from './containerd/memory.ts';
import {
  fakeContainers,
  fakeContent,
  fakeDiff,
  fakeImages,
  fakeLeases,
  fakeNamespaces,
  fakeSnapshots,
} from './containerd/stores.ts';
import { FakeTasks, type Program } from './containerd/tasks.ts';

export type { Behaviour, Program } from './containerd/tasks.ts';

/**
 * containerd in memory, held to the same suites as the real one. A test scripts what processes do (`program`),
 * ends them (`exit`), lets calls fail (`failNext`) and cuts the connection (`disconnect`).
 *
 * Garbage is collected only by deletions with `sync`.
 */
export class FakeContainerd implements Containerd {
  readonly memory = new Memory();
  readonly gate = new Gate();
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
  readonly #tasks: FakeTasks;
  readonly #subscribers = new Set<(event: RuntimeEvent) => void>();

  constructor() {
    const { memory, gate } = this;
    this.#tasks = new FakeTasks(memory, gate, (event) => this.publish(event));
    const content = fakeContent(memory, gate);
    this.tasks = gate.guard('tasks', this.#tasks.service());
    this.containers = gate.guard(
      'containers',
      fakeContainers(memory, (id) => this.#tasks.has(id)),
    );
    this.content = gate.guard('content', content, ['read']);
    this.images = gate.guard('images', fakeImages(memory));
    this.snapshots = gate.guard('snapshots', fakeSnapshots(memory));
    this.diff = gate.guard('diff', fakeDiff(memory, content));
    this.leases = gate.guard('leases', fakeLeases(memory));
    this.namespaces = gate.guard('namespaces', fakeNamespaces(memory));
    this.introspection = gate.guard('introspection', { plugins: () => Promise.resolve(PLUGINS) });
    this.events = { subscribe: (signal) => this.#subscribe(signal) };
  }

  async version(signal: AbortSignal): Promise<{ version: string; revision: string }> {
    this.gate.enter('version', [signal]);
    return { version: '1.6.20', revision: 'fake' };
  }

  /** What processes do when they start; by default they run until they are killed. */
  set program(program: Program) {
    this.#tasks.program = program;
  }

  /** The time that exits are told to have happened at; the system's by default. */
  set now(now: () => Date) {
    this.#tasks.now = now;
  }

  /** Resource updates by container. */
  get updates(): FakeTasks['resources'] {
    return this.#tasks.resources;
  }

  /** Ends a process. */
  exit(ref: ProcessRef, exitCode: number): void {
    this.#tasks.exit(ref, exitCode);
  }

  publish(event: RuntimeEvent): void {
    for (const subscriber of this.#subscribers) subscriber(event);
  }

  /** The next call of e.g. `tasks.create` fails. */
  failNext(method: string, error: Error): void {
    this.gate.failNext(method, error);
  }

  /** All calls under way, and all later ones, fail with `unavailable` until `reconnect`; tasks go on. */
  disconnect(): void {
    this.gate.disconnect();
  }

  reconnect(): void {
    this.gate.reconnect();
  }

  /** Names of the methods called so far, in order. */
  get calls(): readonly string[] {
    return this.gate.calls.map(({ method }) => method);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.gate.disconnect();
    return Promise.resolve();
  }

  /** The subscription is there when this returns, as with the real one. */
  #subscribe(signal: AbortSignal): AsyncIterable<RuntimeEvent> {
    const unread: RuntimeEvent[] = [];
    let wake = (): void => undefined;
    const subscriber = (event: RuntimeEvent): void => {
      unread.push(event);
      wake();
    };
    this.#subscribers.add(subscriber);
    const { gate } = this;
    const forget = (): void => void this.#subscribers.delete(subscriber);
    async function* events(): AsyncGenerator<RuntimeEvent> {
      try {
        gate.enter('events.subscribe', [signal]);
        for (;;) {
          yield* unread.splice(0);
          const more = new Promise<void>((resolve) => (wake = resolve));
          if (unread.length === 0) await gate.whileConnected(more, signal);
        }
      } finally {
        forget();
      }
    }
    return events();
  }
}

const PLUGINS = [
  {
    type: 'io.containerd.snapshotter.v1',
    id: 'overlayfs',
    platforms: ['linux/amd64'],
    ok: true,
    exports: { root: '/fake/overlayfs' },
  },
];
