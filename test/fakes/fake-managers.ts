import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

import type {
  ExecInspect,
  ImageInspect,
  ImageSummary,
  NetworkInspect,
  SystemInfo,
  SystemVersion,
} from '../../src/api/schemas.ts';
import type { Managers } from '../../src/daemon/managers.ts';
import type { EngineEvent } from '../../src/lib/engine-event.ts';
import {
  conflict,
  forbidden,
  notFound,
  notModified,
  unauthenticated,
} from '../../src/lib/errors.ts';
import type { ContainerMgr } from '../../src/mgr/container/container-mgr.ts';
import type { ExecMgr } from '../../src/mgr/container/exec/exec-mgr.ts';
import type { StreamSession } from '../../src/mgr/container/io/container-io.ts';
import type { ImageMgr } from '../../src/mgr/image/image-mgr.ts';
import type { NetworkMgr } from '../../src/mgr/network/network-mgr.ts';
import type { SystemMgr } from '../../src/mgr/system/system-mgr.ts';
import type { VolumeMgr } from '../../src/mgr/volume/volume-mgr.ts';
import * as documents from './documents.ts';
import { EchoSession } from './echo-session.ts';

/** What was asked of a manager. */
export interface Asked {
  readonly method: string;
  readonly args: readonly unknown[];
}

/** What the fakes answer; a test replaces what it is about. */
export interface FakeWorld extends Managers {
  readonly asked: Asked[];
  /** The last arguments of a method, without signals and functions. */
  lastOf(method: string): unknown[];
}

export type FakeOverrides = {
  readonly [M in keyof Managers]?: Partial<Managers[M]>;
};

/** Managers of one running container `web`, one image, the three predefined networks. */
export function fakeManagers(overrides: FakeOverrides = {}): FakeWorld {
  const asked: Asked[] = [];
  return {
    asked,
    lastOf(method) {
      const last = asked.findLast((entry) => entry.method === method);
      const isData = (arg: unknown): boolean =>
        !(arg instanceof AbortSignal) && typeof arg !== 'function' && !(arg instanceof Readable);
      return (last?.args ?? []).filter(isData);
    },
    containers: recorded(asked, { ...fakeContainers(), ...overrides.containers }),
    execs: recorded(asked, { ...fakeExecs(), ...overrides.execs }, 'exec.'),
    images: recorded(asked, { ...fakeImages(), ...overrides.images }, 'image.'),
    networks: recorded(asked, { ...fakeNetworks(), ...overrides.networks }, 'network.'),
    volumes: recorded(asked, { ...fakeVolumes(), ...overrides.volumes }, 'volume.'),
    system: recorded(asked, { ...fakeSystem(), ...overrides.system }, 'system.'),
  };
}

function recorded<T extends object>(asked: Asked[], manager: T, prefix = ''): T {
  return new Proxy(manager, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        asked.push({ method: prefix + String(name), args });
        return Reflect.apply(member, target, args);
      };
    },
  });
}

const known = (ref: string): void => {
  if (!['web', documents.CONTAINER_ID, documents.CONTAINER_ID.slice(0, 12), 'tty'].includes(ref)) {
    throw notFound(`No such container: ${ref}`);
  }
};

const forKnown =
  <A extends unknown[], R>(answer: (ref: string, ...args: A) => R) =>
  (ref: string, ...args: A): Promise<R> => {
    return Promise.resolve().then(() => {
      known(ref);
      return answer(ref, ...args);
    });
  };

function fakeContainers(): ContainerMgr {
  return {
    create: ({ body }) =>
      body.Image === 'busybox'
        ? Promise.resolve({ Id: documents.CONTAINER_ID, Warnings: [] })
        : Promise.reject(notFound(`No such image: ${body.Image ?? ''}:latest`)),
    start: forKnown(() => undefined),
    stop: forKnown(() => undefined),
    restart: forKnown(() => undefined),
    kill: forKnown(() => undefined),
    pause: forKnown(() => undefined),
    unpause: forKnown(() => undefined),
    rename: forKnown(() => undefined),
    update: forKnown(() => ({ Warnings: [] })),
    remove: forKnown(() => undefined),
    connectNetwork: forKnown(() => undefined),
    disconnectNetwork: forKnown(() => undefined),
    commit: () => Promise.resolve(documents.IMAGE_ID),
    prune: () =>
      Promise.resolve({ ContainersDeleted: [documents.CONTAINER_ID], SpaceReclaimed: 7 }),
    wait: (ref) => {
      known(ref);
      return { done: Promise.resolve({ StatusCode: 3 }) };
    },
    resize: forKnown(() => undefined),
    top: forKnown(() => ({ Titles: ['PID', 'CMD'], Processes: [['1', 'sh']] })),
    changes: forKnown(() => [{ Path: '/a', Kind: 1 as const }]),
    list: () => Promise.resolve([documents.containerSummary()]),
    inspect: forKnown((ref) => documents.containerInspect(ref === 'tty')),
    attach: forKnown((ref): StreamSession => new EchoSession(ref === 'tty')),
    logs: (ref) => {
      known(ref);
      return { tty: false, open: () => Readable.from([documents.LOG_FRAME]) };
    },
    async *stats(ref, { stream }) {
      await Promise.resolve();
      known(ref);
      yield documents.sample(0);
      if (stream) yield documents.sample(1);
    },
  };
}

