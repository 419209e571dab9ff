/* eslint-disable @typescript-eslint/require-await, max-params -- the port promises, as a server's client does */
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

import type {
  Containers,
  Content,
  Diff,
  Images,
  Labels,
  Leases,
  Mount,
  Namespaces,
  SnapshotInfo,
  Snapshots,
  WriteTarget,
} from '../../../src/ctrd/containerd.ts';
import { canceled, conflict, invalidArgument, notFound } from '../../../src/lib/errors.ts';
import type { Gate } from './gate.ts';
import type { Blob, Memory } from './memory.ts';

const digestOf = (bytes: Uint8Array): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw notFound(`${what}: not found`);
  return value;
}

function merged(old: Labels, change: Labels): Labels {
  return Object.fromEntries(Object.entries({ ...old, ...change }).filter(([, v]) => v !== ''));
}

export function fakeContainers(memory: Memory, hasTask: (id: string) => boolean): Containers {
  const { containers } = memory;
  return {
    async create(container) {
      if (containers.has(container.id))
        throw conflict(`container "${container.id}": already exists`);
      containers.set(container.id, structuredClone(container));
    },
    async updateSpec(id, spec) {
      containers.set(id, { ...found(containers.get(id), `container "${id}"`), spec });
    },
    async get(id) {
      return found(containers.get(id), `container "${id}"`);
    },
    async list() {
      return [...containers.values()];
    },
    async delete(id) {
      found(containers.get(id), `container "${id}"`);
      if (hasTask(id)) throw conflict(`container ${id} has a task`);
      containers.delete(id);
    },
  };
}

export function fakeContent(memory: Memory, gate: Gate): Content {
  const { blobs, ingests } = memory;
  const get = (digest: string): Blob => found(blobs.get(digest), `content ${digest}`);
  const addLabels = (digest: string, labels: Labels): void => {
    const blob = get(digest);
    blob.info = { ...blob.info, labels: merged(blob.info.labels, labels) };
  };
  return {
    async info(digest) {
      return get(digest).info;
    },
    async list(filters) {
      const all = [...blobs.values()].map(({ info }) => info);
      if (filters.length === 0) return all;
      return all.filter((info) => filters.some((filter) => matchesLabels(filter, info.labels)));
    },
    async updateLabels(digest, labels) {
      addLabels(digest, labels);
    },
    async delete(digest) {
      get(digest);
      blobs.delete(digest);
    },
    async *read(digest, signal, range) {
      gate.enter('content.read', [digest, signal, range]);
      const { bytes } = get(digest);
      const start = range?.offset ?? 0;
      const end = range?.size === undefined ? bytes.length : start + range.size;
      for (let at = start; at < Math.min(end, bytes.length); at += 1 << 20) {
        yield bytes.subarray(at, Math.min(at + (1 << 20), end));
      }
    },
    async write(target, source, signal) {
      const { ref, expected, labels } = target;
      if (expected !== undefined && blobs.has(expected.digest)) {
        memory.hold(target.lease, 'content', expected.digest);
        addLabels(expected.digest, labels ?? {});
        return expected;
      }
      const bytes = await receive(ingests, target, source, signal);
      const digest = digestOf(bytes);
      const size = bytes.length;
      ingests.delete(ref);
      if (expected !== undefined && (expected.digest !== digest || expected.size !== size)) {
        throw invalidArgument(`unexpected commit digest ${digest}: failed precondition`);
      }
      const info = { digest, size, createdAt: new Date(), labels: {} };
      blobs.set(digest, blobs.get(digest) ?? { info, bytes });
      addLabels(digest, labels ?? {});
      memory.hold(target.lease, 'content', digest);
      return { digest, size };
    },
    async status(ref) {
      const have = ingests.get(ref);
      return have === undefined ? undefined : { offset: have.length, total: 0 };
    },
    async abort(ref) {
      if (!ingests.delete(ref)) throw notFound(`ingest ${ref}: not found`);
    },
  };
}

/** What came before an error stays, for the next attempt. */
async function receive(
  ingests: Map<string, Buffer>,
  { ref, offset = 0 }: WriteTarget,
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<Buffer> {
  let have = ingests.get(ref) ?? Buffer.alloc(0);
  let at = offset;
  if (at > have.length) throw invalidArgument(`only ${have.length} bytes of ${ref} are there`);
  ingests.set(ref, have);
  for await (const chunk of source) {
    if (signal.aborted) throw canceled('the call was cancelled', signal.reason);
    have = Buffer.concat([have, chunk.subarray(Math.max(0, have.length - at))]);
    at += chunk.length;
    ingests.set(ref, have);
  }
  return have;
}

/** The one kind of filter we use: `labels."key"==value`. */
function matchesLabels(filter: string, labels: Labels): boolean {
  return filter.split(',').every((condition) => {
    const [, key = '', value] = /^labels\.(?:"([^"]+)"|[\w.]+)(?:==(.*))?$/.exec(condition) ?? [];
    return value === undefined ? key in labels : labels[key] === value.replaceAll('"', '');
  });
}

