import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { DeviceMapping } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import { invalidArgument, messageOf } from '../../../lib/errors.ts';
import type { OciDevice } from '../../../lib/oci.ts';
import type { BlockDevice, ContainerDevice } from './context.ts';

/** Directories below /dev that hold no devices of the host, or other containers' ones. */
const SKIPPED: ReadonlySet<string> = new Set([
  'pts',
  'shm',
  'fd',
  'mqueue',
  '.lxc',
  '.lxd-mounts',
  '.udev',
]);

/** Every device node of the host, for privileged containers. Synchronous: some hundred stats, below 2 ms. */
export function hostDevices(root = '/dev'): ContainerDevice[] {
  return nodesBelow(root, SKIPPED)
    .filter((path) => path !== join(root, 'console'))
    .map((path) => ({ device: readDevice(path, path), access: 'rwm' }));
}

/**
 * One entry of `HostConfig.Devices`: a node, or a directory of nodes.
 * moby: daemon/pkg/oci DevicesFromPath
 * @throws invalidArgument
 */
export function mappedDevices(mapping: DeepReadonly<DeviceMapping>): ContainerDevice[] {
  const { PathOnHost: onHost = '', CgroupPermissions = '' } = mapping;
  const inContainer = [mapping.PathInContainer, onHost].find(Boolean) ?? '';
  const access = CgroupPermissions === '' ? 'rwm' : CgroupPermissions;
  try {
    const real = realpathSync(onHost);
    const paths = statSync(real).isDirectory() ? nodesBelow(real) : [real];
    if (paths.length === 0) throw invalidArgument('not a device node');
    return paths.map((path) => ({
      device: readDevice(path, inContainer + path.slice(real.length)),
      access,
    }));
  } catch (err) {
    throw invalidArgument(
      `error gathering device information while adding custom device ${JSON.stringify(onHost)}: ${reason(err)}`,
      err,
    );
  }
}

function reason(err: unknown): string {
  const { code } = err as NodeJS.ErrnoException;
  return code === 'ENOENT' ? 'no such file or directory' : messageOf(err);
}

/** @throws invalidArgument as Go's stat does */
export function blockDevice(path: string): BlockDevice {
  try {
    const { major, minor } = numbers(statSync(path, { bigint: true }).rdev);
    return { major, minor };
  } catch (err) {
    throw invalidArgument(`stat ${path}: ${reason(err)}`, err);
  }
}

function nodesBelow(directory: string, skipped: ReadonlySet<string> = new Set()): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : nodesBelow(path);
    return entry.isCharacterDevice() || entry.isBlockDevice() ? [path] : [];
  });
}

function readDevice(path: string, inContainer: string): OciDevice {
  const stat = lstatSync(path, { bigint: true });
  if (!stat.isBlockDevice() && !stat.isCharacterDevice()) {
    throw invalidArgument('not a device node');
  }
  return {
    type: stat.isBlockDevice() ? 'b' : 'c',
    path: inContainer,
    ...numbers(stat.rdev),
    fileMode: Number(stat.mode & 0o7777n),
    uid: Number(stat.uid),
    gid: Number(stat.gid),
  };
}

/** makedev(3) backwards. */
function numbers(rdev: bigint): BlockDevice {
  return {
    major: Number(((rdev >> 8n) & 0xfffn) | ((rdev >> 32n) & 0xfffff000n)),
    minor: Number((rdev & 0xffn) | ((rdev >> 12n) & 0xffffff00n)),
  };
}
