import { isCode } from '../lib/errors.ts';
import type { ImageInfo, Images } from './containerd.ts';
import { type Image, ImagesDefinition } from './gen/images.ts';
import type { Channel } from './grpc/channel.ts';
import { createClient } from './grpc/client.ts';
import { fromDescriptorMessage, present, toDescriptorMessage } from './messages.ts';

export function imagesOver(channel: Channel): Images {
  const client = createClient(ImagesDefinition, channel);
  return {
    async get(name, signal) {
      return fromMessage((await client.get({ name }, signal)).image);
    },
    async list(filters, signal) {
      return (await client.list({ filters: [...filters] }, signal)).images.map(fromMessage);
    },
    async put(wanted, signal) {
      const image: Image = {
        name: wanted.name,
        labels: { ...wanted.labels },
        target: toDescriptorMessage(wanted.target),
        createdAt: undefined,
        updatedAt: undefined,
      };
      try {
        await client.create({ image }, signal);
      } catch (err) {
        if (!isCode(err, 'conflict')) throw err;
        await client.update({ image, updateMask: ['target', 'labels'] }, signal);
      }
    },
    async delete(name, signal, options) {
      await client.delete({ name, sync: options?.sync ?? false }, signal);
    },
  };
}

function fromMessage(message: Image | undefined): ImageInfo {
  const image = present(message, 'the image');
  return {
    name: image.name,
    labels: image.labels,
    target: fromDescriptorMessage(image.target),
    createdAt: image.createdAt ?? new Date(0),
    updatedAt: image.updatedAt ?? new Date(0),
  };
}
