import { invalidArgument } from '../../src/lib/errors.ts';
import type { ContainerVolumes, EnsuredVolume } from '../../src/mgr/volume/container-volumes.ts';
import type { VolumeWish } from '../../src/mgr/volume/create.ts';
import type { VolumeUse } from '../../src/mgr/volume/mount.ts';

/** Volumes that are names; tells what was asked of them. */
export class FakeVolumes implements ContainerVolumes {
  readonly names = new Set<string>();
  readonly populated: string[] = [];
  readonly condemned = new Set<string>();
  readonly held = new Map<string, readonly string[]>();
  readonly mounted: VolumeUse[] = [];
  settled = false;

  /** The name `refused` cannot be made. */
  ensure({ name, driver }: VolumeWish): Promise<EnsuredVolume> {
    if (name === 'refused') return Promise.reject(invalidArgument('create refused: no'));
    this.names.add(name);
    return Promise.resolve({
      name,
      driver: driver === '' ? 'local' : driver,
      mountpoint: `/volumes/${name}/_data`,
    });
  }

  populate(name: string): Promise<void> {
    this.populated.push(name);
    return Promise.resolve();
  }

  mount(use: VolumeUse): Promise<string> {
    this.mounted.push(use);
    return Promise.resolve(`/volumes/${use.name}/_data`);
  }

  hold(containerId: string, names: readonly string[]): void {
    if (names.length > 0) this.held.set(containerId, names);
  }

  release(containerId: string): Promise<void> {
    this.held.delete(containerId);
    return Promise.resolve();
  }

  settle(): Promise<void> {
    this.settled = true;
    return Promise.resolve();
  }

  condemn(_containerId: string, names: readonly string[]): void {
    for (const name of names) this.condemned.add(name);
  }

  removeCondemned(names: readonly string[]): Promise<void> {
    for (const name of names) this.names.delete(name);
    return Promise.resolve();
  }
}
