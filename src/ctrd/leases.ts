import { isCode } from '../lib/errors.ts';
import type { Leases } from './containerd.ts';
import { LeasesDefinition } from './gen/leases.ts';
import type { Channel } from './grpc/channel.ts';
import { createClient } from './grpc/client.ts';

export function leasesOver(channel: Channel): Leases {
  const client = createClient(LeasesDefinition, channel);
  return {
    async create(id, labels, signal) {
      await client.create({ id, labels: { ...labels } }, signal);
    },
    async list(signal) {
      return (await client.list({}, signal)).leases.map(({ id, labels, createdAt }) => ({
        id,
        labels,
        createdAt: createdAt ?? new Date(0),
      }));
    },
    async delete(id, signal, options) {
      try {
        await client.delete({ id, sync: options?.sync ?? false }, signal);
      } catch (err) {
        if (!isCode(err, 'notFound')) throw err;
      }
    },
    async addResource(id, resource, signal) {
      await client.addResource({ id, resource: { ...resource } }, signal);
    },
  };
}
