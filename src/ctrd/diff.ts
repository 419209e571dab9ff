import type { Diff } from './containerd.ts';
import { DiffDefinition } from './gen/diff.ts';
import type { Channel } from './grpc/channel.ts';
import { createClient } from './grpc/client.ts';
import { fromDescriptorMessage, toDescriptorMessage, toMountMessage } from './messages.ts';

export function diffOver(channel: Channel): Diff {
  const client = createClient(DiffDefinition, channel);
  return {
    async apply(layer, mounts, signal, lease) {
      const request = { diff: toDescriptorMessage(layer), mounts: mounts.map(toMountMessage) };
      return fromDescriptorMessage((await client.apply(request, signal, { lease })).applied);
    },
    async diff(left, right, options, signal) {
      const request = {
        left: left.map(toMountMessage),
        right: right.map(toMountMessage),
        mediaType: options.mediaType,
        ref: options.ref,
        labels: { ...options.labels },
      };
      const answer = await client.diff(request, signal, { lease: options.lease });
      return fromDescriptorMessage(answer.diff);
    },
  };
}
