import type { Descriptor } from '../../ctrd/containerd.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { isDigest } from '../digest.ts';
import type { Platform } from '../platform.ts';
import { isAbsent, isObject, labelsMember, stringMember } from './json-document.ts';

/** A descriptor inside an index, which may say for which platform it is. */
export interface PlatformDescriptor extends Descriptor {
  readonly platform?: Platform;
}

/** OCI image-spec, descriptor.md. @throws invalidArgument */
export function parseDescriptor(value: unknown, what: string): PlatformDescriptor {
  if (!isObject(value)) throw invalidArgument(`${what}: a descriptor is not an object`);
  const digest = stringMember(value, 'digest', what);
  if (!isDigest(digest)) throw invalidArgument(`${what}: invalid digest ${JSON.stringify(digest)}`);
  const size = value['size'];
  if (!Number.isSafeInteger(size) || (size as number) < 0) {
    throw invalidArgument(`${what}: invalid size of ${digest}`);
  }
  const annotations = labelsMember(value, 'annotations', what);
  const platform = parsePlatformMember(value['platform'], what);
  return {
    mediaType: stringMember(value, 'mediaType', what),
    digest,
    size: size as number,
    ...(annotations === undefined ? {} : { annotations }),
    ...(platform === undefined ? {} : { platform }),
  };
}

function parsePlatformMember(value: unknown, what: string): Platform | undefined {
  if (isAbsent(value)) return undefined;
  if (!isObject(value)) throw invalidArgument(`${what}: a platform is not an object`);
  const variant = stringMember(value, 'variant', what);
  return {
    os: stringMember(value, 'os', what),
    architecture: stringMember(value, 'architecture', what),
    ...(variant === '' ? {} : { variant }),
  };
}
