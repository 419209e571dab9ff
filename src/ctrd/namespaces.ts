import { isCode } from '../lib/errors.ts';
import type { Namespaces } from './containerd.ts';
import { NamespacesDefinition } from './gen/namespaces.ts';
import type { Channel } from './grpc/channel.ts';
import { createClient } from './grpc/client.ts';

export function namespacesOver(channel: Channel): Namespaces {
  const client = createClient(NamespacesDefinition, channel);
  return {
    async ensure(name, signal) {
      try {
        await client.create({ namespace: { name } }, signal);
      } catch (err) {
        if (!isCode(err, 'conflict')) throw err;
      }
    },
    async list(signal) {
      return (await client.list({}, signal)).namespaces.map(({ name }) => name);
    },
  };
}
