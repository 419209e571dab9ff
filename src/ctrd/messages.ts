import { internal } from '../lib/errors.ts';
import type { Descriptor, Mount } from './containerd.ts';
import type { Descriptor as DescriptorMessage, Mount as MountMessage } from './gen/types.ts';

export function toMountMessage(mount: Mount): MountMessage {
  return {
    type: mount.type,
    source: mount.source,
    target: mount.target ?? '',
    options: [...mount.options],
  };
}

export function fromMountMessage(mount: MountMessage): Mount {
  return {
    type: mount.type,
    source: mount.source,
    options: mount.options,
    ...(mount.target !== '' && { target: mount.target }),
  };
}

export function toDescriptorMessage(descriptor: Descriptor): DescriptorMessage {
  return {
    mediaType: descriptor.mediaType,
    digest: descriptor.digest,
    size: BigInt(descriptor.size),
    annotations: { ...descriptor.annotations },
  };
}

export function fromDescriptorMessage(message: DescriptorMessage | undefined): Descriptor {
  const descriptor = present(message, 'a descriptor');
  const hasAnnotations = Object.keys(descriptor.annotations).length > 0;
  return {
    mediaType: descriptor.mediaType,
    digest: descriptor.digest,
    size: Number(descriptor.size),
    ...(hasAnnotations && { annotations: descriptor.annotations }),
  };
}

/** A message that containerd always sends; protobuf calls every message optional. */
export function present<T>(message: T | undefined, what: string): T {
  if (message === undefined) throw internal(`containerd's answer lacks ${what}`);
  return message;
}

/** Go's zero time (the year 1) stands for "never". */
export function happened(time: Date | undefined): time is Date {
  return time !== undefined && time.getTime() > 0;
}