function fakeExecs(): ExecMgr {
  const exists = (id: string): void => {
    if (id !== documents.EXEC_ID) throw notFound(`No such exec instance: ${id}`);
  };
  return {
    create: forKnown(() => ({ Id: documents.EXEC_ID })),
    start: (id, { detach, tty }) =>
      Promise.resolve().then(() => {
        exists(id);
        return detach ? undefined : new EchoSession(tty);
      }),
    inspect: (id): ExecInspect => {
      exists(id);
      return documents.execInspect();
    },
    resize: (id) => Promise.resolve().then(() => exists(id)),
  };
}

function fakeImages(): ImageMgr {
  const exists = (ref: string): void => {
    if (!['busybox', 'host:5000/team/app:1.0', 'team/app'].includes(ref)) {
      throw notFound(`No such image: ${ref}:latest`);
    }
  };
  const forImage =
    <A extends unknown[], R>(answer: (ref: string, ...args: A) => R) =>
    (ref: string, ...args: A): Promise<R> =>
      Promise.resolve().then(() => {
        exists(ref);
        return answer(ref, ...args);
      });
  return {
    resolve: () => Promise.reject(notFound('routes do not resolve images')),
    referenceStillPointsTo: () => true,
    list: () => Promise.resolve([documents.imageSummary()] as ImageSummary[]),
    inspect: forImage((): ImageInspect => documents.imageInspect()),
    history: forImage(() => [documents.historyItem()]),
    tag: forImage(() => undefined),
    remove: forImage((ref) => [{ Untagged: ref }]),
    prune: () => Promise.resolve({ ImagesDeleted: [], SpaceReclaimed: 0 }),
    async load(archive, _options, progress) {
      let bytes = 0;
      for await (const chunk of archive) bytes += (chunk as Buffer).length;
      if (bytes === 0) throw conflict('the archive is empty');
      progress({ stream: `Loaded image: busybox:latest\n` });
    },
    commit: () => Promise.resolve(documents.IMAGE_ID),
    save: (refs) => {
      for (const ref of refs) exists(ref);
      return Promise.resolve(Readable.from(['an archive']));
    },
    async import(archive, _options, progress) {
      await finished(archive.resume());
      progress({ status: documents.IMAGE_ID });
    },
    pull: ({ name }, _options, progress) => {
      if (name === 'absent') return Promise.reject(notFound('pull access denied for absent'));
      progress({ status: `Pulling from ${name}`, id: 'latest' });
      if (name === 'halfway') return Promise.reject(conflict('unexpected end of layer'));
      progress({ status: `Status: Downloaded newer image for ${name}` });
      return Promise.resolve();
    },
    push: (name, _options, progress) => {
      progress({ status: `The push refers to repository [${name}]` });
      return name === 'denied' ? Promise.reject(forbidden('denied: no')) : Promise.resolve();
    },
    auth: ({ password }) =>
      password === 'right'
        ? Promise.resolve({ Status: 'Login Succeeded', IdentityToken: '' })
        : Promise.reject(unauthenticated('login attempt failed')),
    distribution: forImage(() => documents.distribution()),
    search: (term) => Promise.resolve([documents.searchItem(term)]),
    count: () => 1,
  };
}

/** One volume, `data`, that a container has. */
function fakeVolumes(): VolumeMgr {
  return {
    list: () => ({ Volumes: [documents.volume('data')], Warnings: null }),
    inspect(name) {
      if (name !== 'data') throw notFound(`get ${name}: no such volume`);
      return documents.volume(name);
    },
    create: ({ name }) =>
      name === 'taken'
        ? Promise.reject(conflict('create taken: conflict: volume name must be unique'))
        : Promise.resolve(documents.volume(name)),
    remove(name, { force }) {
      if (name === 'data') return Promise.reject(conflict('remove data: volume is in use - [web]'));
      if (!force) return Promise.reject(notFound(`get ${name}: no such volume`));
      return Promise.resolve();
    },
    prune: () => Promise.resolve({ VolumesDeleted: ['old'], SpaceReclaimed: 7 }),
  };
}

function fakeNetworks(): NetworkMgr {
  return {
    list: () => documents.networks(),
    inspect: (ref): NetworkInspect => {
      const found = documents.networks().find(({ Name, Id }) => Name === ref || Id === ref);
      if (found === undefined) throw notFound(`network ${ref} not found`);
      return { ...found, Containers: {} };
    },
    create: ({ Name }) =>
      Name === 'bridge' || Name === 'host'
        ? Promise.reject(forbidden(`operation is not permitted on predefined ${Name} network `))
        : Promise.resolve({ Id: documents.CONTAINER_ID, Warning: '' }),
    remove: (ref) =>
      ref === 'bridge'
        ? Promise.reject(forbidden('bridge is a pre-defined network and cannot be removed'))
        : Promise.resolve(),
    prune: () => Promise.resolve({ NetworksDeleted: ['old'] }),
    check: () => undefined,
    nameOf: (ref) => ref,
    attach: () => Promise.reject(notModified('routes do not attach')),
    connect: () => Promise.reject(notModified('routes do not connect')),
    disconnect: () => Promise.reject(notModified('routes do not disconnect')),
    renamed: () => undefined,
    detach: () => Promise.resolve(),
    restore: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function fakeSystem(): SystemMgr {
  return {
    version: (): Promise<SystemVersion> => Promise.resolve(documents.version()),
    info: (): Promise<SystemInfo> => Promise.resolve(documents.info()),
    async *events(): AsyncGenerator<EngineEvent> {
      await Promise.resolve();
      yield* documents.events();
    },
    metrics: () =>
      Promise.resolve({ contentType: 'text/plain; version=0.0.4', body: 'joey_up 1\n' }),
  };
}
