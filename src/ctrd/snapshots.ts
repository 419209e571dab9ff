/* eslint-disable max-params -- the port's methods have five */
import { isCode } from '../lib/errors.ts';
import type { Mount, SnapshotInfo, SnapshotKind, Snapshots } from './containerd.ts';
import { type Info, Kind, SnapshotsDefinition } from './gen/snapshots.ts';
import type { Mount as MountMessage } from './gen/types.ts';
import type { Channel } from './grpc/channel.ts';
import { createClient } from './grpc/client.ts';
import { fromMountMessage, present } from './messages.ts';

export function snapshotsOver(channel: Channel): Snapshots {
  const client = createClient(SnapshotsDefinition, channel);
  return {
    async prepare(snapshotter, key, parent, signal, options) {
      const request = { snapshotter, key, parent, labels: { ...options?.labels } };
      return mountsOf(await client.prepare(request, signal, { lease: options?.lease }));
    },
    async view(snapshotter, key, parent, signal, options) {
      const request = { snapshotter, key, parent, labels: { ...options?.labels } };
      return mountsOf(await client.view(request, signal, { lease: options?.lease }));
    },
    async mounts(snapshotter, key, signal) {
      return mountsOf(await client.mounts({ snapshotter, key }, signal));
    },
    async commit(snapshotter, name, key, signal, options) {
      const request = { snapshotter, name, key, labels: { ...options?.labels } };
      await client.commit(request, signal, { lease: options?.lease });
    },
    async stat(snapshotter, key, signal) {
      return infoOf((await client.stat({ snapshotter, key }, signal)).info);
    },
    async usage(snapshotter, key, signal) {
      const { size, inodes } = await client.usage({ snapshotter, key }, signal);
      return { size: Number(size), inodes: Number(inodes) };
    },
    async list(snapshotter, signal) {
      const found: SnapshotInfo[] = [];
      for await (const { info } of client.list({ snapshotter }, signal))
        found.push(...info.map(infoOf));
      return found;
    },
    async remove(snapshotter, key, signal) {
      await client.remove({ snapshotter, key }, signal);
    },
    async cleanup(snapshotter, signal) {
      try {
        await client.cleanup({ snapshotter }, signal);
      } catch (err) {
        // A snapshotter that removes at once has nothing to clean up later.
        if (!isCode(err, 'notImplemented')) throw err;
      }
    },
  };
}

const mountsOf = (answer: { mounts: MountMessage[] }): Mount[] =>
  answer.mounts.map(fromMountMessage);

const KIND: Readonly<Record<Kind, SnapshotKind>> = {
  [Kind.UNKNOWN]: 'committed',
  [Kind.VIEW]: 'view',
  [Kind.ACTIVE]: 'active',
  [Kind.COMMITTED]: 'committed',
};

function infoOf(message: Info | undefined): SnapshotInfo {
  const info = present(message, 'the snapshot');
  return {
    key: info.name,
    parent: info.parent,
    kind: KIND[info.kind],
    labels: info.labels,
    createdAt: info.createdAt ?? new Date(0),
  };
}
