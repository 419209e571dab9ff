import { Readable } from 'node:stream';

import type { RegistrySettings } from '../../../../src/image/registry/settings.ts';
import type { Clock } from '../../../../src/lib/clock.ts';
import type { EngineEvent } from '../../../../src/lib/engine-event.ts';
import { silentLogger } from '../../../../src/lib/logger.ts';
import {
  createImageMgr,
  type StartableImageMgr,
} from '../../../../src/mgr/image/create-image-mgr.ts';
import type { ImageUsers } from '../../../../src/mgr/image/image-mgr.ts';
import { FakeContainerd } from '../../../fakes/fake-containerd.ts';
import { registrySettings } from '../../../fakes/registry-settings.ts';
import { sha256, type TarMember, writeTar } from '../../../helpers/images.ts';

export const signal = new AbortController().signal;

export const NOW = new Date('2026-01-02T03:04:05Z');

const clock: Clock = {
  now: () => NOW,
  sleep: (_ms, until) =>
    new Promise((_resolve, reject) => {
      if (until.aborted) reject(new Error('stopped'));
      until.addEventListener('abort', () => {
        reject(new Error('stopped'));
      });
    }),
};

type User = ReturnType<ImageUsers['usersOf']>[number];

export interface ImageMgrFixture extends AsyncDisposable {
  readonly mgr: StartableImageMgr;
  readonly containerd: FakeContainerd;
  readonly events: EngineEvent[];
  /** `action name` of each event so far. */
  actions(): string[];
  readonly users: Map<string, User[]>;
  /** Records of the progress. */
  load(bytes: Uint8Array, options?: { quiet?: boolean; platform?: string }): Promise<unknown[]>;
  /** The id of the new image. */
  import(
    bytes: Uint8Array,
    options?: Partial<Parameters<StartableImageMgr['import']>[1]>,
  ): Promise<string>;
}

/** An image manager over a containerd in memory, started. */
export async function openImageMgr(
  registry: Partial<RegistrySettings> = {},
): Promise<ImageMgrFixture> {
  const containerd = new FakeContainerd();
  const events: EngineEvent[] = [];
  const users = new Map<string, User[]>();
  const mgr = createImageMgr({
    containerd,
    users: { usersOf: (id) => users.get(id) ?? [] },
    events: { publish: (event) => events.push(event) },
    clock,
    log: silentLogger,
    config: {
      snapshotter: 'overlayfs',
      platform: { os: 'linux', architecture: 'amd64' },
    },
    registrySettings: () => registrySettings(registry),
  });
  await mgr.start(signal);
  return {
    mgr,
    containerd,
    events,
    users,
    actions: () => events.map(({ action, attributes }) => `${action} ${attributes['name'] ?? ''}`),
    async load(bytes, options = {}) {
      const records: unknown[] = [];
      await mgr.load(stream(bytes), { quiet: true, ...options }, (r) => records.push(r), signal);
      return records;
    },
    async import(bytes, options = {}) {
      let id = '';
      const all = { repo: '', tag: '', message: '', changes: [], ...options };
      await mgr.import(stream(bytes), all, (r) => (id = String(r['status'])), signal);
      return id;
    },
    [Symbol.asyncDispose]: () => mgr[Symbol.asyncDispose](),
  };
}

export const stream = (bytes: Uint8Array): Readable => Readable.from(bytes, { objectMode: false });

export const container = (id: string, running = false): User => ({
  id: id.repeat(64).slice(0, 64),
  name: 'c',
  running,
  imageRef: 'x',
});

export interface SmallImage {
  readonly tags?: readonly string[];
  readonly layers?: readonly Buffer[];
  readonly created?: string;
  readonly architecture?: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly history?: readonly unknown[];
}

export const layerOf = (text: string): Buffer => writeTar([{ name: text, data: text }]);

export function smallConfig(image: SmallImage): Buffer {
  const layers = image.layers ?? [layerOf('a')];
  const created = image.created ?? '2024-01-01T00:00:00Z';
  return Buffer.from(
    JSON.stringify({
      architecture: image.architecture ?? 'amd64',
      os: 'linux',
      created,
      config: image.config ?? {},
      history: image.history ?? layers.map((_, at) => ({ created, created_by: `layer ${at}` })),
      rootfs: { type: 'layers', diff_ids: layers.map((layer) => `sha256:${sha256(layer)}`) },
    }),
  );
}

/** A docker-archive of tiny images. */
export function archiveOf(...images: readonly SmallImage[]): Buffer {
  const members: TarMember[] = [];
  const manifest = images.map((image) => {
    const layers = image.layers ?? [layerOf('a')];
    const config = smallConfig(image);
    members.push({ name: `${sha256(config)}.json`, data: config });
    for (const layer of layers) members.push({ name: `${sha256(layer)}/layer.tar`, data: layer });
    return {
      Config: `${sha256(config)}.json`,
      RepoTags: image.tags ?? null,
      Layers: layers.map((layer) => `${sha256(layer)}/layer.tar`),
    };
  });
  return writeTar([...members, { name: 'manifest.json', data: JSON.stringify(manifest) }]);
}
