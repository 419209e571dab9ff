import type { Volume, VolumeListResponse, VolumePruneResponse } from '../../api/schemas.ts';
import type { Filters } from '../../lib/filters.ts';
import { KeyedLock } from '../../lib/keyed-lock.ts';
import type { ContainerVolumes, EnsuredVolume } from './container-volumes.ts';
import { createVolume, type VolumeWish } from './create.ts';
import { driverOf, type VolumeContext, type VolumeMgrDeps } from './deps.ts';
import { filterVolumes } from './filter.ts';
import { hold, mountVolume, releaseVolumes, unmountUnused, type VolumeUse } from './mount.ts';
import { populateVolume } from './populate.ts';
import { pruneVolumes } from './prune.ts';
import { removeVolume } from './remove.ts';
import { condemn, removeCondemned } from './remove-anonymous.ts';
import { restoreVolumes } from './restore.ts';
import { volumeView } from './view.ts';
import { VolumeBook } from './volume-book.ts';
import type { VolumeMgr } from './volume-mgr.ts';

/** Volumes by their drivers. Changes of one volume follow each other, under its lock. */
export class EngineVolumeMgr implements VolumeMgr, ContainerVolumes {
  readonly #deps: VolumeContext;

  constructor(deps: VolumeMgrDeps) {
    const book = new VolumeBook(deps.store);
    this.#deps = { ...deps, book, locks: new KeyedLock(), mounted: new Map() };
  }

  /** Reads what is stored; before anything else. */
  async start(): Promise<void> {
    await restoreVolumes(this.#deps);
  }

  list(filters: Filters): VolumeListResponse {
    const { book, users } = this.#deps;
    const isUsed = ({ name }: { readonly name: string }): boolean => users.usersOf(name).length > 0;
    const found = filterVolumes(book.volumes(), filters, isUsed);
    return { Volumes: found.map((record) => volumeView(this.#deps, record)), Warnings: null };
  }

  inspect(name: string): Volume {
    return volumeView(this.#deps, this.#deps.book.get(name));
  }

  async create(wish: VolumeWish, signal: AbortSignal): Promise<Volume> {
    return volumeView(this.#deps, await createVolume(this.#deps, wish, signal));
  }

  async remove(
    name: string,
    options: { readonly force: boolean },
    signal: AbortSignal,
  ): Promise<void> {
    await removeVolume(this.#deps, name, options, signal);
  }

  async prune(filters: Filters, signal: AbortSignal): Promise<VolumePruneResponse> {
    return await pruneVolumes(this.#deps, filters, signal);
  }

  async ensure(wish: VolumeWish, signal: AbortSignal): Promise<EnsuredVolume> {
    const { name, driver } = await createVolume(this.#deps, wish, signal);
    return { name, driver, mountpoint: driverOf(this.#deps, driver).mountpoint(name) };
  }

  async populate(name: string, source: number, signal: AbortSignal): Promise<void> {
    await populateVolume(this.#deps, name, source, signal);
  }

  async mount(use: VolumeUse, signal: AbortSignal): Promise<string> {
    return await mountVolume(this.#deps, use, signal);
  }

  hold(containerId: string, names: readonly string[]): void {
    for (const name of names) hold(this.#deps, name, containerId);
  }

  async release(containerId: string): Promise<void> {
    await releaseVolumes(this.#deps, containerId);
  }

  async settle(): Promise<void> {
    await unmountUnused(this.#deps);
  }

  condemn(containerId: string, names: readonly string[]): void {
    condemn(this.#deps, containerId, names);
  }

  async removeCondemned(names: readonly string[], signal: AbortSignal): Promise<void> {
    await removeCondemned(this.#deps, names, signal);
  }
}
