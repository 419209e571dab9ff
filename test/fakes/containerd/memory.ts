import type {
  ContainerInfo,
  ContentInfo,
  ImageInfo,
  Labels,
  SnapshotInfo,
} from '../../../src/ctrd/containerd.ts';

export interface Blob {
  info: ContentInfo;
  readonly bytes: Buffer;
}

export interface Lease {
  readonly id: string;
  readonly createdAt: Date;
  readonly labels: Labels;
  readonly resources: { type: string; id: string }[];
}

/** What the fake containerd has stored. */
export class Memory {
  readonly containers = new Map<string, ContainerInfo>();
  readonly blobs = new Map<string, Blob>();
  /** Unfinished writes by ref. */
  readonly ingests = new Map<string, Buffer>();
  readonly images = new Map<string, ImageInfo>();
  /** By snapshotter and key, separated by a slash. */
  readonly snapshots = new Map<string, SnapshotInfo>();
  readonly leases = new Map<string, Lease>();
  readonly namespaces = new Set<string>(['joey']);

  hold(lease: string | undefined, type: string, id: string): void {
    if (lease !== undefined) this.leases.get(lease)?.resources.push({ type, id });
  }

  /** Mark and sweep with containerd's labels (containerd: docs/garbage-collection.md). */
  collectGarbage(): void {
    const marked = new Set<string>();
    const mark = (node: string): void => {
      if (marked.has(node)) return;
      marked.add(node);
      for (const next of this.#references(node)) mark(next);
    };
    for (const root of this.#roots()) mark(root);
    for (const digest of this.blobs.keys()) {
      if (!marked.has(`content:${digest}`)) this.blobs.delete(digest);
    }
    for (const key of this.snapshots.keys()) {
      if (!marked.has(`snapshots/${key}`)) this.snapshots.delete(key);
    }
  }

  *#roots(): Iterable<string> {
    for (const image of this.images.values()) yield `content:${image.target.digest}`;
    for (const { resources } of this.leases.values()) yield* resources.map(nodeOf);
    for (const { snapshotter, snapshotKey } of this.containers.values()) {
      if (snapshotKey !== undefined) yield `snapshots/${snapshotter}/${snapshotKey}`;
    }
    for (const [digest, { info }] of this.blobs) if (isRoot(info)) yield `content:${digest}`;
    for (const [key, info] of this.snapshots) if (isRoot(info)) yield `snapshots/${key}`;
  }

  *#references(node: string): Iterable<string> {
    const blob = this.blobs.get(node.replace(/^content:/, ''));
    const snapshot = this.snapshots.get(node.replace(/^snapshots\//, ''));
    yield* labelled(blob?.info.labels ?? {});
    yield* labelled(snapshot?.labels ?? {});
    const parent = snapshot?.parent ?? '';
    if (parent !== '') yield `snapshots/${node.split('/')[1]}/${parent}`;
  }
}

const isRoot = ({ labels }: { labels: Labels }): boolean => 'containerd.io/gc.root' in labels;

const nodeOf = ({ type, id }: { type: string; id: string }): string =>
  type === 'content' ? `content:${id}` : `${type}/${id}`;

function* labelled(labels: Labels): Iterable<string> {
  for (const [label, value] of Object.entries(labels)) {
    if (/^containerd\.io\/gc\.ref\.content(\.|$)/.test(label)) yield `content:${value}`;
    const of = /^containerd\.io\/gc\.ref\.snapshot\.([^/]+)/.exec(label);
    if (of !== null) yield `snapshots/${of[1]}/${value}`;
  }
}