export function fakeImages(memory: Memory): Images {
  const { images } = memory;
  return {
    async get(name) {
      return found(images.get(name), `image "${name}"`);
    },
    async list(filters) {
      const names = filters.map((filter) => filter.replace(/^name==/, '').replaceAll('"', ''));
      const all = [...images.values()];
      return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
    },
    async put(image) {
      const now = new Date();
      const createdAt = images.get(image.name)?.createdAt ?? now;
      images.set(image.name, { ...structuredClone(image), createdAt, updatedAt: now });
    },
    async delete(name, _signal, options) {
      if (!images.delete(name)) throw notFound(`image "${name}": not found`);
      if (options?.sync === true) memory.collectGarbage();
    },
  };
}

export function fakeSnapshots(memory: Memory): Snapshots {
  const { snapshots } = memory;
  const get = (snapshotter: string, key: string): SnapshotInfo =>
    found(snapshots.get(`${snapshotter}/${key}`), `snapshot ${key}`);
  const mountsOf = (snapshotter: string, key: string): Mount[] => [
    { type: 'bind', source: `/fake/${snapshotter}/${key}`, options: ['rbind', 'rw'] },
  ];
  const add = (
    snapshotter: string,
    info: Omit<SnapshotInfo, 'createdAt' | 'labels'>,
    options: { labels?: Labels; lease?: string } | undefined,
  ): void => {
    const { key } = info;
    if (snapshots.has(`${snapshotter}/${key}`)) throw conflict(`snapshot ${key}: already exists`);
    if (info.parent !== '') get(snapshotter, info.parent);
    const labels = { ...options?.labels };
    snapshots.set(`${snapshotter}/${key}`, { ...info, labels, createdAt: new Date() });
    memory.hold(options?.lease, `snapshots/${snapshotter}`, key);
  };
  return {
    async prepare(snapshotter, key, parent, _signal, options) {
      add(snapshotter, { key, parent, kind: 'active' }, options);
      return mountsOf(snapshotter, key);
    },
    async view(snapshotter, key, parent, _signal, options) {
      add(snapshotter, { key, parent, kind: 'view' }, options);
      return mountsOf(snapshotter, key);
    },
    async mounts(snapshotter, key) {
      get(snapshotter, key);
      return mountsOf(snapshotter, key);
    },
    async commit(snapshotter, name, key, _signal, options) {
      const { parent, kind } = get(snapshotter, key);
      if (kind !== 'active') throw invalidArgument(`snapshot ${key} is not active`);
      add(snapshotter, { key: name, parent, kind: 'committed' }, options);
      snapshots.delete(`${snapshotter}/${key}`);
    },
    async stat(snapshotter, key) {
      return get(snapshotter, key);
    },
    async usage(snapshotter, key) {
      get(snapshotter, key);
      return { size: 4096, inodes: 1 };
    },
    async list(snapshotter) {
      return [...snapshots]
        .filter(([name]) => name.startsWith(`${snapshotter}/`))
        .map(([, info]) => info);
    },
    async remove(snapshotter, key) {
      get(snapshotter, key);
      const isParent = [...snapshots.values()].some(({ parent }) => parent === key);
      if (isParent) throw invalidArgument(`snapshot ${key} has children: failed precondition`);
      snapshots.delete(`${snapshotter}/${key}`);
    },
    cleanup: () => Promise.resolve(),
  };
}

export function fakeDiff(memory: Memory, content: Content): Diff {
  return {
    async apply(layer) {
      const { bytes } = found(memory.blobs.get(layer.digest), `content ${layer.digest}`);
      const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
      const tar = isGzip ? gunzipSync(bytes) : bytes;
      const mediaType = 'application/vnd.oci.image.layer.v1.tar';
      return { mediaType, digest: digestOf(tar), size: tar.length };
    },
    async diff(_left, _right, options, signal) {
      // The end of an archive without entries.
      const tar = Buffer.alloc(1024);
      const uncompressed = { 'containerd.io/uncompressed': digestOf(tar) };
      const labels = { ...options.labels, ...uncompressed };
      const lease = options.lease === undefined ? {} : { lease: options.lease };
      const target = { ref: options.ref, labels, ...lease };
      const written = await content.write(target, chunksOf(tar), signal);
      return { mediaType: options.mediaType, ...written };
    },
  };
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

export function fakeLeases(memory: Memory): Leases {
  const { leases } = memory;
  return {
    async create(id, labels) {
      if (leases.has(id)) throw conflict(`lease "${id}": already exists`);
      leases.set(id, { id, labels: { ...labels }, createdAt: new Date(), resources: [] });
    },
    async list() {
      return [...leases.values()].map(({ id, labels, createdAt }) => ({ id, labels, createdAt }));
    },
    async delete(id, _signal, options) {
      leases.delete(id);
      if (options?.sync === true) memory.collectGarbage();
    },
    async addResource(id, resource) {
      found(leases.get(id), `lease "${id}"`).resources.push({ ...resource });
    },
  };
}

export function fakeNamespaces(memory: Memory): Namespaces {
  return {
    async ensure(name) {
      memory.namespaces.add(name);
    },
    async list() {
      return [...memory.namespaces];
    },
  };
}
