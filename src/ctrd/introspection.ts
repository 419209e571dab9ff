import type { Introspection } from './containerd.ts';
import { IntrospectionDefinition } from './gen/introspection.ts';
import type { Platform } from './gen/types.ts';
import type { Channel } from './grpc/channel.ts';
import { createClient } from './grpc/client.ts';

export function introspectionOver(channel: Channel): Introspection {
  const client = createClient(IntrospectionDefinition, channel);
  return {
    async plugins(signal) {
      return (await client.plugins({ filters: [] }, signal)).plugins.map((plugin) => ({
        type: plugin.type,
        id: plugin.id,
        platforms: plugin.platforms.map(platformText),
        ok: plugin.initErr === undefined,
        exports: plugin.exports,
      }));
    },
  };
}

/** `linux/arm64/v8` */
const platformText = ({ os, architecture, variant }: Platform): string =>
  [os, architecture, variant].filter((part) => part !== '').join('/');
