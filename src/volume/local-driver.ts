import { chmod, chown, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { invalidArgument } from '../lib/errors.ts';
import { copyTree, copyUpAtOnce } from './copy-up.ts';
import type { DriverVolume, PopulateOptions, VolumeDriver } from './driver.ts';
import { mountLocal, unmountLocal } from './local-mount.ts';
import { parseLocalOptions } from './local-options.ts';
import { sizeOfTree } from './size-of-tree.ts';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** Directories of this host: `<root>/<name>/_data`, as Docker lays them out. moby: volume/local */
export class LocalDriver implements VolumeDriver {
  readonly #root: string;

  /** @param root `/var/lib/joey/volumes` */
  constructor(root: string) {
    this.#root = root;
  }

  check({ name, options }: DriverVolume): void {
    if (name.length === 1) {
      throw invalidArgument(
        'volume name is too short, names should be at least two alphanumeric characters',
      );
    }
    if (!NAME.test(name)) {
      throw invalidArgument(
        `${JSON.stringify(name)} includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
      );
    }
    parseLocalOptions(options);
  }

  mountpoint(name: string): string {
    return join(this.#root, name, '_data');
  }

  async create({ name, options }: DriverVolume): Promise<void> {
    const path = this.mountpoint(name);
    await mkdir(this.#root, { recursive: true, mode: 0o711 });
    await mkdir(path, { recursive: true, mode: 0o755 });
    await this.#own(path, options);
  }

  async #own(path: string, options: DriverVolume['options']): Promise<void> {
    const { uid, gid, mode } = parseLocalOptions(options);
    if (uid !== undefined || gid !== undefined) await chown(path, uid ?? 0, gid ?? 0);
    if (mode !== undefined) await chmod(path, mode);
  }

  async remove(volume: DriverVolume): Promise<void> {
    await this.unmount(volume);
    await rm(join(this.#root, volume.name), { recursive: true, force: true });
  }

  async mount({ name, options }: DriverVolume): Promise<string> {
    const path = this.mountpoint(name);
    const { mount } = parseLocalOptions(options);
    if (mount !== undefined) await mountLocal(mount, path);
    return path;
  }

  async unmount({ name, options }: DriverVolume): Promise<void> {
    if (parseLocalOptions(options).mount !== undefined) await unmountLocal(this.mountpoint(name));
  }

  /**
   * A directory of our own is filled at once. What is mounted, or in use, is filled where it is: Docker
   * gives no more.
   */
  async populate(volume: DriverVolume, source: number, options: PopulateOptions): Promise<void> {
    const path = await this.mount(volume);
    if ((await readdir(path)).length > 0) return;
    const isOurs = parseLocalOptions(volume.options).mount === undefined;
    if (isOurs && !options.inUse) {
      await copyUpAtOnce(source, path, join(this.#root, volume.name, '_staging'), options.signal);
    } else {
      await copyTree(source, path, options.signal);
    }
    await this.#own(path, volume.options);
  }

  async usage(name: string, signal: AbortSignal): Promise<number> {
    return await sizeOfTree(this.mountpoint(name), signal);
  }
}
